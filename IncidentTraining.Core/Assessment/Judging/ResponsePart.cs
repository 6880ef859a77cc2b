using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>Response: the times, each against the scenario's par time or the time that the course asks for.</summary>
internal static class ResponsePart
{
    /// <summary>The lesson on response phases asks for a first severity "within a minute or two" of the acknowledgement.</summary>
    private static readonly TimeSpan AssessWithin = TimeSpan.FromMinutes(2);

    /// <summary>Judges the times by the par times; what the reference responder took is told beside them once the account is there.</summary>
    public static ResultPart Of(RunRecord record, CommunicationScore communication, RunAccount? account = null)
    {
        var (incident, truth, par) = (record.Incident, record.Shop.Truth, record.Scenario.ParTimes);
        var measures = RunMeasures.Of(incident, truth);
        var reference = account?.Reference?.Course.Truth;
        List<ResultLine> lines =
        [
            Line("Time to detect", measures.Detect, Par("detect"), "par", record.Detected),
            Line("Time to acknowledge", measures.Acknowledge, Par("acknowledge"), "par", incident.AcknowledgedAt),
            Line("Time to assess", measures.Assess, AssessWithin, "asked for", incident.AssessedAt),
            Communicated(),
            Line("Time to mitigate", measures.Mitigate, Par("detect", "acknowledge", "investigate", "mitigate"), "par", truth.RecoveredAt, reference?.RecoveredAt - reference?.OnsetAt),
            Line("Time to resolve", measures.Resolve, Par("detect", "acknowledge", "investigate", "mitigate", "verify"), "par", truth.ResolvedAt, reference?.ResolvedAt - reference?.OnsetAt),
        ];
        if (truth.OnsetAt is null)
        {
            lines = [.. lines.Select(line => line with { Mark = ResultMark.Neutral })];
        }

        var inTime = lines.Count(line => line.Mark == ResultMark.Good);
        var judged = lines.Count(line => line.Mark != ResultMark.Neutral);
        return new ResultPart(
            ResultKind.Response, ResultPart.MarkOf(lines),
            truth.OnsetAt is null ? "there was no incident to respond to" : $"{inTime} of {judged} times within what was asked for; {(truth.ResolvedAt is null ? "never resolved" : "resolved")}", lines);

        TimeSpan? Par(params string[] phases) => phases.All(par.ContainsKey) ? phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + par[phase]) : null;

        ResultLine Communicated() => new(
            "Time to first update",
            communication.FirstUpdate is { } first ? $"{VirtualTime.Words(first)} after detection{(communication.FirstInTime is { } kept ? $", {(kept ? "within" : "later than")} 10 min after the acknowledgement" : "")}" : "never",
            communication.FirstUpdate is null ? ResultMark.Bad : communication.FirstInTime switch { true => ResultMark.Good, false => ResultMark.Bad, null => ResultMark.Neutral },
            communication.Updates.FirstOrDefault(judged => judged.HasContent)?.Update.At);
    }

    private static ResultLine Line(string title, TimeSpan? took, TimeSpan? asked, string word, TimeSpan? at, TimeSpan? reference = null)
    {
        List<string> notes = [.. asked is { } time ? [$"{word}: {VirtualTime.Words(time)}"] : (string[])[], .. reference is { } other ? [$"the reference responder: {VirtualTime.Words(other)}"] : (string[])[]];
        var beside = notes.Count > 0 ? $" ({string.Join("; ", notes)})" : "";
        return took is { } own
            ? new ResultLine(title, VirtualTime.Words(own) + beside, asked is null ? ResultMark.Neutral : own <= asked ? ResultMark.Good : ResultMark.Bad, at)
            : new ResultLine(title, "never" + beside, ResultMark.Bad);
    }
}
