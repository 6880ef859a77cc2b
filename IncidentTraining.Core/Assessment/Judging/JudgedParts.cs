using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>Severity: each level that was set, and each change of the impact that was not followed.</summary>
internal static class SeverityPart
{
    public static ResultPart Of(SeverityRecord severity)
    {
        List<ResultLine> lines =
        [
            .. severity
                .Given.Select(one => new ResultLine(
                    $"{one.Given} was set",
                    one.Fits ? "it matched the measured impact" : $"the measured impact was that of {one.Measured}",
                    one.Fits ? ResultMark.Good : ResultMark.Bad,
                    one.At
                ))
                .Concat(
                    severity.Missed.Select(one => new ResultLine(
                        $"{one.Given} was not updated",
                        $"the measured impact was that of {one.Measured} for more than {(int)SeverityRecord.Grace.TotalMinutes} minutes",
                        ResultMark.Bad,
                        one.At
                    ))
                )
                .OrderBy(line => line.At),
        ];
        return lines.Count == 0
            ? new ResultPart(ResultKind.Severity, ResultMark.Bad, "no severity was set", [])
            : new ResultPart(
                ResultKind.Severity,
                severity.AllFits ? ResultMark.Good
                    : severity.Given.Any(one => one.Fits) ? ResultMark.Partly
                    : ResultMark.Bad,
                severity.AllFits ? "matched the measured impact and followed it"
                    : severity.LastFits ? "the last level matched, but not every level or change did"
                    : "the last level did not match the measured impact",
                lines
            );
    }
}

/// <summary>Communication: cadence, audiences, promises and claims.</summary>
internal static class CommunicationPart
{
    public static ResultPart Of(CommunicationScore said, ShopClock clock)
    {
        if (said.Since is null)
        {
            return new ResultPart(
                ResultKind.Communication,
                ResultMark.Neutral,
                "nothing was detected or acknowledged, so no update was due",
                []
            );
        }

        List<ResultLine> lines = [Cadence(said, clock)];
        lines.AddRange(
            said.Audiences.Where(audience => audience.InTime is not null || audience.FirstAt is not null)
                .Select(audience => Told(audience, clock))
        );
        lines.AddRange(said.People.Where(one => one.Person.Wants.Count > 0).Select(one => Knew(one, clock)));
        lines.AddRange(
            said.Promises.Select(promise => new ResultLine(
                promise.Kind == PromiseKind.Recovery
                    ? $"Promised recovery by {clock.Told(promise.By)}"
                    : $"Promised an update by {clock.Told(promise.By)}",
                (promise.Words.Length > 0 ? $"“{promise.Words}”: " : "")
                    + promise.Kept switch
                    {
                        true => "kept",
                        false => "not kept",
                        null => "not due when the run ended",
                    },
                promise.Kept switch
                {
                    true => ResultMark.Good,
                    false => ResultMark.Bad,
                    null => ResultMark.Neutral,
                },
                promise.At
            ))
        );
        lines.AddRange(said.Updates.SelectMany(judged => Claims(judged, clock)));
        return new ResultPart(
            ResultKind.Communication,
            said.Counted == 0 ? ResultMark.Bad : ResultPart.MarkOf(lines),
            said.Counted == 0
                ? (said.Updates.Count == 0 ? "no update was published" : "no update told its readers anything")
                : $"{said.Counted} {(said.Counted == 1 ? "update" : "updates")}; {ResultPart.ChecksOf(lines)}",
            lines
        );
    }

    private static ResultLine Cadence(CommunicationScore said, ShopClock clock)
    {
        var by = said.RaisedTo is { } level ? $"{level}, as the measured impact asked" : "the severity";
        return new(
            "Cadence",
            said.Counted == 0
                ? $"missed: no update after {clock.Told(said.Since!.Value)}"
                : $"longest silence {VirtualTime.Words(said.LongestSilence)}, {said.CadenceKept switch { true => $"within the cadence of {by}", false => $"longer than the cadence of {by}", null => "and the severity asks for updates on change only" }}",
            said.CadenceKept switch
            {
                true => ResultMark.Good,
                false => ResultMark.Bad,
                null => ResultMark.Neutral,
            },
            said.Since
        );
    }

    private static ResultLine Told(ToldAudience audience, ShopClock clock) =>
        new(
            $"{audience.Audience} told",
            (audience.FirstAt is { } at ? $"first at {clock.Told(at)}" : "never")
                + (
                    audience.LongestDelay is { } delay
                        ? $"; the longest part of the wait, {VirtualTime.Words(delay.Took)}, was for {delay.Cause}"
                        : ""
                ),
            audience.InTime switch
            {
                true => ResultMark.Good,
                false => ResultMark.Bad,
                null => ResultMark.Neutral,
            },
            audience.FirstAt
        );

    /// <summary>
    /// When a person in the channel was first told what they wanted to know, whether or not it was true then. It is shown but not judged:
    /// the audiences are.
    /// </summary>
    private static ResultLine Knew(PersonMemory memory, ShopClock clock)
    {
        var told = memory
            .Person.Wants.Where(want => memory.Facts.ContainsKey(want.Fact))
            .OrderBy(want => memory.Facts[want.Fact].At)
            .Select(want => $"{FactWords.Title(want.Fact)} at {clock.Told(memory.Facts[want.Fact].At)}")
            .ToList();
        var never = memory
            .Person.Wants.Where(want => !memory.Facts.ContainsKey(want.Fact) && memory.Asked.ContainsKey(want.Fact))
            .Select(want => FactWords.Title(want.Fact))
            .ToList();
        return new ResultLine(
            memory.Person.Name,
            string.Join(
                "; ",
                (
                    (string[])
                        [
                            told.Count > 0 ? "was told " + string.Join(", ", told) : "was told nothing that they wanted to know",
                            never.Count > 0 ? "asked and was never told " + string.Join(", ", never) : "",
                        ]
                ).Where(part => part.Length > 0)
            ),
            ResultMark.Neutral,
            memory.Facts.Values.Select(fact => (TimeSpan?)fact.At).Min()
        );
    }

    /// <summary>What an update claimed compared with the truth.</summary>
    internal static IEnumerable<ResultLine> Claims(JudgedUpdate judged, ShopClock clock)
    {
        var title = $"Update at {clock.Told(judged.Update.At)} to {judged.Update.Audience.ToString().ToLowerInvariant()}";
        if (!judged.HasContent)
        {
            yield return new ResultLine(title, "it told its readers nothing and does not count", ResultMark.Bad, judged.Update.At);
            yield break;
        }

        if (judged.StageWasTrue is { } stage)
        {
            yield return new ResultLine(
                title,
                $"“{judged.Update.Stage.ToString()!.ToLowerInvariant()}” was {(stage ? "true" : "not true")}",
                stage ? ResultMark.Good : ResultMark.Bad,
                judged.Update.At
            );
        }

        if (judged.ImpactWasTrue is { } impact)
        {
            yield return new ResultLine(
                title,
                impact ? "the impact was as measured" : $"it said: {judged.Update.Impact.Title()}; measured: {judged.TrueImpact.Title()}",
                impact ? ResultMark.Good : ResultMark.Bad,
                judged.Update.At
            );
        }
    }
}

/// <summary>
/// Safety: harm caused by the crew's actions, as measured by the engine and as found by the account, which leaves each action out in turn.
/// </summary>
internal static class SafetyPart
{
    public static ResultPart Of(RunRecord record, IReadOnlyList<ActionVerdict> verdicts, StoredAccount? stored)
    {
        var account = stored?.Open();
        List<ResultLine> harms =
        [
            .. record
                .Shop.Harms.Where(harm => !IsPrice(harm))
                .Select(harm => new ResultLine(harm.Action, harm.Text, ResultMark.Bad, harm.At)),
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
        ];
        harms.AddRange(
            (account?.Lines ?? [])
                .Where(line => line.IsTradeOff)
                .Select(line => new ResultLine(
                    "Action",
                    FormattableString.Invariant(
                        $"{string.Join(' ', line.Actions)} It turned customers away: {-line.LeftOut.LostOrders:N0} more orders were lost because of it."
                    ),
                    ResultMark.Bad,
                    line.At
                ))
        );
        var isByTrial = account is { IsByTrial: true };
        var refused = record.Log.Where(e => e.Kind == IncidentEventKind.ActionRefused).ToList();
        List<ResultLine> needless =
        [
            .. (account?.Lines ?? [])
                .Where(line => line.NeedlessRisks > 0 && line.Effect != ActionEffect.Harmed && !line.IsTradeOff)
                .Select(line => new ResultLine(
                    "Needless risk",
                    $"{string.Join(' ', line.Actions)} It did not help, and does not repair this cause.",
                    isByTrial ? ResultMark.Bad : ResultMark.Neutral,
                    line.At
                )),
            .. account is { RefusedTries: > 0 }
                ? NeedlessRisk
                    .Tries(record.Cause, refused.Select(e => e.Subject))
                    .Select(action => refused.First(e => e.Subject == action))
                    .Select(entry => new ResultLine(
                        "Needless risk",
                        $"{entry.Text} It does not repair this cause.",
                        isByTrial ? ResultMark.Bad : ResultMark.Neutral,
                        entry.At
                    ))
                : [],
        ];
        // Only turning customers away ends such an outage, and for them the shop is already closed.
        var price = record
            .Shop.Harms.Where(IsPrice)
            .Select(harm => new ResultLine(harm.Action, $"{harm.Text} It was the price of the recovery.", ResultMark.Neutral, harm.At));
        List<ResultLine> lines = [.. harms, .. needless, .. price];
        return harms.Count > 0 || isByTrial
            ? new ResultPart(ResultKind.Safety, ResultMark.Bad, Summary(harms.Count, isByTrial ? account!.NeedlessRisks : 0), lines)
            : (verdicts.Count, account, stored) switch
            {
                (0, _, _) => new ResultPart(ResultKind.Safety, ResultMark.Neutral, "no action was taken on the shop", []),
                (_, not null, _) => new ResultPart(ResultKind.Safety, ResultMark.Good, "no action did harm", lines),
                (_, null, null) => new ResultPart(ResultKind.Safety, ResultMark.Neutral, "judged once the impact analysis is computed", []),
                _ => new ResultPart(ResultKind.Safety, ResultMark.Neutral, "not judged: the run has no impact analysis", []),
            };

        bool IsPrice(HarmRecord harm) => record.Cause.Metastable is { } outage && outage.Takes(harm.Action);

        static string Summary(int harms, int tried) =>
            string.Join(
                ", ",
                (
                    (string[])
                        [
                            harms == 0 ? "" : $"{harms} {(harms == 1 ? "harm" : "harms")} from actions",
                            tried == 0 ? "" : $"{tried} risky {(tried == 1 ? "action that was" : "actions that were")} not needed",
                        ]
                ).Where(part => part.Length > 0)
            );
    }
}
