using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Quizzes.Definition;

/// <summary>The quizzes under <c>content/quizzes</c>.</summary>
public sealed class QuizCatalogue(ContentFolder folder)
{
    /// <summary>The quiz files and their problems.</summary>
    public ContentCatalogue<Quiz> Files { get; } = new(folder, "quizzes", "quizzes", "*.yaml;*.yml", QuizReader.Read, quiz => quiz.Id);

    /// <summary>Returns the quiz of a training day, the first by file name when there are several; null when there is none.</summary>
    public Quiz? OfDay(string dayId) => Files.Items.FirstOrDefault(quiz => quiz.DayId == dayId);
}
