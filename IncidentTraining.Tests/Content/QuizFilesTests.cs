using IncidentTraining.Core.Content;
using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Tests.Content;

/// <summary>The quizzes that the portal is delivered with.</summary>
public sealed class QuizFilesTests : IDisposable
{
    private readonly ContentFolder _folder = new(ContentDirectory(), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_quiz_file_is_without_problems()
    {
        var files = new QuizCatalogue(_folder).Files;
        Assert.Empty(files.Check().Select(problem => problem.ToString()));
        Assert.NotEmpty(files.Items);
    }

    [Fact]
    public void Day_4_has_the_specifications_four_questions_and_twelve_more_of_every_kind()
    {
        var quiz = new QuizCatalogue(_folder).OfDay("day-4-incident-response");
        Assert.NotNull(quiz);
        string[] asked = ["What are the incident severity levels?", "What are the incident response phases?", "What is a post-incident review?", "What is blameless culture?"];
        Assert.All(asked, text => Assert.Contains(quiz.Questions, question => question.Text.StartsWith(text, StringComparison.Ordinal)));
        Assert.True(quiz.Questions.Count >= asked.Length + 12, $"Only {quiz.Questions.Count} questions.");
        Assert.Equal(Enum.GetValues<QuestionKind>(), quiz.Questions.Select(question => question.Kind).Distinct().Order());
    }

    [Fact]
    public void The_longest_option_is_not_mostly_the_right_one()
    {
        var single = new QuizCatalogue(_folder).Files.Items.SelectMany(quiz => quiz.Questions).Where(question => question.Kind is QuestionKind.Single).ToList();
        var given = single.Count(question => question.Options.MaxBy(option => option.Text.Length)!.Correct);
        Assert.True(given <= single.Count * 0.6, $"In {given} of {single.Count} questions the longest option is right: length gives the key away.");
    }

    private static string ContentDirectory()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "content", "quizzes")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("There is no content directory above the tests.");
        }

        return Path.Combine(folder.FullName, "content");
    }
}
