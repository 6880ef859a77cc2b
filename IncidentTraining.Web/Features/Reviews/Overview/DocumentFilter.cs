using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Overview;

namespace IncidentTraining.Web.Features.Reviews.Overview;

/// <summary>The progress of a grade, as shown in the list.</summary>
internal enum GradeProgress
{
    /// <summary>The author can read it.</summary>
    Released,

    /// <summary>It is final and not yet released.</summary>
    HeldBack,

    /// <summary>It is held back until the second marks are given.</summary>
    SecondMarks,

    /// <summary>Two graders differ widely; held back, or released and under review.</summary>
    Moderator,
}

/// <summary>The list's filter, stored in the page's address.</summary>
/// <param name="Words">Words that must all occur in title, author, grader or kind; empty for any.</param>
/// <param name="State">The lifecycle state; null for any.</param>
/// <param name="KindId">The kind; null for any.</param>
/// <param name="Grade">The progress of the grade; null for any, with or without a grade.</param>
internal sealed record DocumentFilter(string Words = "", DocumentState? State = null, string? KindId = null, GradeProgress? Grade = null)
{
    /// <summary>Whether any filter is set.</summary>
    public bool IsOn => this with { Words = Words.Trim() } != new DocumentFilter();

    /// <summary>Parses the filter in an address; unknown values count as any.</summary>
    public static DocumentFilter Of(string? words, string? state, string? kindId, string? grade) =>
        new(words ?? "", Parse<DocumentState>(state), string.IsNullOrEmpty(kindId) ? null : kindId, Parse<GradeProgress>(grade));

    /// <summary>Returns the progress of the grade; null when the document has no current grade.</summary>
    public static GradeProgress? ProgressOf(ListedDocument document) =>
        document switch
        {
            { MayModerate: true } or { Grade.Finality: GradeFinality.WaitsForModerator } => GradeProgress.Moderator,
            { Grade.IsReleased: true } => GradeProgress.Released,
            { Grade.Finality: GradeFinality.WaitsForSecondMarks } => GradeProgress.SecondMarks,
            { Grade.Finality: GradeFinality.Final } => GradeProgress.HeldBack,
            _ => null,
        };

    /// <summary>Whether the document matches the filter.</summary>
    /// <param name="kindTitle">The title of its kind, which is also searched.</param>
    public bool Shows(ListedDocument document, string kindTitle) =>
        (State is null || document.State == State)
        && (KindId is null || document.KindId == KindId)
        && (Grade is null || ProgressOf(document) == Grade)
        && Words
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => Texts(document, kindTitle).Any(text => text.Contains(word, StringComparison.CurrentCultureIgnoreCase)));

    private static IEnumerable<string> Texts(ListedDocument document, string kindTitle) =>
        [document.Title, document.AuthorName, document.Grade?.GraderName ?? "", kindTitle];

    private static T? Parse<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
