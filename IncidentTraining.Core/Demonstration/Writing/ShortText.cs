namespace IncidentTraining.Core.Demonstration;

/// <summary>An answer to a short question of the quiz, as someone of the class gives it.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Points">What a grader gives for it.</param>
/// <param name="Comment">What the grader says to it.</param>
internal sealed record ShortText(string Text, decimal Points, string Comment);
