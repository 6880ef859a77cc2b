using System.Text.Json;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Reviews;

/// <summary>
/// The grade as shown to the author. It contains the rubric's wording at the time of the decision, so later edits of the rubric do not
/// change it.
/// </summary>
/// <param name="Criteria">The marks in the rubric's order.</param>
/// <param name="Sections">What the author must change or did well, in Markdown.</param>
/// <param name="Summary">What the author has to change or did well, in Markdown.</param>
public sealed record Grade(IReadOnlyList<GradedCriterion> Criteria, IReadOnlyList<SectionComment> Sections, string Summary)
{
    /// <summary>The points of the marked criteria.</summary>
    public int Points => Criteria.Sum(criterion => criterion.Points ?? 0);

    /// <summary>The maximum points.</summary>
    public int MostPoints => Criteria.Sum(criterion => criterion.MostPoints);

    /// <summary>Whether every criterion has a mark.</summary>
    public bool IsComplete => Criteria.All(criterion => criterion.Points is not null);

    public string ToJson() => JsonSerializer.Serialize(this, DocumentBody.Json);

    /// <summary>Parses the stored form.</summary>
    public static Grade FromJson(string json) =>
        JsonSerializer.Deserialize<Grade>(json, DocumentBody.Json) ?? throw new JsonException("A stored grade is 'null'.");
}

/// <summary>A criterion with its mark.</summary>
/// <param name="Points">The points given; null when it was not marked.</param>
/// <param name="MostPoints">The maximum points.</param>
/// <param name="Level">The name of the level; empty when it was not marked.</param>
/// <param name="Text">The rubric's description of the level.</param>
/// <param name="Comment">The grader's comment.</param>
public sealed record GradedCriterion(string Title, int? Points, int MostPoints, string Level, string Text, string Comment);

/// <summary>A comment on one section.</summary>
/// <param name="Title">The section's heading.</param>
/// <param name="Comment">The grader's comment.</param>
public sealed record SectionComment(string SectionId, string Title, string Comment);
