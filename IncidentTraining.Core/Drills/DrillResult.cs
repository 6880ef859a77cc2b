using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Drills;

/// <summary>A line of a drill's result with the log entry that shows it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Entry">The number of the entry; null when there is none.</param>
public sealed record DrillLine(ResultLine Line, int? Entry);

/// <summary>The result of an ended drill: communication, by the rules of the labs.</summary>
/// <param name="Mark">The overall mark.</param>
/// <param name="Summary">The result in a few words.</param>
/// <param name="Lines">The lines that it is derived from.</param>
public sealed record DrillResult(ResultMark Mark, string Summary, IReadOnlyList<DrillLine> Lines)
{
    /// <summary>The result; null when nothing with content was written.</summary>
    internal static DrillResult? Of(Drill drill, DrillStory story, DateTime startedAt, TimeSpan end)
    {
        var truth = new DrillTruth(drill, story, startedAt, end);
        var score = CommunicationScore.Of(truth);
        if (
            score.Counted == 0
            && !story.Log.Any(entry => PeopleMemory.IsOfTheCrew(entry) && SaidFacts.In(entry.Text, entry.At, startedAt).Count > 0)
        )
        {
            return null;
        }

        var clock = new ShopClock(startedAt);
        var part = CommunicationPart.Of(score, clock);
        List<ResultLine> lines = [First(score), .. part.Lines, .. Claims(drill, score, truth, clock)];
        return new DrillResult(
            score.Counted == 0 ? ResultMark.Bad : ResultPart.MarkOf(lines),
            score.Counted == 0
                ? part.Summary
                : $"{score.Counted} {(score.Counted == 1 ? "update" : "updates")}; {lines.Count(line => line.Mark == ResultMark.Bad)} of {lines.Count(line => line.Mark != ResultMark.Neutral)} checks not met",
            [
                .. lines.Select(line => new DrillLine(
                    line,
                    line.At is { } at ? story.Log.LastOrDefault(entry => entry.At <= at)?.Number : null
                )),
            ]
        );
    }

    private static ResultLine First(CommunicationScore score) =>
        new(
            "First update",
            score.FirstUpdate is { } took
                ? $"{VirtualTime.Words(took)} after the start{(score.FirstInTime is null ? "" : score.FirstInTime == true ? ", within the target of the severity" : ", later than the target of the severity")}"
                : "never",
            score.FirstInTime switch
            {
                true => ResultMark.Good,
                false => ResultMark.Bad,
                null => ResultMark.Neutral,
            },
            score.Updates.FirstOrDefault(update => update.HasContent)?.Update.At
        );

    /// <summary>Statements that the facts of that second did not support.</summary>
    private static IEnumerable<ResultLine> Claims(Drill drill, CommunicationScore score, DrillTruth truth, ShopClock clock) =>
        from judged in score.Updates
        where judged.HasContent
        let stated = Spoken.Of(Spoken.StatedIn(judged.Update.Text))
        from claim in drill.Claims
        where
            (claim.Audience is null || claim.Audience == judged.Update.Audience)
            && !(claim.KnownFrom.Length > 0 && truth.KnownAt(claim.KnownFrom) <= judged.Update.At)
            && stated.Any(sentence => claim.Words.IsSaidIn(sentence.Text))
        select new ResultLine(
            $"Update at {clock.Told(judged.Update.At)} to {judged.Update.Audience.ToString().ToLowerInvariant()}",
            claim.Why,
            ResultMark.Bad,
            judged.Update.At
        );
}
