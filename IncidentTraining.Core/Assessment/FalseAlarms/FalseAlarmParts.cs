using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The parts of the result of a false alarm: only what makes sense when nothing was broken. There is nothing to detect, mitigate or
/// resolve, and no customer needs to be told.
/// </summary>
internal static class FalseAlarmParts
{
    /// <summary>The lesson on response phases asks for a first severity "within a minute or two" of the acknowledgement.</summary>
    private static readonly TimeSpan AssessWithin = TimeSpan.FromMinutes(2);

    /// <summary>People who ask must be answered within the time for an incident's first message.</summary>
    private static readonly TimeSpan AnswerWithin = UpdateWords.FirstUpdate(null)!.Value;

    /// <summary>The five parts.</summary>
    public static IReadOnlyList<ResultPart> Of(
        RunRecord record,
        CommunicationScore communication,
        SeverityRecord severity,
        StoredAccount? account
    ) =>
        [
            Response(record, communication),
            Severity(severity),
            DiagnosisPart.Of(record),
            Communication(record, communication),
            Safety(record, account?.Open()),
        ];

    private static ResultPart Response(RunRecord record, CommunicationScore communication)
    {
        var incident = record.Incident;
        var (asked, answered) = (
            Asked(record, communication).Select(one => (TimeSpan?)one.From).Min(),
            Asked(record, communication).Select(one => one.AnsweredAt).Min()
        );
        var closed = FalseAlarm.ClosedAt(record.Log);
        List<ResultLine> lines =
        [
            Line(
                "Time to acknowledge",
                incident.AcknowledgedAt - record.Paged,
                record.Scenario.ParTimes.TryGetValue("acknowledge", out var par) ? par : null,
                "par",
                incident.AcknowledgedAt
            ),
            Line("Time to assess", incident.AssessedAt - incident.AcknowledgedAt, AssessWithin, "asked for", incident.AssessedAt),
            .. asked is null
                ? []
                : (ResultLine[])[Line("First message to those who asked", answered - asked, AnswerWithin, "asked for", answered ?? asked)],
            closed is { } at
                ? new ResultLine("Closed as no incident", record.Clock.Told(at), ResultMark.Good, at)
                : new ResultLine("Closed as no incident", "never", ResultMark.Bad),
        ];
        var times = lines.SkipLast(1).ToList();
        return new ResultPart(
            ResultKind.Response,
            ResultPart.MarkOf(lines),
            $"{times.Count(line => line.Mark == ResultMark.Good)} of {times.Count(line => line.Mark != ResultMark.Neutral)} times within target; {(closed is null ? "never closed" : "closed as no incident")}",
            lines
        );
    }

    private static ResultPart Severity(SeverityRecord severity) =>
        severity.Given.Count == 0
            ? new ResultPart(ResultKind.Severity, ResultMark.Neutral, "no severity was set, and none was needed", [])
            : SeverityPart.Of(severity);

    private static ResultPart Communication(RunRecord record, CommunicationScore said)
    {
        List<ResultLine> lines =
        [
            .. Asked(record, said)
                .Select(one => new ResultLine(
                    one.Name,
                    (
                        one.From > one.At
                            ? $"asked at {record.Clock.Told(one.At)}, before the page,"
                            : $"asked at {record.Clock.Told(one.At)}"
                    )
                        + (
                            one.AnsweredAt is not { } at ? " and was never answered"
                            : one.From > one.At ? $" and was answered {VirtualTime.Words(at - one.From)} after it"
                            : $" and was answered after {VirtualTime.Words(at - one.From)}"
                        ),
                    one.AnsweredAt is { } answered && VirtualTime.IsWithin(answered - one.From, AnswerWithin)
                        ? ResultMark.Good
                        : ResultMark.Bad,
                    one.At
                )),
            .. said.Updates.SelectMany(judged => CommunicationPart.Claims(judged, record.Clock)),
        ];
        return new ResultPart(
            ResultKind.Communication,
            ResultPart.MarkOf(lines),
            lines.Count == 0 ? "no one asked, and no customer had to be told" : ResultPart.ChecksOf(lines),
            lines
        );
    }

    /// <summary>Every harm and every action: a healthy shop needs no repair, so a risky action is a risk without a benefit.</summary>
    private static ResultPart Safety(RunRecord record, RunAccount? account)
    {
        var started = record.Log.Where(e => e.Kind == IncidentEventKind.ActionStarted && ShopInputs.IsMitigation(e.Subject)).ToList();
        List<ResultLine> lines =
        [
            .. record.Shop.Harms.Select(harm => new ResultLine(harm.Action, harm.Text, ResultMark.Bad, harm.At)),
            .. (account?.Lines ?? [])
                .Where(line => line.Effect == ActionEffect.Harmed)
                .Select(line => new ResultLine(
                    "Action",
                    FormattableString.Invariant(
                        $"{string.Join(' ', line.Actions)} Without it there would have been {-line.LeftOut.Cents / 100m:N0} USD less harm."
                    ),
                    ResultMark.Bad,
                    line.At
                )),
            .. started.Select(e =>
                Occupation.Risky.Contains(e.Subject.Split(' ')[0])
                    ? new ResultLine("Needless risk", $"{e.Text} There was nothing for it to repair.", ResultMark.Bad, e.At)
                    : new ResultLine("Needless action", $"{e.Text} There was nothing for it to repair.", ResultMark.Neutral, e.At)
            ),
        ];
        var bad = lines.Count(line => line.Mark == ResultMark.Bad);
        return new ResultPart(
            ResultKind.Safety,
            bad > 0 ? ResultMark.Bad : ResultMark.Good,
            started.Count == 0 ? "no action was taken, and none was needed"
                : bad > 0 ? $"{bad} {(bad == 1 ? "harm or risk" : "harms and risks")} from actions on a shop that needed none"
                : "no action did harm, and none was needed",
            lines
        );
    }

    /// <summary>
    /// Who asked something, when, from when on it could be answered, and when they were told part of what they had asked for. Before the
    /// page no one was there to answer.
    /// </summary>
    private static IEnumerable<(string Name, TimeSpan At, TimeSpan From, TimeSpan? AnsweredAt)> Asked(
        RunRecord record,
        CommunicationScore said
    )
    {
        foreach (var memory in said.People.Where(one => one.Asked.Count > 0))
        {
            var at = record.Log.First(e => e.Number == memory.Asked.Values.Min()).At;
            yield return (
                memory.Person.Name,
                at,
                record.Paged is { } paged && paged > at ? paged : at,
                memory.Asked.Keys.Select(fact => memory.Facts.GetValueOrDefault(fact)?.At).Where(told => told >= at).Min()
            );
        }
    }

    private static ResultLine Line(string title, TimeSpan? took, TimeSpan? asked, string word, TimeSpan? at)
    {
        var beside = asked is { } time ? $" ({word}: {VirtualTime.Words(time)})" : "";
        return took is { } own
            ? new ResultLine(
                title,
                VirtualTime.Words(own > TimeSpan.Zero ? own : TimeSpan.Zero) + beside,
                asked is null ? ResultMark.Neutral
                    : VirtualTime.IsWithin(own, asked.Value) ? ResultMark.Good
                    : ResultMark.Bad,
                at
            )
            : new ResultLine(title, "never" + beside, ResultMark.Bad, at);
    }
}
