namespace IncidentTraining.Core.Content;

/// <summary>
/// A part of the portal that reads files under <c>content/</c>. Every such part is registered as one of these,
/// so that <c>content check</c>, the log and the administrator's page report on all of them.
/// </summary>
public interface IContentRoom
{
    /// <summary>What is read, in a plain plural noun such as <c>quizzes</c>.</summary>
    string Name { get; }

    /// <summary>Reads what has changed and returns every problem that the files have now; empty when all are well.</summary>
    IReadOnlyList<ContentProblem> Check();
}
