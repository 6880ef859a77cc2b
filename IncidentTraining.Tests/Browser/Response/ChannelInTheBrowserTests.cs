using System.Text.RegularExpressions;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Response;

/// <summary>The channel and the console by keyboard, and how a responder in another view is told about a message.</summary>
public sealed partial class ChannelInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private readonly LabBench _bench = new(time: new(TimeProvider.System.GetUtcNow()));
    private IPage? _page;

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.Context.CloseAsync();
        }

        _bench.Dispose();
    }

    [Fact]
    public async Task A_message_and_a_mention_show_on_the_tab_and_in_the_title_until_they_are_seen()
    {
        var address = _bench.Portal.StartOnKestrel();
        var (first, second, _) = await _bench.StartCrewAsync();
        var page = await OpenAsync(address, $"/runs/{first.RunId}?side=respond");
        var badge = page.GetByTestId("side-channel").GetByTestId("unread");
        await Expect(badge).ToHaveCountAsync(0);

        Assert.True((await second.TypeAsync("Looking at the logs.")).Succeeded);
        await Expect(badge).ToHaveTextAsync("1, 1 unread");
        await Expect(page).ToHaveTitleAsync(OneMessage());
        await Expect(page.GetByTestId("mentioned")).ToBeEmptyAsync();
        Assert.True((await second.TypeAsync("@commander are you there?")).Succeeded);
        await Expect(badge).ToHaveTextAsync("@2, 2 unread, 1 of them mentions you");
        await Expect(page).ToHaveTitleAsync(OneMention());
        await Expect(page.GetByTestId("mentioned")).ToContainTextAsync("mentions you in the channel");

        // A reload marks nothing as read; opening the channel does, and the browser stores it.
        await page.ReloadAsync();
        await Expect(badge).ToHaveTextAsync("@2, 2 unread, 1 of them mentions you");
        await page.GetByTestId("side-channel").ClickAsync();
        await Expect(badge).ToHaveCountAsync(0);
        await Expect(page).Not.ToHaveTitleAsync(OneMention());
        await page.GetByTestId("side-respond").ClickAsync();
        await Expect(page.GetByTestId("channel")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await page.GetByTestId("side-channel").WaitForAsync();
        Assert.True((await second.TypeAsync("One more.")).Succeeded);
        await Expect(badge).ToHaveTextAsync("1, 1 unread");

        // The reader's own messages are not new.
        Assert.True((await first.TypeAsync("I am here.")).Succeeded);
        Assert.True((await second.TypeAsync("Good.")).Succeeded);
        await Expect(badge).ToHaveTextAsync("2, 2 unread");
    }

    [Fact]
    public async Task Enter_sends_Shift_and_Enter_break_the_line_and_what_is_typed_meanwhile_stays()
    {
        var address = _bench.Portal.StartOnKestrel();
        var trainee = await _bench.StartAsync();
        var page = await OpenAsync(address, $"/runs/{trainee.RunId}?side=channel");
        var say = page.GetByTestId("say");
        await Expect(say).ToBeEditableAsync();
        await say.FocusAsync();
        await page.Keyboard.TypeAsync("The pool");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("is empty.");
        await Expect(say).ToHaveValueAsync("The pool\nis empty.");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("And the next");
        await Expect(page.GetByTestId("channel")).ToContainTextAsync("The pool is empty.");
        await Expect(say).ToHaveValueAsync("And the next");
        await Expect(say).ToBeFocusedAsync();

        // A refused text comes back; the button leaves the focus in the input.
        await say.FillAsync("/severity P9");
        await page.GetByTestId("say-send").ClickAsync();
        await Expect(page.Locator(".pane-incident .refusal")).ToBeVisibleAsync();
        await Expect(say).ToHaveValueAsync("/severity P9");
        await Expect(say).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Tab_leaves_the_console_when_there_is_nothing_to_complete()
    {
        var address = _bench.Portal.StartOnKestrel();
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        var page = await OpenAsync(address, $"/runs/{trainee.RunId}?tab=console");
        var input = page.GetByTestId("console-input");
        await Expect(input).ToBeEditableAsync();
        await input.FillAsync("make-coffee");
        await input.PressAsync("Enter");
        await Expect(page.GetByTestId("console-screen")).ToContainTextAsync("make-coffee");
        await Expect(input).ToHaveValueAsync("make-coffee");
        await input.PressAsync("Tab");
        await Expect(page.GetByTestId("console-run")).ToBeFocusedAsync();

        // Several choices: the first Tab shows them, the next goes on.
        await input.FillAsync("re");
        await input.PressAsync("Tab");
        await Expect(page.GetByTestId("completions")).ToBeVisibleAsync();
        await Expect(input).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByTestId("console-run")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_acknowledges_second_is_not_left_with_a_refusal()
    {
        var address = _bench.Portal.StartOnKestrel();
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.True((await first.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        var page = await OpenAsync(address, $"/runs/{first.RunId}?side=respond");
        await page.GetByTestId("ack").WaitForAsync();

        // Keeps the page's state, so that its button is pressed after someone else's.
        await page.EvaluateAsync("() => { window.ack = document.querySelector('[data-testid=ack]'); }");
        var pressed = page.EvaluateAsync("() => window.ack.click()");
        await Task.WhenAll(pressed, second.AcknowledgeAsync());
        await Expect(page.GetByTestId("severity-set")).ToBeVisibleAsync();
        await Expect(page.Locator(".respond .refusal")).ToHaveCountAsync(0);
    }

    [GeneratedRegex(@"^\(1\) ")]
    private static partial Regex OneMessage();

    [GeneratedRegex(@"^\(@1\) ")]
    private static partial Regex OneMention();

    private async Task<IPage> OpenAsync(Uri address, string path)
    {
        _page = await browser.SignInAsync(address, "demo-trainee-1");
        await _page.GotoAsync(path);
        await _page.Locator("main[data-interactive=true]").WaitForAsync();
        return _page;
    }
}
