using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>A text survives the end of the server, the page, another window and the session.</summary>
public sealed class WritingInTheBrowserTests(BrowserFixture browser)
{
    private const string Author = "demo-trainee-1";
    private const string Summary = "[data-testid=text-summary]";

    private static readonly string LongText = string.Concat(Enumerable.Range(0, 1_400).Select(line => $"Line {line} of the summary.\n"));

    [Fact]
    public async Task A_text_of_more_than_25_000_characters_survives_the_death_of_server_and_page()
    {
        Assert.True(LongText.Length > 25_000);
        using var folder = new TemporaryFolder();
        var first = new PortalFactory(folder.Path);
        var address = first.StartOnKestrel();
        var page = await browser.SignInAsync(address, Author);
        var editor = await BeginAsync(page);
        await page.FillAsync(Summary, LongText);
        await Saved(page).WaitForAsync();

        await first.DisposeAsync();
        await page.Locator(Summary).PressAsync("Control+End");
        await page.Locator(Summary).PressSequentiallyAsync("Last words.");
        await page.WaitForSelectorAsync("[data-testid=save-state][data-kind=problem]");
        Assert.Contains("kept in this browser", await page.TextContentAsync("[data-testid=save-state]"));
        await page.CloseAsync();

        await using var second = new PortalFactory(folder.Path);
        second.StartOnKestrel(address.Port);
        var reopened = await page.Context.NewPageAsync();
        await OpenAsync(reopened, editor);
        Assert.Equal(LongText + "Last words.", await reopened.InputValueAsync(Summary));
        await Saved(reopened).WaitForAsync();
        Assert.Equal(LongText + "Last words.", await StoredAsync(second, editor));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_open_page_saves_by_itself_once_the_network_is_back_and_once_the_server_is()
    {
        using var folder = new TemporaryFolder();
        var first = new PortalFactory(folder.Path);
        var address = first.StartOnKestrel();
        var page = await browser.SignInAsync(address, Author);
        var editor = await BeginAsync(page);
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync(Summary, "Typed without a network.");
        await page.Locator("[data-testid=save-state][data-kind=problem]").GetByText("There is no connection.").WaitForAsync();
        Assert.Contains("kept in this browser", await page.TextContentAsync("[data-testid=save-state]"));
        Assert.Equal("", await StoredAsync(first, editor));
        await page.Context.SetOfflineAsync(false);
        await Saved(page).WaitForAsync();
        Assert.Equal("Typed without a network.", await StoredAsync(first, editor));

        await first.DisposeAsync();
        await page.FillAsync(Summary, "Typed while the portal was down.");
        await page.WaitForSelectorAsync("[data-testid=save-state][data-kind=problem]");

        await using var second = new PortalFactory(folder.Path);
        second.StartOnKestrel(address.Port);
        await Saved(page).WaitForAsync();
        Assert.Equal("Typed while the portal was down.", await StoredAsync(second, editor));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("mine", "From the second window.")]
    [InlineData("theirs", "From the first window.")]
    [InlineData("both", "From the second window.\n\nFrom the first window.")]
    public async Task Two_windows_are_shown_both_texts_and_whatever_is_chosen_loses_neither(string choice, string expected)
    {
        await using var portal = new PortalFactory();
        var address = portal.StartOnKestrel();
        var first = await browser.SignInAsync(address, Author);
        var editor = await BeginAsync(first);
        var second = await first.Context.NewPageAsync();
        await Circuit.DeafenAsync(second);
        await OpenAsync(second, editor);

        await first.FillAsync(Summary, "From the first window.");
        await Saved(first).WaitForAsync();
        await second.FillAsync(Summary, "From the second window.");

        await second.GetByTestId("compare").ClickAsync();
        var conflict = second.Locator("[data-testid=conflict]");
        await conflict.WaitForAsync();
        Assert.Equal(["From the second window.", "From the first window."], await conflict.Locator("pre").AllTextContentsAsync());
        Assert.True(await conflict.Locator("[data-continue]").IsDisabledAsync());
        await conflict.Locator($"input[value={choice}]").CheckAsync();
        await conflict.Locator("[data-continue]").ClickAsync();
        await Saved(second).WaitForAsync();

        Assert.Equal(expected, await second.InputValueAsync(Summary));
        Assert.Equal(expected, await StoredAsync(portal, editor));
        var history = await HistoryAsync(portal, editor);
        Assert.Contains(history, text => text.Contains("From the first window.", StringComparison.Ordinal));
        Assert.Contains(history, text => text.Contains("From the second window.", StringComparison.Ordinal));
        await first.Context.CloseAsync();
    }

    [Fact]
    public async Task Whoever_was_signed_out_signs_in_in_another_tab_and_goes_on()
    {
        await using var portal = new PortalFactory();
        var address = portal.StartOnKestrel();
        var page = await browser.SignInAsync(address, Author);
        var editor = await BeginAsync(page);
        await page.Context.ClearCookiesAsync(new() { Name = "incident-training" });
        await page.FillAsync(Summary, "Typed while signed out.");
        await page.GetByText("You are signed out.").First.WaitForAsync();

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/sign-in");
        await other.ClickAsync($"button[value='{Author}']");
        await other.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await Saved(page).WaitForAsync();
        Assert.Equal("Typed while signed out.", await StoredAsync(portal, editor));
        await page.Context.CloseAsync();
    }

    private static ILocator Saved(IPage page) => page.Locator("[data-testid=save-state][data-kind=saved]").GetByText("Saved");

    private static async Task<string> BeginAsync(IPage page)
    {
        await page.GotoAsync("/documents/new?kind=pir");
        await page.ClickAsync("[data-testid=begin]");
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task OpenAsync(IPage page, string editor)
    {
        await page.GotoAsync(editor);
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
    }

    private static async Task<string> StoredAsync(PortalFactory portal, string editor)
    {
        var read = await portal
            .Services.GetRequiredService<ReadDocument>()
            .RunAsync(await portal.ActorAsync(Author), Id(editor), TestContext.Current.CancellationToken);
        return read.Value.Body.Section("summary").Text;
    }

    private static async Task<IReadOnlyList<string>> HistoryAsync(PortalFactory portal, string editor)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return
        [
            .. db.Set<DocumentVersion>()
                .Where(version => version.DocumentId == Id(editor))
                .Select(version => version.BodyJson)
                .AsEnumerable()
                .Select(json => DocumentBody.FromJson(json).Section("summary").Text),
        ];
    }

    private static Guid Id(string editor) => Guid.Parse(editor.Split('/')[^1]);
}
