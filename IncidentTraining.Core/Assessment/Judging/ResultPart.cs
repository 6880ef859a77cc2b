using System.Text.RegularExpressions;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>The subject of a part of a result.</summary>
public enum ResultKind
{
    /// <summary>How long it took from one point to the next.</summary>
    Response,

    /// <summary>Whether the severity matched the impact and followed it.</summary>
    Severity,

    /// <summary>Whether the declared cause was the true one.</summary>
    Diagnosis,

    /// <summary>Who was told what and when, and whether it was true.</summary>
    Communication,

    /// <summary>Harm that came from actions.</summary>
    Safety,
}

/// <summary>The mark of a part or a line of a result.</summary>
public enum ResultMark
{
    /// <summary>Nothing to judge.</summary>
    Neutral,

    /// <summary>Met.</summary>
    Good,

    /// <summary>Partly met.</summary>
    Partly,

    /// <summary>Not met.</summary>
    Bad,
}

/// <summary>Marks in words.</summary>
public static class ResultMarkWords
{
    /// <summary>The words for a mark.</summary>
    public static string Title(this ResultMark mark) =>
        mark switch
        {
            ResultMark.Good => "met",
            ResultMark.Partly => "partly met",
            ResultMark.Bad => "not met",
            _ => "not judged",
        };
}

/// <summary>A line of a result with its evidence.</summary>
/// <param name="Title">What is judged.</param>
/// <param name="Text">What was measured, with its standard.</param>
/// <param name="Mark">How it is.</param>
/// <param name="At">Virtual time at which the replay shows it; null when there is no such moment.</param>
public sealed record ResultLine(string Title, string Text, ResultMark Mark, TimeSpan? At = null);

/// <summary>A part of a result.</summary>
/// <param name="Kind">Its subject.</param>
/// <param name="Mark">How it is.</param>
/// <param name="Summary">The result in a few words.</param>
/// <param name="Lines">The lines that it is derived from.</param>
public sealed record ResultPart(ResultKind Kind, ResultMark Mark, string Summary, IReadOnlyList<ResultLine> Lines)
{
    /// <summary>The instructors' corrections, oldest first.</summary>
    public IReadOnlyList<PartCorrection> Corrections { get; init; } = [];

    /// <summary>The final mark: that of the last correction, or the measured one.</summary>
    public ResultMark Final => Corrections is [.., { Mark: { } corrected }] ? corrected : Mark;

    /// <summary>Good when every judged line is, bad when none is, neutral without any.</summary>
    /// <summary>How many of the judged lines are not met, in words.</summary>
    internal static string ChecksOf(IReadOnlyCollection<ResultLine> lines) =>
        (lines.Count(line => line.Mark == ResultMark.Bad), lines.Count(line => line.Mark != ResultMark.Neutral)) switch
        {
            (_, 0) => "nothing was judged",
            (0, 1) => "the only check was met",
            (0, var judged) => $"all {judged} checks met",
            var (missed, judged) => $"{missed} of {judged} checks not met",
        };

    internal static ResultMark MarkOf(IReadOnlyCollection<ResultLine> lines)
    {
        var judged = lines.Where(line => line.Mark != ResultMark.Neutral).ToList();
        return judged.Count == 0 ? ResultMark.Neutral
            : judged.All(line => line.Mark == ResultMark.Good) ? ResultMark.Good
            : judged.All(line => line.Mark == ResultMark.Bad) ? ResultMark.Bad
            : ResultMark.Partly;
    }
}

/// <summary>A hint that was taken.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Text">The kind of hint.</param>
/// <param name="Price">Its price; 0 for a free nudge. It is listed but not deducted from anything.</param>
public sealed partial record PricedHint(TimeSpan At, string Text, int Price)
{
    internal static IReadOnlyList<PricedHint> Of(IReadOnlyList<TimelineEntry> log) =>
        [
            .. log.Where(e => e.Kind == IncidentEventKind.HintTaken)
                .Select(e => new PricedHint(
                    e.At,
                    e.Text,
                    Figure().Match(e.Text) is { Success: true } price
                        ? int.Parse(price.Value, System.Globalization.CultureInfo.InvariantCulture)
                        : 0
                )),
        ];

    [GeneratedRegex(@"\d+")]
    private static partial Regex Figure();
}
