using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>Two browsers edit the same text: neither is overwritten before a person has chosen, and no one is interrupted.</summary>
public sealed class ConflictInTheBrowserTests(BrowserFixture browser)
{
    private const string Author = "demo-trainee-1";
    private const string Mate = "demo-trainee-2";
    private const string Summary = "[data-testid=text-summary]";
    private const string Impact = "[data-testid=text-impact]";
    private const string Lessons = "[data-testid=text-lessons]";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mine", "Written in the second browser.")]
    [InlineData("theirs", "Written in the first browser.")]
    public async Task An_undecided_conflict_is_asked_again_after_every_reload_and_sends_nothing_before_the_choice(
        string choice,
        string expected
    )
    {
        await using var portal = new PortalFactory();
        var address = portal.StartOnKestrel();
        var first = await browser.SignInAsync(address, Author);
        var second = await browser.SignInAsync(address, Author);
        var editor = await BeginAsync(first);
        await Circuit.DeafenAsync(second);
        await OpenAsync(second, editor);
        await first.FillAsync(Summary, "Written in the first browser.");
        await Saved(first).WaitForAsync();
        await second.FillAsync(Summary, "Written in the second browser.");
        await second.GetByTestId("conflict-bar").WaitForAsync();

        var sent = new List<string>();
        second.Request += (_, request) => sent.Add($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        for (var time = 0; time < 2; time++)
        {
            await second.ReloadAsync();
            await second.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
            await second.GetByTestId("conflict-bar").WaitForAsync();
            Assert.Equal("Written in the second browser.", await second.InputValueAsync(Summary));
        }

        // Further typing is kept, but not sent either.
        await second.Locator(Summary).PressAsync("Control+End");
        await second.Keyboard.TypeAsync(" More.");
        await second.CloseAsync();
        var third = await second.Context.NewPageAsync();
        third.Request += (_, request) => sent.Add($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        await OpenAsync(third, editor);
        await third.GetByTestId("conflict-bar").WaitForAsync();
        Assert.Equal("Written in the second browser. More.", await third.InputValueAsync(Summary));
        Assert.DoesNotContain($"PUT {editor}/draft", sent);
        Assert.Equal("Written in the first browser.", await StoredAsync(portal, editor, "summary"));

        await third.GetByTestId("compare").ClickAsync();
        var conflict = third.GetByTestId("conflict");
        await conflict.Locator($"input[value={choice}]").CheckAsync();
        await conflict.GetByTestId("conflict-continue").ClickAsync();
        await Saved(third).WaitForAsync();
        Assert.Equal(choice is "mine" ? expected[..^1] + ". More." : expected, await StoredAsync(portal, editor, "summary"));
        var history = await HistoryAsync(portal, editor);
        Assert.Contains("Written in the first browser.", history);
        Assert.Contains("Written in the second browser. More.", history);
        await third.ReloadAsync();
        await third.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        Assert.True(await third.GetByTestId("conflict-bar").IsHiddenAsync());
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task After_a_lost_connection_both_writers_of_a_document_are_saved()
    {
        await using var portal = new PortalFactory();
        var (editor, first, second) = await TogetherAsync(portal);
        await second.Context.SetOfflineAsync(true);
        await second.FillAsync(Lessons, "We learn.");
        await second.Locator("[data-testid=save-state][data-kind=problem]").WaitForAsync();
        await first.FillAsync(Impact, "12 orders failed.");
        await Saved(first).WaitForAsync();

        await second.Context.SetOfflineAsync(false);
        await Saved(second).WaitForAsync();
        Assert.Equal("We learn.", await StoredAsync(portal, editor, "lessons"));
        Assert.Equal("12 orders failed.", await StoredAsync(portal, editor, "impact"));
        Assert.Equal("12 orders failed.", await second.InputValueAsync(Impact));

        // And it continues, without a save being requested.
        await second.Locator(Lessons).PressAsync("Control+End");
        await second.Keyboard.TypeAsync(" Again.");
        await second.WaitForFunctionAsync("() => document.getElementById('save-state').dataset.kind !== 'saved'");
        await Saved(second).WaitForAsync();
        Assert.Equal("We learn. Again.", await StoredAsync(portal, editor, "lessons"));
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task A_conflict_leaves_the_keyboard_in_the_text_names_the_other_writer_and_keeps_each_line_once()
    {
        await using var portal = new PortalFactory();
        var (editor, first, second) = await TogetherAsync(portal);
        await first.FillAsync(Summary, "One.\nTwo.\nThree.\nFour.");
        await Saved(first).WaitForAsync();
        await Circuit.DeafenAsync(second);
        await OpenAsync(second, editor);

        await first.FillAsync(Summary, "One.\nTwo of the first.\nThree.\nFour.");
        await Saved(first).WaitForAsync();
        await second.FillAsync(Summary, "One.\nTwo of the second.\nThree.\nFour.");
        await second.Locator(Summary).PressAsync("Control+End");
        await second.GetByTestId("conflict-bar").WaitForAsync();
        Assert.Equal("text-summary", await second.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        Assert.True(await second.GetByTestId("conflict").IsHiddenAsync());
        await second.Keyboard.TypeAsync(" And five.");
        Assert.Equal("One.\nTwo of the second.\nThree.\nFour. And five.", await second.InputValueAsync(Summary));
        var name = (await portal.Services.GetRequiredService<WriteTogether>().ReadAsync(await portal.ActorAsync(Author), Id(editor), Ct))
            .Value
            .Writers[0]
            .Name;
        Assert.Contains($"{name} changed the same place", await second.GetByTestId("conflict-bar").TextContentAsync());

        await second.GetByTestId("conflict-both").ClickAsync();
        await Saved(second).WaitForAsync();
        Assert.Equal("One.\nTwo of the second.\nTwo of the first.\nThree.\nFour. And five.", await StoredAsync(portal, editor, "summary"));
        Assert.Equal("text-summary", await second.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        Assert.True(await second.GetByTestId("conflict-bar").IsHiddenAsync());
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task Saving_that_takes_ten_seconds_is_shown_as_a_problem_and_saved_once_the_answer_comes()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        await page.Clock.InstallAsync();
        var editor = await BeginAsync(page);
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/draft", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.FillAsync(Summary, "Slow.");
        await page.Clock.RunForAsync(2_000);
        await page.Locator("[data-testid=save-state][data-kind=saving]").WaitForAsync();
        await page.Clock.RunForAsync(10_000);
        await page.Locator("[data-testid=save-state][data-kind=problem]").GetByText("is taking longer than usual").WaitForAsync();
        held.SetResult();
        await Saved(page).WaitForAsync();
        Assert.Equal("Slow.", await StoredAsync(portal, editor, "summary"));
        await page.Context.CloseAsync();
    }

    private async Task<(string Editor, IPage First, IPage Second)> TogetherAsync(PortalFactory portal)
    {
        var address = portal.StartOnKestrel();
        var first = await browser.SignInAsync(address, Author);
        var editor = await BeginAsync(first);
        var invited = await portal
            .Services.GetRequiredService<WriteTogether>()
            .InviteAsync(await portal.ActorAsync(Author), Id(editor), (await portal.ActorAsync(Mate)).PersonId, Ct);
        Assert.True(invited.Succeeded);
        var second = await browser.SignInAsync(address, Mate);
        await OpenAsync(second, editor);
        return (editor, first, second);
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

    private static async Task<string> StoredAsync(PortalFactory portal, string editor, string section) =>
        (await portal.Services.GetRequiredService<ReadDocument>().RunAsync(await portal.ActorAsync(Author), Id(editor), Ct))
            .Value.Body.Section(section)
            .Text;

    private static async Task<IReadOnlyList<string>> HistoryAsync(PortalFactory portal, string editor)
    {
        await using var db = await portal.OpenDatabaseAsync();
        var versions = await db.Set<DocumentVersion>()
            .Where(version => version.DocumentId == Id(editor))
            .Select(version => version.BodyJson)
            .ToListAsync(Ct);
        return [.. versions.Select(json => DocumentBody.FromJson(json).Section("summary").Text)];
    }

    private static Guid Id(string editor) => Guid.Parse(editor.Split('/')[^1]);
}
