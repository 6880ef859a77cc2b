using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Host.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Keyboard;

/// <summary>A button that disappears when it is pressed passes the focus on to the next element, never to the page's body.</summary>
public sealed class FocusAfterActionTests(BrowserFixture browser) : IAsyncDisposable
{
    private readonly LabBench _bench = new(time: new(TimeProvider.System.GetUtcNow()));
    private readonly List<IPage> _pages = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            await page.Context.CloseAsync();
        }

        _bench.Dispose();
    }

    [Fact]
    public async Task In_a_lab_the_focus_goes_from_step_to_step_and_at_the_end_to_the_result()
    {
        var address = _bench.Portal.StartOnKestrel();
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(100));
        var page = await OpenAsync(address, "demo-trainee-1", $"/runs/{trainee.RunId}?tab=alerts");

        await PressAsync(page, "ack");
        await Expect(page.Locator("#severity-form > summary")).ToBeFocusedAsync();
        await page.GetByTestId("severity-p1").CheckAsync();
        await page.GetByTestId("severity-reason").FillAsync("Buying is slow for everybody");
        await PressAsync(page, "severity-set");
        await Expect(page.Locator("#cause-form > summary")).ToBeFocusedAsync();
        await page.DeclareAsync(await _bench.CauseAsync(trainee.RunId));
        await PressAsync(page, "cause-declare");
        await Expect(page.Locator("#update-form > summary")).ToBeFocusedAsync();

        await PressAsync(page, "pause");
        await Expect(page.GetByTestId("resume")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("pause")).ToBeFocusedAsync();
        await PressAsync(page, "finish");
        await Expect(page.GetByTestId("finish-not")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("finish")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await PressAsync(page, "finish-confirm");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("After action");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task At_the_desk_the_focus_goes_to_the_clock_that_was_started_and_to_the_question_that_is_asked()
    {
        var page = await OpenAsync(_bench.Portal.StartOnKestrel(), "demo-facilitator", "/desk");
        await PressAsync(page, $"start-{Facilitating.Lab1}");
        await Expect(page.GetByTestId("pause")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("resume")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("pause")).ToBeFocusedAsync();

        // The question is shown at the top, although its button is far below; cancelling returns there.
        await PressAsync(page, $"start-{Facilitating.Lab2}");
        await Expect(page.GetByTestId("keep-going")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId($"start-{Facilitating.Lab2}")).ToBeFocusedAsync();
        await PressAsync(page, "next");
        await Expect(page.GetByTestId("keep-going")).ToBeFocusedAsync();
        await PressAsync(page, "confirm");
        await Expect(page.GetByTestId("pause")).ToBeFocusedAsync();
        await PressAsync(page, "finish");
        await Expect(page.GetByTestId("keep-going")).ToBeFocusedAsync();
        await PressAsync(page, "confirm");
        await Expect(page.GetByTestId("start-next")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_goes_away_without_a_named_successor_leaves_the_focus_near_by()
    {
        var page = await OpenAsync(_bench.Portal.StartOnKestrel(), "demo-facilitator", "/desk");
        await page.GetByTestId("announcement-text").FillAsync("Lunch");
        await PressAsync(page, "announce");
        await PressAsync(page, "withdraw");
        await Expect(page.GetByTestId("announcement-text")).ToBeFocusedAsync();

        await PressAsync(page, "create-projector");
        await PressAsync(page, "create-projector");
        await Expect(page.GetByTestId("revoke-projector")).ToHaveCountAsync(2);
        await page.GetByTestId("revoke-projector").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("revoke-projector")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("revoke-projector")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("create-projector")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_clicks_into_the_page_keeps_the_focus_where_they_put_it()
    {
        var page = await OpenAsync(_bench.Portal.StartOnKestrel(), "demo-facilitator", "/desk");
        await page.GetByTestId("announcement-text").FillAsync("Lunch");
        await PressAsync(page, "announce");
        await page.GetByTestId("withdraw").FocusAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).EvaluateAsync("heading => heading.removeAttribute('tabindex')");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
        await (await Facilitating.OfAsync(_bench.Portal))
            .Get<WithdrawAnnouncement>()
            .RunAsync(
                await _bench.Portal.ActorAsync("demo-facilitator"),
                await _bench.Portal.CohortIdAsync(),
                TestContext.Current.CancellationToken
            );
        await Expect(page.GetByTestId("withdraw")).ToHaveCountAsync(0);
        await page.EvaluateAsync(
            "() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))))"
        );
        Assert.Equal("BODY", await page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    /// <summary>Presses a button by the keyboard.</summary>
    private static async Task PressAsync(IPage page, string button)
    {
        await page.GetByTestId(button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<IPage> OpenAsync(Uri address, string userName, string path)
    {
        var page = await browser.SignInAsync(address, userName);
        _pages.Add(page);
        await page.GotoAsync(path);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        return page;
    }
}
