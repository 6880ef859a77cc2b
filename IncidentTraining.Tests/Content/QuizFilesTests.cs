using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>The quizzes that are delivered with the portal.</summary>
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
        string[] asked =
        [
            "What are the incident severity levels?",
            "What are the incident response phases?",
            "What is a post-incident review?",
            "What is blameless culture?",
        ];
        Assert.All(asked, text => Assert.Contains(quiz.Questions, question => question.Text.StartsWith(text, StringComparison.Ordinal)));
        Assert.True(quiz.Questions.Count >= asked.Length + 12, $"Only {quiz.Questions.Count} questions.");
        Assert.Equal(Enum.GetValues<QuestionKind>(), quiz.Questions.Select(question => question.Kind).Distinct().Order());
    }

    [Fact]
    public void Every_question_cites_a_lesson_and_a_heading_that_exist()
    {
        var day = RealContent.Library().FindDay(RealContent.DayId)!;
        var questions = new QuizCatalogue(_folder).OfDay(RealContent.DayId)!.Questions;

        var wrong = questions
            .Select(question => (question.Id, Cited: Citation().Match(question.Feedback)))
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

    [Fact]
    public void A_failing_checkout_is_P1_in_the_question_as_on_the_page_about_severity()
    {
        var page = File.ReadAllText(Path.Combine(RealContent.Directory, "days", RealContent.DayId, "concepts/severity-levels.md"));
        var asked = Question("severity-checkout");

        Assert.Equal("P1", asked.Options.Single(option => option.Correct).Text);
        Assert.Contains("No checkout succeeds", page.Split("## P1 - High")[1].Split("## P2 - Medium")[0], StringComparison.Ordinal);
        Assert.Contains(
            "Even with every checkout failing it would be P1",
            asked.Options.Single(option => option.Text == "P0").Why,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_first_update_of_a_P1_comes_before_the_cause()
    {
        var order = Question("on-call-order").Order.ToList();

        Assert.InRange(
            order.FindIndex(step => step.Contains("first update", StringComparison.Ordinal)),
            0,
            order.FindIndex(step => step.Contains("hypothesis", StringComparison.Ordinal)) - 1
        );
    }

    [Theory]
    [InlineData("no idle connections")]
    [InlineData("could not be acquired")]
    public void What_every_exhausted_pool_shows_is_no_clue_to_its_size(string clue) =>
        Assert.False(Question("pool-clues").Options.Single(option => option.Text.Contains(clue, StringComparison.Ordinal)).Correct);

    [Fact]
    public void Resolution_in_the_quiz_is_levels_that_hold_without_workarounds_as_in_the_phases()
    {
        var question = Question("mitigation-or-resolution");

        Assert.Contains("rollback can be either", question.Feedback.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains(
            "levels held at full service, without workarounds",
            question.Options.Single(option => option.Correct).Why,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "levels have held without workarounds",
            File.ReadAllText(Path.Combine(RealContent.Directory, "days", RealContent.DayId, "concepts/response-phases.md")),
            StringComparison.Ordinal
        );
    }

    private Question Question(string id) =>
        new QuizCatalogue(_folder).OfDay(RealContent.DayId)!.Questions.Single(question => question.Id == id);

    private static bool Exists(TrainingDay day, Match cited) =>
        day.FindPage(cited.Groups["page"].Value) is { } page
        && (!cited.Groups["anchor"].Success || page.Analysis.Anchors.ContainsKey(cited.Groups["anchor"].Value));

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
