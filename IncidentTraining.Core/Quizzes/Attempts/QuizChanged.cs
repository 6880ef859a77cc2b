namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Someone of a class began or handed in the quiz, or an answer was graded, or results were released. Published under the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record QuizChanged(Guid CohortId);
