using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents.Checks.Timelines;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>The result of comparing an item of a review with the recorded facts.</summary>
public enum TruthVerdict
{
    /// <summary>Present and correct.</summary>
    Right,

    /// <summary>Present with a different time or figure.</summary>
    Different,

    /// <summary>Missing.</summary>
    Omitted,

    /// <summary>Present, but not recorded.</summary>
    NotRecorded,
}

/// <summary>A moment of the run and the review's entry for it.</summary>
/// <param name="Verdict">The result of the comparison.</param>
/// <param name="What">What happened, in a sentence; the written text when nothing was recorded.</param>
/// <param name="TrueAt">When it happened, UTC; null when it was not recorded.</param>
/// <param name="Written">The review's entry; null when it is missing.</param>
/// <param name="Off">Written minus recorded time; null when there is nothing to compare.</param>
public sealed record TruthMoment(TruthVerdict Verdict, string What, DateTime? TrueAt, WrittenEntry? Written, TimeSpan? Off);

/// <summary>A figure of the run and the review's statement about it.</summary>
/// <param name="Verdict">The result of the comparison.</param>
/// <param name="What">The name of the figure.</param>
/// <param name="True">The measured value as text.</param>
/// <param name="Written">The line of the review that mentions it; empty when none does.</param>
public sealed record TruthFigure(TruthVerdict Verdict, string What, string True, string Written);

/// <summary>A post-incident review compared with the recorded facts of its run.</summary>
/// <param name="Moments">Onset, detection, recovery and the recorded key events in order; then entries that were not recorded.</param>
/// <param name="Figures">The figures of the impact.</param>
/// <param name="TrueCause">The true root cause in one line; null when the run was closed before it could be measured.</param>
/// <param name="Explanation">What was wrong and why it had this effect.</param>
/// <param name="CauseWords">The words of the true cause that occur in the review's section on causes.</param>
/// <param name="MissingCauseWords">The words that do not occur there.</param>
/// <param name="DeclaredCause">The cause declared during the run; null when none was.</param>
public sealed record TruthView(
    IReadOnlyList<TruthMoment> Moments,
    IReadOnlyList<TruthFigure> Figures,
    string? TrueCause,
    string Explanation,
    IReadOnlyList<string> CauseWords,
    IReadOnlyList<string> MissingCauseWords,
    string? DeclaredCause
)
{
    /// <summary>The real outage on which the cause is based; null when there is none.</summary>
    public ToldPrecedent? Precedent { get; init; }

    /// <summary>The number of differences.</summary>
    public int Differences =>
        Moments.Count(moment => moment.Verdict is not TruthVerdict.Right)
        + Figures.Count(figure => figure.Verdict is not TruthVerdict.Right);
}
