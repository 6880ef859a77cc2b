using System.Net;
using IncidentTraining.Core.Content;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Host;

/// <summary>Another training day, and editing while the portal runs: only files, no change in C#.</summary>
public sealed class AnotherDayTests : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly TemporaryContent _content = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly PortalFactory _portal;

    public AnotherDayTests()
    {
        _portal = new PortalFactory { Time = _time };
        foreach (var file in Directory.EnumerateFiles(RealContent.Directory, "*", SearchOption.AllDirectories))
        {
            _content.Save(Path.GetRelativePath(RealContent.Directory, file), File.ReadAllText(file));
        }

        _content
            .Save(
                "days/day-5/day.yaml",
                "id: day-5\nnumber: 5\ntitle: \"Day 5: Tides\"\nstarts: \"09:00\"\nsessions:\n  - page: all\n    plan:\n      - page: talk\n"
            )
            .Save("days/day-5/all.md", "---\nid: all\nkind: session\ntitle: All day\n---\nSee [the talk](talk.md).\n")
            .Save(
                "days/day-5/talk.md",
                "---\nid: talk\nkind: lecture\ntitle: \"Talk: Tides\"\nminutes: 20\n---\n## Why\n\nThe moon.\n\n![The sea](sea.svg)\n"
            )
            .Save("days/day-5/sea.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .Save("days/handbook/Start here.md", "# Our handbook\n\nHello.\n");
        _portal.Settings["Content:Directory"] = _content.Folder.Directory;
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _content.Dispose();
    }

    [Fact]
    public async Task A_second_day_and_a_folder_of_plain_markdown_are_read_like_the_first()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");

        Assert.Contains("20 minutes", await trainee.Http.GetStringAsync("/learn/day-5", Ct));
        Assert.Contains("The moon.", await trainee.Http.GetStringAsync("/learn/day-5/talk", Ct));
        Assert.Contains("Our handbook</h1>", await trainee.Http.GetStringAsync("/learn/handbook/start-here", Ct));
        Assert.Contains("The moon.", await trainee.Http.GetStringAsync("/learn/day-5/print", Ct));
        Assert.Contains("slide", await trainee.Http.GetStringAsync("/learn/day-5/talk/slides", Ct));

        var picture = await trainee.Http.GetAsync("/learn/files/day-5/sea.svg", Ct);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await trainee.Http.GetAsync("/learn/files/day-5/day.yaml", Ct)).StatusCode);
        using var visitor = _portal.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/learn/files/day-5/sea.svg", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_saved_file_shows_at_the_next_request_and_a_mistake_keeps_the_last_good_version()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        var instructor = await _portal.SignInAsync("demo-instructor");
        Assert.Contains("The moon.", await trainee.Http.GetStringAsync("/learn/day-5/talk", Ct));

        Edit("---\nid: talk\nkind: lecture\ntitle: \"Talk: Tides\"\nminutes: 20\n---\n## Why\n\nThe moon and the sun.\n");
        Assert.Contains("The moon and the sun.", await trainee.Http.GetStringAsync("/learn/day-5/talk", Ct));

        Edit("---\nid: talk\nkind: poem\ntitle: \"Talk: Tides\"\nminutes: 20\n---\nBroken.\n");
        var seen = await trainee.Http.GetStringAsync("/learn/day-5/talk", Ct);
        var mended = WebUtility.HtmlDecode(await instructor.Http.GetStringAsync("/learn/day-5/talk", Ct));

        Assert.Contains("The moon and the sun.", seen);
        Assert.DoesNotContain("content-trouble", seen);
        Assert.Contains("The moon and the sun.", mended);
        Assert.Contains("<code>days/day-5/talk.md</code>, line 3: 'kind' is 'poem'", mended);
        Assert.Contains("content-trouble", await instructor.Http.GetStringAsync("/learn/day-5", Ct));
        Assert.DoesNotContain("content-trouble", await trainee.Http.GetStringAsync("/learn/day-5", Ct));
    }

    /// <summary>Saves the talk and waits until the portal checks again even without a watcher's event.</summary>
    private void Edit(string text)
    {
        _content.Save("days/day-5/talk.md", text);
        _time.Advance(ContentFolder.LookAgainAfter);
    }
}
