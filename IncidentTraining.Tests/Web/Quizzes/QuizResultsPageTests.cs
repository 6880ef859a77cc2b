using Bunit;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Releasing;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Quizzes;
using IncidentTraining.Web.Features.Quizzes.Parts;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Web.Quizzes;

/// <summary>The results of the quiz for the staff, on the real use cases.</summary>
public sealed class QuizResultsPageTests : PortalPageTest
{
    private readonly QuizPortal _quiz;

    public QuizResultsPageTests()
        : this(new QuizPortal()) { }

    private QuizResultsPageTests(QuizPortal quiz)
        : base(quiz.Factory) => _quiz = quiz;

    [Fact]
    public async Task A_trainee_is_refused_and_sees_no_name()
    {
        await SignInAsync(QuizPortal.OtherTrainee);
        var page = Open<QuizResultsPage>("/quiz/results");
        Assert.Contains("for class staff", page.Find("h1").TextContent);
        Assert.DoesNotContain("Tariq", page.Markup);
    }

    [Fact]
    public async Task Before_anyone_has_begun_every_trainee_is_listed_and_the_questions_say_when_their_figures_come()
    {
        await SignInAsync(QuizPortal.Instructor);
        var page = Open<QuizResultsPage>("/quiz/results");
        Assert.Equal(["Tariq Aziz Khan", "Thea Novak", "Tomoko Sato"], Trainees(page));
        Assert.Equal("Statistics appear once the first trainee has submitted.", page.Find("[data-testid=quiz-items-empty]").TextContent);
        Assert.True(page.Find("[data-testid=quiz-release]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_facilitator_looks_and_has_nothing_to_release()
    {
        await SignInAsync(Facilitator);
        Assert.Empty(Open<QuizResultsPage>("/quiz/results").FindAll("[data-testid=quiz-release], [data-testid=quiz-grading-link]"));
    }

    [Fact]
    public async Task An_open_page_follows_the_quiz_and_its_filters_show_one_state()
    {
        await SignInAsync(QuizPortal.Instructor);
        var page = Open<QuizResultsPage>("/quiz/results?state=In%20progress");
        Assert.Empty(Trainees(page));
        var attempt = await _quiz.StartAsync();
        page.WaitForAssertion(() => Assert.Equal(["Tariq Aziz Khan"], Trainees(page)));
        await _quiz.AnswerAllAsync(attempt);
        Assert.True((await _quiz.SubmitAsync(attempt)).Succeeded);
        page.WaitForAssertion(() => Assert.Empty(Trainees(page)));
        Assert.Contains("Grade short answers (", page.Find("[data-testid=quiz-grading-link]").TextContent);
        Assert.True(page.Find("[data-testid=quiz-release]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_release_is_asked_with_its_consequence_and_happens_only_after_a_yes()
    {
        _ = Dialogs;
        await SignInAsync(QuizPortal.Instructor);
        var attempt = await _quiz.StartAsync();
        await _quiz.AnswerAllAsync(attempt);
        Assert.True((await _quiz.SubmitAsync(attempt)).Succeeded);
        await _quiz.GradeAllAsync(4);
        await _quiz.StartAsync(QuizPortal.OtherTrainee);
        var page = Open<QuizResultsPage>("/quiz/results");

        var asked = page.Find("[data-testid=quiz-release]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        Assert.Contains(
            "One person will see their answers, the correct answers and the feedback immediately. This cannot be undone. One person is still taking the quiz",
            Dialogs.Markup
        );
        await Answer("Cancel").ClickAsync(new());
        await asked;
        Assert.Equal("Graded", StateOf(page, "Tariq"));

        asked = page.Find("[data-testid=quiz-release]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Answer("Release results").ClickAsync(new());
        await asked;
        page.WaitForAssertion(() => Assert.Equal("One result is released.", page.Find("[data-testid=quiz-released]").TextContent));
        page.WaitForAssertion(() => Assert.Equal("Released", StateOf(page, "Tariq")));
    }

    [Fact]
    public void Questions_sort_by_their_figures_and_those_without_come_first()
    {
        ItemStatistics[] items = [Item(1, 0.5, 0.3), Item(2, null, null), Item(3, 0.25, -0.1)];
        IRenderedComponent<ItemsGrid> Grid(string sort) =>
            Render<ItemsGrid>(p =>
                p.Add(g => g.Items, items).Add(g => g.Place, IncidentTraining.Web.Components.Shared.GridPlace.Of(sort, null))
            );
        static IEnumerable<string> Numbers(IRenderedComponent<ItemsGrid> grid) =>
            grid.FindAll("[data-testid=quiz-items] > .mud-table-container tbody tr.mud-table-row > td:first-child")
                .Select(cell => cell.TextContent.Trim());
        var grid = Grid("Facility");
        grid.WaitForAssertion(() => Assert.Equal(["2", "3", "1"], Numbers(grid)));
        grid = Grid("-Discrimination");
        grid.WaitForAssertion(() => Assert.Equal(["1", "3", "2"], Numbers(grid)));
        Assert.Contains("doubtful", grid.Find("[data-testid=item-3]").Closest("tr")!.InnerHtml);
    }

    private static ItemStatistics Item(int number, double? facility, double? discrimination) =>
        new(
            number,
            new Question($"q{number}", QuestionKind.Short, $"Question {number}", 1, "topic", "", [], [], [], "", []),
            10,
            facility,
            discrimination,
            []
        );

    private AngleSharp.Dom.IElement Answer(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private static string StateOf(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("[data-testid=quiz-people] tbody tr")
            .Single(row => row.TextContent.Contains(name, StringComparison.Ordinal))
            .QuerySelector("[data-state]")!
            .TextContent;

    private static List<string> Trainees(IRenderedComponent<IComponent> page) =>
        [
            .. page.FindAll("[data-testid=quiz-people] tbody tr td:first-child")
                .Where(cell => cell.QuerySelector(".empty") is null)
                .Select(cell => cell.TextContent.Trim()),
        ];
}
