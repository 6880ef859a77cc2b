using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>
/// The circuit of the editor is only for the parts around the text: writing and saving do not need it, before its start or after its loss.
/// </summary>
public sealed class LostCircuitInTheBrowserTests(BrowserFixture browser)
{
    private const string Author = "demo-trainee-1";
    private const string Summary = "[data-testid=text-summary]";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_typed_before_the_circuit_is_there_stays_with_the_caret_and_can_be_undone_afterwards()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        var editor = await BeginAsync(page);
        var (blazor, script) = (await HoldAsync(page, "**/_framework/blazor.web*.js"), await HoldAsync(page, "**/DocumentPage*.js"));
        await page.GotoAsync(editor, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(Summary).FocusAsync();
        await page.Keyboard.TypeAsync("Before the script.");
        await Expect(page.GetByTestId("submit")).ToBeDisabledAsync();
        script.SetResult();
        await page.Locator("[data-testid=editor][data-ready=true]").WaitForAsync();
        await page.Keyboard.TypeAsync(" Before the circuit.");
        await Saved(page).WaitForAsync();
        Assert.Equal("false", await page.Locator("main").GetAttributeAsync("data-interactive"));
        await Expect(page.GetByTestId("submit")).ToBeDisabledAsync();
        await page.EvaluateAsync("() => { window.area = document.querySelector('[data-testid=text-summary]'); }");

        blazor.SetResult();
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await Expect(page.GetByTestId("submit")).ToBeEnabledAsync();
        await page.Keyboard.TypeAsync(" With it.");
        Assert.Equal("Before the script. Before the circuit. With it.", await page.InputValueAsync(Summary));
        Assert.True(await page.EvaluateAsync<bool>("() => window.area.isConnected && document.activeElement === window.area"));
        await page.Keyboard.PressAsync("Control+z");
        Assert.DoesNotContain("With it.", await page.InputValueAsync(Summary), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Typing_and_saving_go_on_while_the_circuit_is_lost_and_hints_follow_when_it_is_back()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        var circuit = await Circuit.OfAsync(page);
        var editor = await BeginAsync(page);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.Locator(Summary).FocusAsync();
        await page.Keyboard.TypeAsync("It was ");
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await Expect(page.GetByText("You can keep writing: the status next to the text shows what is saved.")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("submit")).ToBeDisabledAsync();
        await page.Keyboard.TypeAsync("human error.");
        await Saved(page).WaitForAsync();
        Assert.Equal("It was human error.", await page.InputValueAsync(Summary));
        Assert.Equal("It was human error.", await StoredAsync(portal, editor));
        Assert.Equal(0, await page.GetByTestId("finding-blame").CountAsync());

        circuit.Join();
        await page.GetByTestId("finding-blame").WaitForAsync();
        await Expect(page.GetByTestId("submit")).ToBeEnabledAsync();
        await page.Keyboard.TypeAsync(" So it seemed.");
        Assert.Equal("It was human error. So it seemed.", await page.InputValueAsync(Summary));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_restart_of_the_portal_while_someone_types_interrupts_nothing_and_loses_no_character()
    {
        using var folder = new TemporaryFolder();
        var first = new PortalFactory(folder.Path);
        var address = first.StartOnKestrel();
        var page = await browser.SignInAsync(address, Author);
        var editor = await BeginAsync(page);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId("title").FocusAsync();
        await page.EvaluateAsync("() => { window.isSamePage = true; }");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Typed before, ");
        await first.DisposeAsync();
        await page.Keyboard.TypeAsync("while it is gone ");
        await page.Locator("[data-testid=save-state][data-kind=problem]").WaitForAsync();
        await using var second = new PortalFactory(folder.Path);
        second.StartOnKestrel(address.Port);
        await page.Locator("#components-reconnect-modal.components-reconnect-rejected").WaitForAsync();
        await page.Keyboard.TypeAsync("and after it.");
        await Saved(page).WaitForAsync();
        const string All = "Typed before, while it is gone and after it.";
        Assert.Equal(All, await page.InputValueAsync("[data-testid=title]"));
        Assert.True(await page.EvaluateAsync<bool>("() => window.isSamePage"));
        Assert.Equal(All, (await ReadAsync(second, editor)).Body.Title);
        await Expect(page.GetByTestId("submit")).ToBeDisabledAsync();

        // The link of the notice leads to the same document, with everything in it.
        await page.Locator(".reconnect-rejected a").ClickAsync();
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        Assert.Equal(editor, new Uri(page.Url).AbsolutePath);
        Assert.Equal(All, await page.InputValueAsync("[data-testid=title]"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task When_the_session_is_ended_the_typed_text_is_kept_in_the_browser_and_back_after_the_sign_in()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        var editor = await BeginAsync(page);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        // Nothing is saved: the text is only on the page when the session ends.
        await page.RouteAsync("**/draft", route => route.AbortAsync());
        var questions = 0;
        page.Dialog += async (_, dialog) =>
        {
            questions++;
            await dialog.AcceptAsync();
        };
        await page.Locator(Summary).PressSequentiallyAsync("Typed and not saved.");
        await page.Locator("[data-testid=save-state][data-kind=problem]").WaitForAsync();
        var trainee = await portal.ActorAsync(Author);
        var administrator = await portal.ActorAsync("demo-facilitator");
        Assert.True(
            (
                await portal
                    .Services.GetRequiredService<EndAccess>()
                    .SignOutAsync(administrator, await portal.CohortIdAsync(), trainee.PersonId, Ct)
            ).Succeeded
        );
        await page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        Assert.Equal(0, questions);
        await page.UnrouteAsync("**/draft");
        await page.ClickAsync($"button[value='{Author}']");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(editor);
        await Expect(page.Locator(Summary)).ToHaveValueAsync("Typed and not saved.");
        await Saved(page).WaitForAsync();
        Assert.Equal("Typed and not saved.", await StoredAsync(portal, editor));
        await page.Context.CloseAsync();
    }

    private static async Task<TaskCompletionSource> HoldAsync(IPage page, string script)
    {
        var arrived = new TaskCompletionSource();
        await page.RouteAsync(script, async route =>
        {
            await arrived.Task;
            await route.ContinueAsync();
        });
        return arrived;
    }

    private static ILocator Saved(IPage page) => page.Locator("[data-testid=save-state][data-kind=saved]").GetByText("Saved");

    private static async Task<string> BeginAsync(IPage page)
    {
        await page.GotoAsync("/documents/new?kind=pir");
        await page.ClickAsync("[data-testid=begin]");
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task<string> StoredAsync(PortalFactory portal, string editor) =>
        (await ReadAsync(portal, editor)).Body.Section("summary").Text;

    private static async Task<DocumentView> ReadAsync(PortalFactory portal, string editor) =>
        (
            await portal
                .Services.GetRequiredService<ReadDocument>()
                .RunAsync(await portal.ActorAsync(Author), Guid.Parse(editor.Split('/')[^1]), Ct)
        ).Value;
}
