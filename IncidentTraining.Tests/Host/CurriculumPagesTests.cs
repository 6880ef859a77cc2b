using System.Net;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host;

public sealed class CurriculumPagesTests(CurriculumPagesTests.Portal shared) : IClassFixture<CurriculumPagesTests.Portal>
{
    private const string Lab1 = "/learn/day-4-incident-response/lab-1-high-latency";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_is_sent_to_sign_in_from_every_reading_page()
    {
        using var visitor = shared.Factory.CreateClient(new() { AllowAutoRedirect = false });

        foreach (
            var page in (string[])
                [
                    Lab1,
                    "/learn/day-4-incident-response",
                    "/practice-shop/source/server/routes/health.ts",
                    "/search?q=page",
                    "/admin/content",
                ]
        )
        {
            var answer = await visitor.GetAsync(page, Ct);
            Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath));
        }
    }

    [Fact]
    public async Task A_reading_page_loads_neither_Blazor_nor_MudBlazor()
    {
        var html = await (await shared.Factory.SignInAsync("demo-trainee-1")).Http.GetStringAsync(Lab1, Ct);

        Assert.DoesNotContain("blazor.web", html);
        Assert.DoesNotContain("MudBlazor", html);
        Assert.Contains("js/reading", html);
    }

    [Fact]
    public async Task The_instructors_guide_reaches_instructors_and_no_trainee()
    {
        var trainee = await (await shared.Factory.SignInAsync("demo-trainee-1")).Http.GetStringAsync(Lab1, Ct);
        var instructor = await (await shared.Factory.SignInAsync("demo-instructor")).Http.GetStringAsync(Lab1, Ct);

        Assert.Contains("staff-only", instructor);
        Assert.DoesNotContain("staff-only", trainee);
        Assert.DoesNotContain("pool-too-small", trainee);
    }

    [Fact]
    public async Task Only_staff_find_the_instructors_text()
    {
        var trainee = await (await shared.Factory.SignInAsync("demo-trainee-1")).Http.GetStringAsync(
            "/search?q=instructor+guide+root+causes",
            Ct
        );

        Assert.DoesNotContain("pool-too-small", trainee);
    }

    [Theory]
    [InlineData("/learn/day-4-incident-response/07-incident-simulation-labs.md")]
    [InlineData("/learn/day-4-incident-response/08-rca-labs.md")]
    [InlineData("/learn/day-4-incident-response/06-day-5-production-readiness.md")]
    [InlineData("/learn/day-4-incident-response/04-day-3-chaos-engineering.md")]
    [InlineData("/learn/day-4-incident-response.md")]
    [InlineData("/learn")]
    public async Task The_specifications_file_names_lead_to_their_pages(string address)
    {
        var trainee = await shared.Factory.SignInAsync("demo-trainee-1");

        var answer = await trainee.Http.GetAsync(address, Ct);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await trainee.Http.GetAsync(answer.Headers.Location, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("/learn/day-4-incident-response/no-such-page")]
    [InlineData("/learn/day-4-incident-response/no-such-page.md")]
    [InlineData("/learn/no-such-day")]
    [InlineData("/practice-shop/source/no/such/file.ts")]
    [InlineData("/practice-shop/source/..%2f..%2fdays/day-4-incident-response/day.yaml")]
    public async Task What_does_not_exist_answers_404(string address)
    {
        var trainee = await shared.Factory.SignInAsync("demo-trainee-1");

        Assert.Equal(HttpStatusCode.NotFound, (await trainee.Http.GetAsync(address, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again_and_is_never_anothers()
    {
        var trainee = await shared.Factory.SignInAsync("demo-trainee-1");
        var instructor = await shared.Factory.SignInAsync("demo-instructor");
        var first = await trainee.Http.GetAsync(Lab1, Ct);
        var tag = first.Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(trainee)).StatusCode);
        var other = await AskAsync(instructor);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(tag, other.Headers.ETag);
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());

        async Task<HttpResponseMessage> AskAsync(PortalClient client)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Lab1);
            request.Headers.IfNoneMatch.Add(tag);
            return await client.Http.SendAsync(request, Ct);
        }
    }

    /// <summary>
    /// Style and scripts of a first visit are 40 KB (the browser's test adds them up); the page may use the rest of 60 KB.
    /// </summary>
    [Fact]
    public async Task Every_page_leaves_room_for_style_and_scripts_in_the_60_KB_of_a_first_visit()
    {
        var trainee = await shared.Factory.SignInAsync("demo-trainee-1");
        var pages = shared.Factory.Services.GetRequiredService<CurriculumLibrary>().FindDay("day-4-incident-response")!.Pages;
        var sizes = new List<(string Path, long Bytes)>();
        foreach (var page in pages)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page.Path);
            request.Headers.AcceptEncoding.ParseAdd("br");
            var answer = await trainee.Http.SendAsync(request, Ct);
            Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
            sizes.Add((page.Path, (await answer.Content.ReadAsByteArrayAsync(Ct)).Length));
        }

        Assert.InRange(sizes.Count, 30, 100);
        Assert.All(sizes, size => Assert.InRange(size.Bytes, 1_000, 19_300));
    }

    [Fact]
    public async Task Only_an_administrator_sees_content_problems()
    {
        foreach (var person in (string[])["demo-trainee-1", "demo-instructor", "demo-facilitator"])
        {
            var answer = await (await shared.Factory.SignInAsync(person)).Http.GetAsync("/admin/content", Ct);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(
            HttpStatusCode.OK,
            (await (await shared.Factory.SignInAsync("demo-administrator")).Http.GetAsync("/admin/content", Ct)).StatusCode
        );
    }

    [Fact]
    public async Task A_problem_shows_on_the_administrators_page_and_makes_the_check_fail()
    {
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.AddSingleton<IContentRoom>(new BrokenRoom()),
        };
        var administrator = await portal.SignInAsync("demo-administrator");

        var html = await administrator.Http.GetStringAsync("/admin/content", Ct);
        var problems = ContentCheckCommand.Check(portal.Services);

        foreach (var part in (string[])["quizzes/x.yaml", "7", "It is broken", "Mend it"])
        {
            Assert.Contains(part, html);
        }

        Assert.Equal("quizzes/x.yaml:7 It is broken — Mend it", Assert.Single(problems).ToString());
    }

    public sealed class Portal : IAsyncDisposable
    {
        public PortalFactory Factory { get; } = new();

        public ValueTask DisposeAsync() => Factory.DisposeAsync();
    }

    private sealed class BrokenRoom : IContentRoom
    {
        public string Name => "broken things";

        public IReadOnlyList<ContentProblem> Check() => [new("quizzes/x.yaml", 7, "It is broken", "Mend it")];
    }
}
