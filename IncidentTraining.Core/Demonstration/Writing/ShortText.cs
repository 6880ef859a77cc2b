namespace IncidentTraining.Core.Demonstration;

/// <summary>An answer to a short-answer question of the quiz.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Points">The grader's points.</param>
/// <param name="Comment">The grader's comment.</param>
internal sealed record ShortText(string Text, decimal Points, string Comment);
