using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Releasing;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Tests.Support;

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
        received.Add(await client.Http.GetStringAsync($"/quiz/attempts/{id}/time", Ct));
        var token = await client.AntiforgeryTokenAsync($"/quiz/{id}");
        foreach (var (index, question) in attempt.ReadQuiz().Questions.Index())
        {
            var answer = await PutAsync(client, token, id, index + 1, QuizPortal.Perfect(attempt, question, "My own words."), version: 0);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            received.Add(await answer.Content.ReadAsStringAsync(Ct));
        }

        received.Add(await client.Http.GetStringAsync($"/quiz/{id}", Ct));
        var finished = await client.PostFormAsync($"/quiz/{id}", $"/quiz/{id}", new() { ["_handler"] = "finish" });
        Assert.Equal($"/quiz/{id}/result", finished.Headers.Location!.AbsolutePath);
        received.Add(await finished.Content.ReadAsStringAsync(Ct));
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
    public async Task An_answer_without_the_safety_token_is_refused_and_not_stored()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var id = await _portal.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(client, token: null, id, 1, QuizResponse.None, version: 0)).StatusCode);
        Assert.Equal(0, (await _portal.ReadAsync(id)).Value.Questions[0].Version);
    }

    [Fact]
    public async Task A_signed_out_script_is_told_so_and_not_sent_to_a_form()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var id = await _portal.StartAsync();
        var visitor = new PortalClient(_portal.Factory.CreateClient(new() { AllowAutoRedirect = false }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PutAsync(visitor, token: null, id, 1, QuizResponse.None, version: 0)).StatusCode);
    }

    [Fact]
    public async Task Somebody_elses_answer_is_not_found_for_a_script_either()
    {
        var id = await _portal.StartAsync();
        var other = await _portal.Factory.SignInAsync(QuizPortal.OtherTrainee);
        var token = await other.AntiforgeryTokenAsync("/quiz");
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(other, token, id, 1, QuizResponse.None, version: 0)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync($"/quiz/attempts/{id}/time", Ct)).StatusCode);
        Assert.Contains("cannot be shown", await other.Http.GetStringAsync($"/quiz/{id}", Ct));
    }

    [Fact]
    public async Task A_saved_answer_comes_back_with_its_version_and_an_overtaken_one_with_what_is_stored()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var id = await _portal.StartAsync();
        var token = await client.AntiforgeryTokenAsync($"/quiz/{id}");
        var number = (await _portal.ReadAsync(id)).Value.Questions.First(question => question.Kind is QuestionKind.Short).Number;
        var first = await PutAsync(client, token, id, number, new QuizResponse([], "first"), version: 0);
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (first.StatusCode, first.Headers.ETag!.Tag));

        var second = await PutAsync(client, token, id, number, new QuizResponse([], "second"), version: 0);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        var said = await second.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(("first", 1), (said.GetProperty("content").GetProperty("text").GetString(), said.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_late_answer_is_gone_and_the_page_leads_to_the_result()
    {
        var client = await _portal.Factory.SignInAsync(QuizPortal.Trainee);
        var id = await _portal.StartAsync();
        var token = await client.AntiforgeryTokenAsync($"/quiz/{id}");
        _portal.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Gone, (await PutAsync(client, token, id, 1, QuizResponse.None, version: 0)).StatusCode);
        Assert.Equal($"/quiz/{id}/result", (await client.Http.GetAsync($"/quiz/{id}", Ct)).Headers.Location!.AbsolutePath);
        Assert.Contains("\"remaining\":0", await client.Http.GetStringAsync($"/quiz/attempts/{id}/time", Ct));
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
        var html = WebUtility.HtmlDecode(await (await _portal.Factory.SignInAsync(QuizPortal.OtherTrainee)).Http.GetStringAsync(path, Ct));
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

    private static async Task<HttpResponseMessage> PutAsync(
        PortalClient client,
        string? token,
        Guid attemptId,
        int number,
        QuizResponse response,
        int version
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/quiz/attempts/{attemptId}/answers/{number}")
        {
            Content = JsonContent.Create(
                new
                {
                    content = new
                    {
                        picks = response.Picks,
                        text = response.Text,
                        flagged = false,
                    },
                    apart = false,
                }
            ),
        };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        if (token is not null)
        {
            request.Headers.Add("X-CSRF-TOKEN", token);
        }

        return await client.Http.SendAsync(request, Ct);
    }
}
