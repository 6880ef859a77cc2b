namespace IncidentTraining.Core.Content;

/// <summary>
/// A part of the portal that reads files under <c>content/</c>. Every implementation is registered, so <c>content check</c>, the log and
/// the administration page report the problems of all of them.
/// </summary>
public interface IContentRoom
{
    /// <summary>A plural noun for what is read, such as <c>quizzes</c>.</summary>
    string Name { get; }

    /// <summary>Rereads changed files and returns every current problem; empty when there is none.</summary>
    IReadOnlyList<ContentProblem> Check();
}
