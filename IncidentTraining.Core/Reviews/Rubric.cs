namespace IncidentTraining.Core.Reviews;

/// <summary>The rubric for grading a document, as defined in <c>content/rubrics</c>.</summary>
/// <param name="Id">Identifies the rubric; kinds of document refer to it.</param>
/// <param name="Title">The display name.</param>
/// <param name="Criteria">The criteria in order.</param>
public sealed record Rubric(string Id, string Title, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>The maximum points of a document.</summary>
    public int MostPoints => Criteria.Sum(criterion => criterion.Weight);
}

/// <summary>A criterion of a rubric.</summary>
/// <param name="Id">Identifies the criterion within its rubric.</param>
/// <param name="Weight">The points of the best level.</param>
/// <param name="Levels">The levels from worst to best.</param>
public sealed record Criterion(string Id, string Title, int Weight, IReadOnlyList<CriterionLevel> Levels);

/// <summary>A level of a criterion.</summary>
/// <param name="Points">The points for this level.</param>
/// <param name="Title">The name of the level.</param>
/// <param name="Text">How a grader recognizes it.</param>
public sealed record CriterionLevel(int Points, string Title, string Text);
