using Deque.AxeCore.Playwright;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static IncidentTraining.Tests.Host.Schedule.Facilitating;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Schedule;

public sealed class RunOfTheDayTests(BrowserFixture browser) : IAsyncDisposable
{
    private readonly PortalFactory _portal = new() { Settings = { ["Public:Address"] = "https://training.example" } };
    private readonly List<IBrowserContext> _windows = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
        {
            await window.CloseAsync();
        }

        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task What_the_facilitator_does_shows_on_a_trainees_page_at_once()
    {
        var address = _portal.StartOnKestrel();
        var desk = await OpenAsync(address, "demo-facilitator", "/desk");
        var trainee = await OpenAsync(address, "demo-trainee-1", "/join");
        var timer = trainee.GetByTestId("top-timer");
        await Expect(timer).ToBeHiddenAsync();

        await desk.GetByTestId($"start-{Lab1}").ClickAsync();
        await Expect(timer).ToContainTextAsync("Lab 1: Simulate High Latency Incident");
        await Expect(timer.GetByRole(AriaRole.Timer)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^(59|60):\d\d$"));

        await desk.GetByTestId("extend").ClickAsync();
        await Expect(timer.GetByRole(AriaRole.Timer)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^(64|65):\d\d$"));

        await desk.GetByTestId("pause").ClickAsync();
        await Expect(timer).ToContainTextAsync("Paused");
        await desk.GetByTestId("resume").ClickAsync();
        await Expect(timer).Not.ToContainTextAsync("Paused");

        await desk.GetByTestId("announcement-text").FillAsync("Lunch is <b>here</b>");
        await desk.GetByTestId("announce").ClickAsync();
        await Expect(trainee.GetByTestId("announcement")).ToHaveTextAsync("Lunch is <b>here</b>");
        await desk.GetByTestId("withdraw").ClickAsync();
        await Expect(trainee.GetByTestId("announcement")).ToBeHiddenAsync();

        // An early end must be confirmed.
        await desk.GetByTestId("finish").ClickAsync();
        await desk.GetByTestId("keep-going").ClickAsync();
        await Expect(desk.GetByTestId("question")).ToHaveCountAsync(0);
        await desk.GetByTestId("next").ClickAsync();
        await desk.GetByTestId("confirm").ClickAsync();
        await Expect(timer).ToContainTextAsync("Short break");
        await Expect(desk.GetByTestId($"activity-{Lab1}")).ToContainTextAsync("Finished");
    }

    [Fact]
    public async Task Two_facilitators_at_two_desks_see_the_same_and_the_slower_is_told()
    {
        var address = _portal.StartOnKestrel();
        var one = await OpenAsync(address, "demo-facilitator", "/desk");
        var other = await OpenAsync(address, "demo-facilitator", "/desk");
        await one.GetByTestId($"start-{Lab1}").ClickAsync();
        await Expect(other.GetByTestId("now-title")).ToHaveTextAsync("Lab 1: Simulate High Latency Incident");

        await other.GetByTestId("finish").ClickAsync();
        await one.GetByTestId("extend").ClickAsync();
        await Expect(one.GetByTestId("now-panel")).ToContainTextAsync("+5 min");
        await Expect(other.GetByTestId("now-panel")).ToContainTextAsync("+5 min");

        // The other's question was asked before the five minutes were given.
        await other.GetByTestId("confirm").ClickAsync();
        await Expect(other.GetByTestId("now-panel")).ToContainTextAsync("Someone else changed the timer");
        await Expect(one.GetByTestId("now-title")).ToHaveTextAsync("Lab 1: Simulate High Latency Incident");
    }

    [Fact]
    public async Task A_trainee_who_opens_the_desk_is_told_that_it_is_not_theirs()
    {
        var page = await OpenAsync(_portal.StartOnKestrel(), "demo-trainee-1", "/desk");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This page is for class facilitators");
        await Expect(page.GetByTestId("desk")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_desk_has_no_barriers_that_a_machine_can_find(ColorScheme colours)
    {
        var page = await OpenAsync(_portal.StartOnKestrel(), "demo-facilitator", "/desk", new() { ColorScheme = colours });
        await page.GetByTestId($"start-{Lab1}").ClickAsync();
        await page.GetByTestId("announcement-text").FillAsync("Lunch");
        await page.GetByTestId("announce").ClickAsync();
        await page.GetByTestId("create-projector").ClickAsync();
        await page.GetByTestId("finish").ClickAsync();
        await Expect(page.GetByTestId("question")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("projector-address")).ToBeVisibleAsync();

        var found = await page.RunAxe(Axe.Options);
        Assert.Empty(
            found.Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}")
        );
    }

    private async Task<IPage> OpenAsync(Uri address, string userName, string path, BrowserNewContextOptions? options = null)
    {
        var page = await browser.SignInAsync(address, userName, options);
        _windows.Add(page.Context);
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return page;
    }
}
