using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Response: the times, each compared with the reference responder's. Until the account is computed, and if it has no reference, they are
/// compared with the scenario's par times and the times that the course asks for.
/// </summary>
internal static class ResponsePart
{
    /// <summary>The reference responder acknowledges within this time of the page. The lesson on response phases asks for it ("The times of
    /// this portal").</summary>
    internal static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromMinutes(2);

    /// <summary>The same lesson asks for a first severity "within a minute or two" of the acknowledgement.</summary>
    internal static readonly TimeSpan AssessWithin = TimeSpan.FromMinutes(2);

    /// <summary>The standard for a time.</summary>
    /// <param name="Within">The longest time that counts as met; null for no standard.</param>
    /// <param name="Words">The standard in words; empty for no standard.</param>
    private readonly record struct Yardstick(TimeSpan? Within, string Words);

    /// <summary>Judges the times.</summary>
    /// <param name="record">The run.</param>
    /// <param name="communication">Its communication, which judges the first update.</param>
    /// <param name="account">Its account with the reference responder; null when there is none.</param>
    /// <param name="isComing">Whether the account is still to be computed.</param>
    public static ResultPart Of(RunRecord record, CommunicationScore communication, RunAccount? account = null, bool isComing = false)
    {
        var (incident, truth, par) = (record.Incident, record.Shop.Truth, record.Scenario.ParTimes);
        var measures = RunMeasures.Of(incident, truth);
        var reference = account?.Reference is { PagedAt: not null } found ? found : null;
        var other = reference?.Course.Truth;
        List<ResultLine> lines =
        [
            Line("Time to detect", measures.Detect, Measured(reference?.PagedAt, "detect"), record.Detected),
            Line(
                "Time to acknowledge",
                measures.Acknowledge,
                reference is null ? Par("acknowledge") : Stated(AcknowledgeWithin),
                incident.AcknowledgedAt
            ),
            Line("Time to assess", measures.Assess, reference is null ? Asked(AssessWithin) : Stated(AssessWithin), incident.AssessedAt),
            Communicated(),
            Line(
                "Time to mitigate",
                measures.Mitigate,
                Measured(other?.RecoveredAt, "detect", "acknowledge", "investigate", "mitigate"),
                truth.RecoveredAt
            ),
            Line(
                "Time to resolve",
                measures.Resolve,
                Measured(other?.ResolvedAt, "detect", "acknowledge", "investigate", "mitigate", "verify"),
                truth.ResolvedAt
            ),
        ];
        if (truth.OnsetAt is null)
        {
            lines = [.. lines.Select(line => line with { Mark = ResultMark.Neutral })];
        }

        var inTime = lines.Count(line => line.Mark == ResultMark.Good);
        var judged = lines.Count(line => line.Mark != ResultMark.Neutral);
        var against =
            reference is not null ? "the reference responder"
            : isComing ? "the par times until the impact analysis is computed"
            : "the par times";
        return new ResultPart(
            ResultKind.Response,
            ResultPart.MarkOf(lines),
            truth.OnsetAt is null
                ? "there was no incident to respond to"
                : $"{inTime} of {judged} times met, against {against}; {(truth.ResolvedAt is null ? "never resolved" : "resolved")}",
            lines
        );

        // A point that the reference responder did not reach before the horizon is not a standard.
        Yardstick Measured(TimeSpan? at, params string[] phases) =>
            at - other?.OnsetAt is { } took
                ? new(
                    took + ReferenceTrack.SameWay,
                    $"the reference responder: {VirtualTime.Words(took)}; met up to {VirtualTime.Words(ReferenceTrack.SameWay)} later"
                )
                : Par(phases);

        Yardstick Par(params string[] phases) =>
            phases.All(par.ContainsKey) && phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + par[phase]) is var sum
                ? new(sum, $"par: {VirtualTime.Words(sum)}")
                : default;

        ResultLine Communicated() =>
            new(
                "Time to first update",
                communication.FirstUpdate is { } first
                    ? $"{VirtualTime.Words(first)} after detection, {communication.FirstInTime switch { true => "within 10 min after the acknowledgement", false => "later than 10 min after the acknowledgement", null => "and the severity has no target for it" }}"
                    : "never",
                communication.FirstUpdate is null
                    ? ResultMark.Bad
                    : communication.FirstInTime switch
                    {
                        true => ResultMark.Good,
                        false => ResultMark.Bad,
                        null => ResultMark.Neutral,
                    },
                communication.Updates.FirstOrDefault(judged => judged.HasContent)?.Update.At
            );
    }

    private static Yardstick Asked(TimeSpan within) => new(within, $"asked for: {VirtualTime.Words(within)}");

    private static Yardstick Stated(TimeSpan within) => new(within, $"the reference responder: within {VirtualTime.Words(within)}");

    private static ResultLine Line(string title, TimeSpan? took, Yardstick yardstick, TimeSpan? at)
    {
        var beside = yardstick.Within is null ? "" : $" ({yardstick.Words})";
        return took is { } own
            ? new ResultLine(
                title,
                VirtualTime.Words(own) + beside,
                yardstick.Within is not { } within ? ResultMark.Neutral
                    : VirtualTime.IsWithin(own, within) ? ResultMark.Good
                    : ResultMark.Bad,
                at
            )
            : new ResultLine(title, "never" + beside, ResultMark.Bad);
    }
}
