using System.Net;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Releasing;

namespace IncidentTraining.Tests.Host.Quizzes;

/// <summary>What is sent between browser and portal.</summary>
public sealed partial class QuizPagesTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly QuizPortal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task No_key_is_in_anything_that_a_browser_receives_before_the_release()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var received = new List<string> { await client.Http.GetStringAsync("/quiz", Ct) };
        var id = await _portal.StartAsync();
        var attempt = await _portal.AttemptAsync(id);
        received.Add(await client.Http.GetStringAsync("/quiz", Ct));
        received.Add(await client.Http.GetStringAsync($"/quiz/{id}", Ct));
        await _portal.AnswerAllAsync(id, text: "My own words.");
        received.Add(await client.Http.GetStringAsync($"/quiz/{id}", Ct));
        Assert.Contains("My own words.", received[^1]);
        Assert.True((await _portal.SubmitAsync(id)).Succeeded);
        received.Add(await (await client.Http.GetAsync($"/quiz/{id}", Ct)).Content.ReadAsStringAsync(Ct));
        received.Add(await client.Http.GetStringAsync("/quiz", Ct));
        received.Add(await client.Http.GetStringAsync($"/quiz/{id}/result", Ct));

        var whole = WebUtility.HtmlDecode(string.Join('\n', received));
        Assert.Contains("still to be graded", whole);
        Assert.DoesNotContain("\"correct\"", whole, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(attempt.Seed, whole);
        foreach (var secret in Secrets(attempt.ReadQuiz()))
        {
            Assert.DoesNotContain(secret, whole);
        }

        // The same words are found once they may be: so the search above is able to find them.
        await _portal.GradeAllAsync(4);
        Assert.Equal(
            1,
            (
                await _portal
                    .Get<ReleaseResults>()
                    .RunAsync(await _portal.Factory.ActorAsync(QuizPortal.Instructor), await _portal.Factory.CohortIdAsync(), Ct)
            ).Value
        );
        var result = WebUtility.HtmlDecode(await client.Http.GetStringAsync($"/quiz/{id}/result", Ct));
        Assert.All(Secrets(attempt.ReadQuiz()), secret => Assert.Contains(secret, result));
    }

    [Fact]
    public async Task The_options_of_a_paper_do_not_stand_in_the_authors_order()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var id = await _portal.StartAsync();
        var html = WebUtility.HtmlDecode(await client.Http.GetStringAsync($"/quiz/{id}", Ct));
        foreach (
            var question in (await _portal.AttemptAsync(id)).ReadQuiz().Questions.Where(question => question.Kind is QuestionKind.Ordering)
        )
        {
            var places = question
                .Order.Select(item => html.IndexOf($"<span data-item-text>{item}</span>", StringComparison.Ordinal))
                .ToList();
            Assert.DoesNotContain(-1, places);
            Assert.NotEqual(places.Order(), places);
        }
    }

    [Fact]
    public async Task The_questions_are_in_the_first_response_with_the_answers_and_the_fields_are_off_until_they_work()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var id = await _portal.StartAsync();
        await _portal.AnswerAllAsync(id, text: "<b>Looking</b> back");
        var main = (await client.Http.GetStringAsync($"/quiz/{id}", Ct)).Split("<main", 2)[1];
        Assert.Matches("<fieldset class=\"work\"[^>]* disabled", main);
        Assert.Contains("&lt;b&gt;Looking", main);
        for (var number = 1; number <= (await _portal.AttemptAsync(id)).ReadQuiz().Questions.Count; number++)
        {
            Assert.Contains($"id=\"q{number}\"", main);
        }
    }

    [Fact]
    public async Task Somebody_elses_questions_are_not_shown()
    {
        var id = await _portal.StartAsync();
        var other = await _portal.Factory.SignInAsync(QuizPortal.OtherTrainee);
        var response = await other.Http.GetAsync($"/quiz/{id}", Ct);
        var html = await response.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("cannot be shown", html);
        Assert.DoesNotContain("data-question", html);
    }

    [Fact]
    public async Task After_the_deadline_the_page_leads_to_the_result()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var id = await _portal.StartAsync();
        _portal.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal($"/quiz/{id}/result", (await client.Http.GetAsync($"/quiz/{id}", Ct)).Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task The_answers_to_grade_are_in_the_first_response_without_names_and_the_fields_are_off_until_they_work()
    {
        var id = await _portal.StartAsync();
        await _portal.AnswerAllAsync(id, text: "<b>Looking</b> back");
        await _portal.SubmitAsync(id);
        var page = (await (await _portal.Factory.SignInAsync(QuizPortal.Instructor)).Http.GetStringAsync("/quiz/grading", Ct)).Split(
            "<main",
            2
        )[1];
        Assert.Contains("&lt;b&gt;Looking", page);
        Assert.DoesNotContain("Tariq", page);
        Assert.Matches("<fieldset class=\"work\"[^>]* disabled", page);
    }

    [Theory]
    [InlineData("/quiz/results")]
    [InlineData("/quiz/grading")]
    public async Task A_trainee_sees_nothing_of_the_instructors_pages(string path)
    {
        var id = await _portal.StartAsync();
        await _portal.AnswerAllAsync(id);
        await _portal.SubmitAsync(id);
        var response = await (await _portal.Factory.SignInAsync(QuizPortal.OtherTrainee)).Http.GetAsync(path, Ct);
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("class=\"notice\"", html);
        Assert.DoesNotContain("Tariq", html);
        Assert.All(Secrets((await _portal.AttemptAsync(id)).ReadQuiz()), secret => Assert.DoesNotContain(secret, html));
    }

    /// <summary>Words that only a key or its explanation has; whole plain stretches without links, as markdown changes the rest.</summary>
    private static List<string> Secrets(Quiz quiz) =>
        [
            .. quiz
                .Questions.SelectMany(question =>
                    (string[])[question.Feedback, question.Model, .. question.Marks, .. question.Options.Select(option => option.Why)]
                )
                .SelectMany(text => Link().Replace(text, "\n").Split('`', '*', '\n', '"', '\'').Select(part => part.Trim()))
                .Where(part => part.Length > 25),
        ];

    [GeneratedRegex(@"\[[^\]]*\]\([^)]*\)")]
    private static partial Regex Link();
}
