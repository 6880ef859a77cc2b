using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>The quizzes that the portal is delivered with.</summary>
public sealed partial class QuizFilesTests : IDisposable
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
    public void Every_question_cites_a_lesson_and_a_heading_that_exist()
    {
        var day = RealContent.Library().FindDay(RealContent.DayId)!;
        var questions = new QuizCatalogue(_folder).OfDay(RealContent.DayId)!.Questions;

        var wrong = questions.Select(question => (question.Id, Cited: Citation().Match(question.Feedback)))
            .Where(found => !found.Cited.Success || !Exists(day, found.Cited));

        Assert.Equal([], wrong.Select(found => $"{found.Id}: {found.Cited.Value}"));
    }

    [Theory]
    [InlineData("handover")]
    [InlineData("declare-early")]
    [InlineData("near-miss")]
    [InlineData("traps-of-the-mind")]
    [InlineData("trigger-or-cause")]
    [InlineData("contributing-factors")]
    [InlineData("times-of-an-incident")]
    [InlineData("alerts-worth-waking-for")]
    [InlineData("on-call-load")]
    [InlineData("facilitation")]
    public void Each_practice_of_the_course_has_a_question(string id) =>
        Assert.Contains(new QuizCatalogue(_folder).OfDay(RealContent.DayId)!.Questions, question => question.Id == id);

    private static bool Exists(TrainingDay day, Match cited) =>
        day.FindPage(cited.Groups["page"].Value) is { } page && (!cited.Groups["anchor"].Success || page.Analysis.Anchors.ContainsKey(cited.Groups["anchor"].Value));

    [GeneratedRegex(@"\]\(/learn/day-4-incident-response/(?<page>[\w-]+)(?:#(?<anchor>[\w-]+))?\)")]
    private static partial Regex Citation();

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
