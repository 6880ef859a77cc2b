using System.Text.Json;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Reviews;

/// <summary>
/// What a review came to, as it is shown to the author. It holds the rubric's words as they were at the decision: a
/// rubric that is edited later does not change grades that were given.
/// </summary>
/// <param name="Criteria">The marks, in the rubric's order.</param>
/// <param name="Sections">Comments on the document's sections, in reading order.</param>
/// <param name="Summary">What the author has to change, or what they did well; markdown.</param>
public sealed record Grade(IReadOnlyList<GradedCriterion> Criteria, IReadOnlyList<SectionComment> Sections, string Summary)
{
    /// <summary>The points of the marked criteria.</summary>
    public int Points => Criteria.Sum(criterion => criterion.Points ?? 0);

    /// <summary>The most points that there were.</summary>
    public int MostPoints => Criteria.Sum(criterion => criterion.MostPoints);

    /// <summary>Whether every criterion has its mark.</summary>
    public bool IsComplete => Criteria.All(criterion => criterion.Points is not null);

    /// <summary>As stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentBody.Json);

    /// <summary>From the stored form.</summary>
    public static Grade FromJson(string json) => JsonSerializer.Deserialize<Grade>(json, DocumentBody.Json)
        ?? throw new JsonException("A stored grade is 'null'.");
}

/// <summary>One criterion with its mark.</summary>
/// <param name="Title">The criterion.</param>
/// <param name="Points">What was given; null when it was left open.</param>
/// <param name="MostPoints">What could be given.</param>
/// <param name="Level">The level in a word; empty when it was left open.</param>
/// <param name="Text">How the rubric describes that level.</param>
/// <param name="Comment">The grader's words.</param>
public sealed record GradedCriterion(string Title, int? Points, int MostPoints, string Level, string Text, string Comment);

/// <summary>A comment on one section.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Comment">The grader's words.</param>
public sealed record SectionComment(string SectionId, string Title, string Comment);
