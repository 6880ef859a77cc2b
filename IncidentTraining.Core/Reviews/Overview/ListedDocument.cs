using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Reviews.Agreement;

namespace IncidentTraining.Core.Reviews.Overview;

/// <summary>A document of a class as its staff find it again.</summary>
/// <param name="Title">Its title as it was last submitted; empty for a draft, whose text is its author's alone.</param>
/// <param name="AuthorName">The names of those who wrote it, or a stand-in where names are hidden.</param>
/// <param name="State">Its lifecycle state.</param>
/// <param name="Submissions">How often it was submitted.</param>
/// <param name="SubmittedAt">When it was last submitted, UTC; null for a draft.</param>
/// <param name="DecidedAt">When it was last returned or accepted, UTC; null before.</param>
/// <param name="Grade">The marks; null without a review, and where the reader could still give the second marks.</param>
/// <param name="Opens">What the reader can open.</param>
/// <param name="MayModerate">Whether two graders lie far apart and the reader may decide between them.</param>
public sealed record ListedDocument(
    Guid DocumentId, string KindId, string Title, string AuthorName, DocumentState State, int Submissions, DateTime? SubmittedAt, DateTime? DecidedAt,
    ListedGrade? Grade, DocumentDoor Opens, bool MayModerate);

/// <summary>The grade of a document's present submission.</summary>
/// <param name="GraderName">Who marked it last.</param>
/// <param name="Points">The points; null until it is accepted, and where the kind has no rubric.</param>
/// <param name="MostPoints">The most points there are; null when <paramref name="Points"/> is.</param>
/// <param name="IsReleased">Whether its author reads it; false until it is accepted.</param>
/// <param name="Finality">Whether it is final; null until it is accepted.</param>
public sealed record ListedGrade(string GraderName, int? Points, int? MostPoints, bool IsReleased, GradeFinality? Finality);

/// <summary>What a member of the staff can open of a document.</summary>
public enum DocumentDoor
{
    /// <summary>Nothing: it is a draft, or the reader is no instructor.</summary>
    None,

    /// <summary>The grading desk, where grades are also corrected and samples kept.</summary>
    Desk,

    /// <summary>The second marks, which the reader gives without seeing the first ones.</summary>
    SecondMarks,
}
