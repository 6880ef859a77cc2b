namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Someone in a class started or submitted the quiz, an answer was graded, or results were released. Published under the class
/// id.</summary>
public sealed record QuizChanged(Guid CohortId);
