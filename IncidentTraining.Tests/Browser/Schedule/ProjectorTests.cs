using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Tests.Host.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using static IncidentTraining.Tests.Host.Schedule.Facilitating;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Schedule;

public sealed class ProjectorTests(BrowserFixture browser) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private PortalFactory _portal = new();
    private IPage? _page;

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.Context.CloseAsync();
        }

        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Before_the_start_it_shows_how_to_join_and_afterwards_what_is_on()
    {
        var address = _portal.StartOnKestrel();
        var desk = await OfAsync(_portal);
        var page = await OpenAsync(address, desk);
        await Expect(page.GetByTestId("projector-join")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("projector-code"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-Z0-9]{4}-[A-Z0-9]{4}$"));

        await desk.StartAsync(Lab1);
        await Expect(page.GetByTestId("projector-title")).ToHaveTextAsync("Lab 1: Simulate High Latency Incident");
        await Expect(page.GetByTestId("projector-phase")).ToContainTextAsync("Running");
        await Expect(page.GetByTestId("projector-join")).ToBeHiddenAsync();

        await desk.AnnounceAsync("Back in five minutes");
        await Expect(page.GetByTestId("projector-announcement")).ToHaveTextAsync("Back in five minutes");

        await desk.PauseAsync(Lab1);
        await Expect(page.GetByTestId("projector-phase")).ToContainTextAsync("Paused");
        await desk.FinishAsync(Lab1);
        await Expect(page.GetByTestId("projector-until")).ToHaveTextAsync("Next: Short break");
        await Expect(page.GetByTestId("projector-digits")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task While_joining_is_closed_the_open_screen_says_so_instead_of_how_to_join()
    {
        var address = _portal.StartOnKestrel();
        var page = await OpenAsync(address, await OfAsync(_portal));
        await Expect(page.GetByTestId("projector-code")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("projector-join-closed")).ToBeHiddenAsync();
        var (change, femi, cohort) = (
            _portal.Services.GetRequiredService<ChangeClass>(),
            await _portal.ActorAsync("demo-facilitator"),
            await _portal.CohortIdAsync()
        );
        Assert.True((await change.CloseJoiningAsync(femi, cohort, closed: true, Ct)).Succeeded);
        await Expect(page.GetByTestId("projector-join-closed")).ToContainTextAsync("Joining is closed");
        await Expect(page.GetByTestId("projector-code")).ToBeHiddenAsync();
        Assert.True((await change.CloseJoiningAsync(femi, cohort, closed: false, Ct)).Succeeded);
        await Expect(page.GetByTestId("projector-code")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("projector-join-closed")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_renewed_join_code_replaces_the_one_on_the_open_screen_and_its_qr_code()
    {
        _portal = new() { Settings = { ["Public:Address"] = "http://training.example" } };
        var address = _portal.StartOnKestrel();
        var page = await OpenAsync(address, await OfAsync(_portal));
        var code = await page.GetByTestId("projector-code").TextContentAsync();
        var (change, femi, cohort) = (
            _portal.Services.GetRequiredService<ChangeClass>(),
            await _portal.ActorAsync("demo-facilitator"),
            await _portal.CohortIdAsync()
        );
        Assert.True((await change.RenewCodeAsync(femi, cohort, Ct)).Succeeded);
        await Expect(page.GetByTestId("projector-code")).Not.ToHaveTextAsync(code!);
        var renewed = (await _portal.Services.GetRequiredService<ProjectorLinks>().CodeAsync(cohort, Ct)).ToString();
        await Expect(page.GetByTestId("projector-code")).ToHaveTextAsync(renewed);
        await Expect(page.Locator("[data-part=join-qr]")).ToHaveAttributeAsync("src", $"/join/{renewed}/qr.svg");

        Assert.True((await change.CloseJoiningAsync(femi, cohort, closed: true, Ct)).Succeeded);
        await Expect(page.GetByTestId("projector-join-closed")).ToContainTextAsync(renewed);
    }

    [Fact]
    public async Task It_counts_on_through_a_lost_connection_says_so_and_comes_back_by_itself()
    {
        await using var network = new SlowNetwork(_portal.StartOnKestrel());
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var page = await OpenAsync(network.Address, desk);
        await Expect(page.GetByTestId("projector-offline")).ToBeHiddenAsync();

        network.Cut();
        await Expect(page.GetByTestId("projector-offline"))
            .ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Offline since \d\d:\d\d\. The time keeps counting"));
        await AssertCountsAsync(page, seconds: 3);

        await desk.PauseAsync(Lab1);
        await Expect(page.GetByTestId("projector-phase")).ToContainTextAsync("Running");

        // It tries every five seconds or so.
        network.Mend();
        await Expect(page.GetByTestId("projector-phase")).ToContainTextAsync("Paused", new() { Timeout = 15_000 });
        await Expect(page.GetByTestId("projector-offline")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(1920, 1080, 0)]
    [InlineData(1024, 768, 0)]
    [InlineData(1024, 768, 9)]
    [InlineData(3840, 2160, -1)]
    [InlineData(1024, 768, -1)]
    [InlineData(1024, 768, -100)]
    public async Task Its_digits_are_at_least_a_quarter_of_the_screen_high_and_fit(int width, int height, int extensions)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        _portal = new PortalFactory { Time = time };
        var address = _portal.StartOnKestrel();
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        for (var i = 0; i < extensions; i++)
        {
            await desk.ExtendAsync(Lab1);
        }

        // Overrun by that many minutes.
        if (extensions < 0)
        {
            time.Advance(TimeSpan.FromMinutes(60 - extensions));
        }

        await desk.AnnounceAsync(string.Join(' ', Enumerable.Repeat("water", 33)));
        var page = await OpenAsync(
            address,
            desk,
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        await Expect(page.GetByTestId("projector-digits"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(extensions < 0 ? @"^\+\d{2,3}:\d\d$" : @"^\d{2,3}:\d\d$"));

        // The drawn glyphs, not the box around them: a line has space above and below its digits.
        var drawn = await page.GetByTestId("projector-digits")
            .EvaluateAsync<double>(
                """
                element => {
                  const style = getComputedStyle(element);
                  const pen = document.createElement('canvas').getContext('2d');
                  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                  const size = pen.measureText('0');
                  return size.actualBoundingBoxAscent + size.actualBoundingBoxDescent;
                }
                """
            );
        Assert.InRange(drawn, height / 4.0, height);

        // And no part of the page is off-screen or covers another part.
        var parts = await page.EvaluateAsync<double[][]>(
            """
            () => ['.projector-head', '.projector-title', '.projector-digits', '.projector-until', '.projector-announcement', '.projector-foot']
              .map(name => {
                // Text runs out of its box to the sides; above and below, the box is what counts.
                const element = document.querySelector(name);
                const range = document.createRange();
                range.selectNodeContents(element);
                const [text, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
                return [text.left, box.top, text.right, box.bottom];
              })
            """
        );
        Assert.All(parts, box => Assert.True(box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height, string.Join(' ', box)));
        Assert.All(parts.Zip(parts.Skip(1)), pair =>
            Assert.True(pair.First[3] <= pair.Second[1] + 1, $"{pair.First[3]} is below {pair.Second[1]}.")
        );
    }

    [Fact]
    public async Task When_the_time_is_up_it_says_so_by_itself()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        _portal = new PortalFactory { Time = time };
        var address = _portal.StartOnKestrel();
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab7);
        time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(2));

        var page = await OpenAsync(address, desk);
        await Expect(page.GetByTestId("projector-phase")).ToContainTextAsync("Time is up");
        // And by how much it is overrun, from then on.
        await Expect(page.GetByTestId("projector-digits")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\+00:0[2-9]$"));
        // The class's zone, not the machine's: London has no summer time in March.
        await Expect(page.GetByTestId("projector-until")).ToHaveTextAsync("since 09:30");
    }

    [Fact]
    public async Task A_revoked_link_goes_blank_with_one_sentence()
    {
        var address = _portal.StartOnKestrel();
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var page = await OpenAsync(address, desk);
        var actor = await _portal.ActorAsync("demo-facilitator");
        var link = Assert.Single((await desk.Get<ProjectorLinks>().ListAsync(actor, desk.CohortId, Ct)).Value);

        await desk.AnnounceAsync("Lunch is here");
        await Expect(page.GetByTestId("projector-announcement")).ToBeVisibleAsync();

        await desk.Get<RevokeProjectorLink>().RunAsync(actor, desk.CohortId, link.LinkId, Ct);
        await Expect(page.GetByTestId("projector-revoked")).ToBeVisibleAsync();
        // One sentence and nothing else about the class: no running time, no announcement.
        Assert.Equal("This projector link is no longer valid.", (await page.Locator("body").InnerTextAsync()).Trim());
    }

    [Fact]
    public async Task The_end_of_the_day_has_a_slide_of_its_own()
    {
        var address = _portal.StartOnKestrel();
        var desk = await OfAsync(_portal);
        var page = await OpenAsync(address, desk);
        var last = (await desk.DayAsync()).Sessions[^1].Activities[^1];
        await desk.StartAsync(last.Id);
        await Expect(page.GetByTestId("projector-title")).ToHaveTextAsync(last.Title);
        await Expect(page.GetByTestId("projector-over")).ToBeHiddenAsync();

        await desk.FinishAsync(last.Id);
        await Expect(page.GetByTestId("projector-over")).ToContainTextAsync("The day is over");
        await Expect(page.GetByTestId("projector-title")).ToBeHiddenAsync();
        await Expect(page.GetByTestId("projector-phase")).ToContainTextAsync("The day is over");
    }

    private async Task<IPage> OpenAsync(Uri address, Facilitating desk, BrowserNewContextOptions? options = null)
    {
        var token = (await desk.Get<CreateProjectorLink>().RunAsync(await _portal.ActorAsync("demo-facilitator"), desk.CohortId, Ct)).Value;
        var window = await browser.NewWindowAsync(address, options);
        _page = await window.NewPageAsync();
        await _page.GotoAsync($"/projector/{token}");
        await _page.Locator("[data-testid=projector][data-measured=true]").WaitForAsync();
        return _page;
    }

    private static async Task AssertCountsAsync(IPage page, int seconds)
    {
        var start = await page.GetByTestId("projector-digits").TextContentAsync();
        await page.WaitForFunctionAsync(
            """
            ([start, seconds]) => {
              const left = text => text.split(':').reduce((minutes, part) => minutes * 60 + Number(part), 0);
              return left(start) - left(document.querySelector('[data-testid=projector-digits]').textContent) >= seconds;
            }
            """,
            new object[] { start!, seconds }
        );
    }
}
