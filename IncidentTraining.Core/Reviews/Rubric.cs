namespace IncidentTraining.Core.Reviews;

/// <summary>By what a document is graded, as <c>content/rubrics</c> describes it.</summary>
/// <param name="Id">Identifies the rubric; kinds of document refer to it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Criteria">What is looked at, in reading order.</param>
public sealed record Rubric(string Id, string Title, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>The most points that a document can get.</summary>
    public int MostPoints => Criteria.Sum(criterion => criterion.Weight);
}

/// <summary>One thing that is looked at.</summary>
/// <param name="Id">Identifies the criterion within its rubric.</param>
/// <param name="Title">Its name.</param>
/// <param name="Weight">The points of its best level.</param>
/// <param name="Levels">From the worst to the best.</param>
public sealed record Criterion(string Id, string Title, int Weight, IReadOnlyList<CriterionLevel> Levels);

/// <summary>How well a criterion can be met.</summary>
/// <param name="Points">What it is worth.</param>
/// <param name="Title">The level in a word.</param>
/// <param name="Text">How a grader recognises it.</param>
public sealed record CriterionLevel(int Points, string Title, string Text);
