using IncidentTraining.Core.Documents.Checks.Timelines;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>How something in a review stands to what happened.</summary>
public enum TruthVerdict
{
    /// <summary>It is there and right.</summary>
    Right,

    /// <summary>It is there with another time or figure.</summary>
    Different,

    /// <summary>It is not there.</summary>
    Omitted,

    /// <summary>It is there, but nothing of the kind was recorded.</summary>
    NotRecorded,
}

/// <summary>A moment of the run beside what the review says of it.</summary>
/// <param name="Verdict">How they compare.</param>
/// <param name="What">What happened, in a sentence; what was written when nothing of the kind was recorded.</param>
/// <param name="TrueAt">When it happened, UTC; null when it was not recorded.</param>
/// <param name="Written">The review's entry; null when it was omitted.</param>
/// <param name="Off">By how much the written time is off, written minus true; null when there is nothing to compare.</param>
public sealed record TruthMoment(TruthVerdict Verdict, string What, DateTime? TrueAt, WrittenEntry? Written, TimeSpan? Off);

/// <summary>A figure of the run beside what the review says of it.</summary>
/// <param name="Verdict">How they compare.</param>
/// <param name="What">Which figure.</param>
/// <param name="True">What was measured, in words.</param>
/// <param name="Written">The line of the review that speaks of it; empty when none does.</param>
public sealed record TruthFigure(TruthVerdict Verdict, string What, string True, string Written);

/// <summary>A post-incident review beside what the engine knows about its run.</summary>
/// <param name="Moments">Onset, detection, recovery and the recorded key events, in order; then what was written but not recorded.</param>
/// <param name="Figures">The impact's figures.</param>
/// <param name="TrueCause">The true root cause in a line; null when the run was closed before it could be measured.</param>
/// <param name="Explanation">What was wrong and why it had this effect.</param>
/// <param name="CauseWords">The words of the true cause that the review's own section on causes has.</param>
/// <param name="MissingCauseWords">Those that it does not have.</param>
/// <param name="DeclaredCause">What the responder declared during the run; null when nothing.</param>
public sealed record TruthView(
    IReadOnlyList<TruthMoment> Moments, IReadOnlyList<TruthFigure> Figures, string? TrueCause, string Explanation,
    IReadOnlyList<string> CauseWords, IReadOnlyList<string> MissingCauseWords, string? DeclaredCause)
{
    /// <summary>How many differ from what happened.</summary>
    public int Differences => Moments.Count(moment => moment.Verdict is not TruthVerdict.Right) + Figures.Count(figure => figure.Verdict is not TruthVerdict.Right);
}
