using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Reviews.Agreement;

namespace IncidentTraining.Core.Reviews.Overview;

/// <summary>A document in the staff's list of a class's documents.</summary>
/// <param name="Title">The last submitted title; empty for a draft, whose text is private to its author.</param>
/// <param name="AuthorName">The names of the writers, or a pseudonym where names are hidden.</param>
/// <param name="State">The lifecycle state.</param>
/// <param name="Submissions">The number of submissions.</param>
/// <param name="SubmittedAt">When it was last submitted, UTC; null for a draft.</param>
/// <param name="DecidedAt">When it was last returned or accepted, UTC; null before.</param>
/// <param name="Grade">The grade; null without a review, and where the reader could still give the second marks.</param>
/// <param name="Opens">What the reader can open.</param>
/// <param name="MayModerate">Whether two graders differ widely and the reader may decide.</param>
public sealed record ListedDocument(
    Guid DocumentId,
    string KindId,
    string Title,
    string AuthorName,
    DocumentState State,
    int Submissions,
    DateTime? SubmittedAt,
    DateTime? DecidedAt,
    ListedGrade? Grade,
    DocumentDoor Opens,
    bool MayModerate
);

/// <summary>The grade of a document's current submission.</summary>
/// <param name="GraderName">The person who marked it last.</param>
/// <param name="Points">The points; null until it is accepted, and when the kind has no rubric.</param>
/// <param name="MostPoints">The maximum points; null when <paramref name="Points"/> is null.</param>
/// <param name="IsReleased">Whether its author can read it; false until it is accepted.</param>
/// <param name="Finality">Whether it is final; null until it is accepted.</param>
public sealed record ListedGrade(string GraderName, int? Points, int? MostPoints, bool IsReleased, GradeFinality? Finality);

/// <summary>What a staff member can open for a document.</summary>
public enum DocumentDoor
{
    /// <summary>Nothing: it is a draft, or the reader is not an instructor.</summary>
    None,

    /// <summary>The grading page, where grades are also corrected and samples saved.</summary>
    Grading,

    /// <summary>The second marks, given without seeing the first ones.</summary>
    SecondMarks,
}
