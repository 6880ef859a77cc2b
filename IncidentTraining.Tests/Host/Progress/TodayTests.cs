using System.Net;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Progress;

public sealed class TodayTests(SafetyTests.Portal portal) : IClassFixture<SafetyTests.Portal>
{
    private const string Day = "day-4-incident-response";
    private const string Lecture = "lecture-incident-response-principles";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Today_shows_the_plan_and_the_five_criteria()
    {
        var trainee = await portal.Factory.SignInAsync("demo-trainee-2");
        var html = WebUtility.HtmlDecode(await trainee.Http.GetStringAsync("/today", Ct));
        Assert.Contains("Lab 7: Incident Communication", html);
        Assert.Contains("0 of 5 criteria met", html);
        Assert.Contains("Runbooks created", html);
    }

    [Theory]
    [InlineData("demo-instructor", "href=\"/reviews\"")]
    [InlineData("demo-facilitator", "href=\"/desk\"")]
    public async Task Staff_see_their_own_places_beside_the_plan_and_no_criteria(string person, string place)
    {
        var html = await (await portal.Factory.SignInAsync(person)).Http.GetStringAsync("/today", Ct);

        Assert.Contains(place, html[html.IndexOf("data-testid=\"staff-card\"", StringComparison.Ordinal)..]);
        Assert.DoesNotContain("criteria met", html);
    }

    [Fact]
    public async Task A_page_read_to_its_end_is_marked_for_the_reader_alone()
    {
        var reader = await portal.Factory.SignInAsync("demo-trainee-1");
        var answer = await PutAsync(reader, $"/progress/read/{Day}/{Lecture}", withToken: true);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(reader, $"/progress/read/{Day}/{Lecture}", withToken: true)).StatusCode);

        var marks = portal.Factory.Services.GetRequiredService<ReadingMarks>();
        Assert.Contains(Lecture, await marks.OfAsync(await portal.Factory.ActorAsync("demo-trainee-1"), Day, Ct));
        Assert.Empty(await marks.OfAsync(await portal.Factory.ActorAsync("demo-trainee-3"), Day, Ct));
        Assert.Contains("You have read this page.</p>", await reader.Http.GetStringAsync($"/learn/{Day}/{Lecture}", Ct));
    }

    [Theory]
    [InlineData("/progress/read/day-4-incident-response/no-such-page", true, HttpStatusCode.NotFound)]
    [InlineData("/progress/read/no-such-day/objectives", true, HttpStatusCode.NotFound)]
    [InlineData("/progress/read/day-4-incident-response/objectives", false, HttpStatusCode.BadRequest)]
    public async Task A_mark_needs_a_page_and_the_pages_token(string path, bool withToken, HttpStatusCode expected) =>
        Assert.Equal(expected, (await PutAsync(await portal.Factory.SignInAsync("demo-trainee-1"), path, withToken)).StatusCode);

    [Fact]
    public async Task Progress_in_a_foreign_class_is_not_found()
    {
        var progress = portal.Factory.Services.GetRequiredService<MyProgress>();
        var outcome = await progress.RunAsync(
            await portal.Factory.ActorAsync("demo-administrator"),
            await portal.Factory.CohortIdAsync(),
            Ct
        );
        Assert.Equal(RefusalKind.NotFound, outcome.Refusal?.Kind);
    }

    private static async Task<HttpResponseMessage> PutAsync(PortalClient client, string path, bool withToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path);
        if (withToken)
        {
            request.Headers.Add("X-CSRF-TOKEN", await client.AntiforgeryTokenAsync("/today"));
        }

        return await client.Http.SendAsync(request, Ct);
    }
}
