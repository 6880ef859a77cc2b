using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>Text typed into a working page survives everything that can come between it and the portal, and stays its writer's.</summary>
public sealed class FormDraftsTests(BrowserFixture browser)
{
    private const string Writer = "demo-trainee-2";
    private const string Note = "[data-testid=verdict]";
    private const string Draft = "div:has(> .mud-form [data-testid=verdict])";
    private const string Words = "Step 2 names no team.\nI asked the channel.";

    private string _walk = "";

    [Fact]
    public async Task A_text_survives_a_lost_network_a_restart_and_an_expired_sign_in_and_is_gone_once_it_is_taken()
    {
        using var folder = new TemporaryFolder();
        var first = new PortalFactory(folder.Path);
        var address = first.StartOnKestrel();
        _walk = await Walks.BeginAsync(first, Writer);
        var page = await browser.SignInAsync(address, Writer);
        var window = page.Context;
        var circuit = await Circuit.OfAsync(page);
        await OpenAsync(page);

        // The circuit is disconnected while it is typed.
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await page.FillAsync(Note, Words);
        await page.WaitForSelectorAsync($"{Draft}[data-kept=true]");
        circuit.Join();
        await page.Locator("#components-reconnect-modal:not(.components-reconnect-show)")
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(Words, await page.InputValueAsync(Note));

        // A second tab gets nothing of what is being written in the first.
        var second = await window.NewPageAsync();
        await OpenAsync(second);
        Assert.Equal("", await second.InputValueAsync(Note));
        await second.CloseAsync();

        // The portal stops and comes back without the circuit; the page reloads automatically.
        await first.DisposeAsync();
        await using var portal = new PortalFactory(folder.Path);
        portal.StartOnKestrel(address.Port);
        await page.GetByTestId("kept-note").GetByText("Restored your unsaved text").WaitForAsync(new() { Timeout = 60_000 });
        Assert.Equal(Words, await page.InputValueAsync(Note));

        // The sign-in has expired: another person at this computer sees nothing of it.
        await window.ClearCookiesAsync(new() { Name = "incident-training" });
        await page.GotoAsync(_walk);
        await page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        await SignInAsync(page, "demo-trainee-3");
        await page.GotoAsync(_walk);
        Assert.DoesNotContain("Step 2 names no team.", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByTestId("kept-note").CountAsync());
        await SignOutAsync(page);
        await SignInAsync(page, Writer);
        await OpenAsync(page);
        await AssertRestoredAsync(page);

        // The portal stores it, and the draft is deleted.
        await TakeAsync(page);
        await page.GetByTestId("ended").GetByText("Step 2 names no team.").WaitForAsync();
        _walk = await Walks.BeginAsync(portal, Writer);
        await OpenAsync(page);
        Assert.Equal("", await page.InputValueAsync(Note));

        // Discarding a draft or signing out deletes it.
        await page.FillAsync(Note, "Not to be kept.");
        await page.WaitForSelectorAsync($"{Draft}[data-kept=true]");
        await OpenAsync(page);
        await page.GetByTestId("discard-draft").ClickAsync();
        Assert.Equal("", await page.InputValueAsync(Note));
        await page.FillAsync(Note, "Not to be kept either.");
        await SignOutAsync(page);
        await SignInAsync(page, Writer);
        await OpenAsync(page);
        Assert.Equal("", await page.InputValueAsync(Note));
        await window.CloseAsync();
    }

    [Fact]
    public async Task Signing_out_goes_through_although_a_circuit_draws_the_page_anew_meanwhile()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Writer);
        await page.GotoAsync("/learn/day-4-incident-response");
        await page.EvaluateAsync("const form = document.querySelector('[data-signs-out]'); form.requestSubmit(); form.remove();");
        await page.WaitForURLAsync("**/sign-in*");
        await page.GotoAsync("/today");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_in_the_last_moment_before_a_page_is_left_is_kept_too()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Writer);
        _walk = await Walks.BeginAsync(portal, Writer);
        await OpenAsync(page);
        await page.FillAsync(Note, Words);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync($"main[data-interactive=true] {Draft}[data-drafts-ready]");
        await AssertRestoredAsync(page);

        // Emptied at the last moment: nothing is restored.
        await page.FillAsync(Note, "");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync($"main[data-interactive=true] {Draft}[data-drafts-ready]");
        Assert.Equal("", await page.InputValueAsync(Note));
        await OpenAsync(page);
        Assert.Equal("", await page.InputValueAsync(Note));
        await page.Context.CloseAsync();
    }

    private static Task TakeAsync(IPage page) => page.GetByTestId("worked").ClickAsync();

    private async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(_walk);
        await page.WaitForSelectorAsync($"main[data-interactive=true] {Draft}[data-drafts-ready]");
    }

    private static async Task AssertRestoredAsync(IPage page)
    {
        await page.GetByTestId("kept-note").GetByText("Restored your unsaved text").WaitForAsync();
        Assert.Equal(Words, await page.InputValueAsync(Note));
    }

    private static async Task SignInAsync(IPage page, string userName)
    {
        await page.GotoAsync("/sign-in");
        await page.ClickAsync($"button[value='{userName}']");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static async Task SignOutAsync(IPage page)
    {
        // The circuit re-renders the bar when it starts, and closes a menu that was opened before.
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.ClickAsync(".menu summary");
        await page.GetByText("Sign out").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
