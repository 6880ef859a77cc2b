using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>Two writers in one document at the same time: each sees the other, and the other's saved text, while they type.</summary>
public sealed class TogetherInTheBrowserTests(BrowserFixture browser) : IDisposable
{
    private const string Author = "demo-trainee-1";
    private const string Mate = "demo-trainee-2";
    private const string Summary = "[data-testid=text-summary]";
    private const string Impact = "[data-testid=text-impact]";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Writing _writing = new();
    private Uri? _address;

    public void Dispose() => _writing.Dispose();

    [Fact]
    public async Task Writers_see_who_else_is_in_the_document_and_in_which_section_until_they_leave()
    {
        var (id, first, second) = await TogetherAsync();
        await Assertions.Expect(first.GetByTestId("writers-here")).ToHaveTextAsync("Also writing here: Thea Novak.");
        await Assertions.Expect(second.GetByTestId("writers-here")).ToContainTextAsync("Also writing here: ");
        await second.FocusAsync(Impact);
        await Assertions.Expect(first.GetByTestId("here-impact")).ToHaveTextAsync("Here now: Thea Novak");
        await second.FocusAsync(Summary);
        await Assertions.Expect(first.GetByTestId("here-summary")).ToHaveTextAsync("Here now: Thea Novak");
        await Assertions.Expect(first.GetByTestId("here-impact")).ToHaveCountAsync(0);

        // Only the writers are notified: for anyone else the draft does not exist, and neither do its writers.
        var stranger = await browser.SignInAsync(_address!, "demo-trainee-3");
        await stranger.GotoAsync($"/documents/{id}");
        await Assertions.Expect(stranger.Locator(".notice")).ToContainTextAsync("you cannot see it");
        Assert.DoesNotContain("Thea", await stranger.Locator("main").TextContentAsync(), StringComparison.Ordinal);

        await second.CloseAsync();
        await Assertions.Expect(first.GetByTestId("writers-here")).ToBeEmptyAsync();
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
        await stranger.Context.CloseAsync();
    }

    [Fact]
    public async Task Someone_whose_network_is_gone_is_not_shown_and_is_again_when_it_is_back()
    {
        var (id, first, second) = await TogetherAsync();
        var circuit = await Circuit.OfAsync(second);
        await second.GotoAsync($"/documents/{id}");
        await second.WaitForSelectorAsync("main[data-interactive=true]");
        await second.FocusAsync(Impact);
        await Assertions.Expect(first.GetByTestId("here-impact")).ToBeVisibleAsync();
        await circuit.CutAsync();
        await second.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await Assertions.Expect(first.GetByTestId("writers-here")).ToBeEmptyAsync();
        circuit.Join();
        await Assertions.Expect(first.GetByTestId("here-impact")).ToBeVisibleAsync();
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task A_saved_text_arrives_at_once_while_the_other_one_types_and_moves_neither_words_nor_caret()
    {
        var (id, first, second) = await TogetherAsync();
        await first.FillAsync(Summary, "One.\nTwo.\nThree.");
        await Assertions.Expect(second.Locator(Summary)).ToHaveValueAsync("One.\nTwo.\nThree.");

        // The second writer is in the middle of the third line, with unsaved words, and the network for their saves is slow.
        var held = new TaskCompletionSource();
        await second.RouteAsync("**/draft", async route =>
        {
            if (route.Request.Method == "PUT")
            {
                await held.Task;
            }

            await route.ContinueAsync();
        });
        await second.EvalOnSelectorAsync(Summary, "area => { area.focus(); area.setSelectionRange(14, 14); }");
        await first.Locator(Summary).PressAsync("Control+Home");
        await first.Keyboard.TypeAsync("Before. ");
        await first.FillAsync(Impact, "12 orders failed.");
        await Assertions.Expect(second.Locator(Impact)).ToHaveValueAsync("12 orders failed.");
        await Assertions.Expect(second.Locator(Summary)).ToHaveValueAsync("Before. One.\nTwo.\nThree.");
        await second.Keyboard.TypeAsync("(typed)");
        Assert.Equal("Before. One.\nTwo.\nThre(typed)e.", await second.InputValueAsync(Summary));
        Assert.Equal("text-summary", await second.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        held.SetResult();

        await Assertions.Expect(first.Locator(Summary)).ToHaveValueAsync("Before. One.\nTwo.\nThre(typed)e.");
        Assert.False(await second.GetByTestId("conflict-bar").IsVisibleAsync());
        Assert.Equal("Before. One.\nTwo.\nThre(typed)e.", (await _writing.ReadAsync(id)).Body.Section("summary").Text);
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task Words_that_both_change_are_asked_about_as_ever_and_an_open_list_of_an_item_stays_open()
    {
        var (_, first, second) = await TogetherAsync();
        await first.FillAsync(Summary, "Same place.");
        await Assertions.Expect(second.Locator(Summary)).ToHaveValueAsync("Same place.");
        await second.GetByTestId("add-action-item").ClickAsync();
        await second.Keyboard.TypeAsync("Add an alert");
        await second.EvaluateAsync("() => { window.row = document.querySelector('[data-row]'); }");
        await first.FillAsync(Impact, "12 orders failed.");
        await Assertions.Expect(second.Locator(Impact)).ToHaveValueAsync("12 orders failed.");
        Assert.True(await second.EvaluateAsync<bool>("() => window.row.isConnected && window.row.contains(document.activeElement)"));

        // Offline, a page neither hears of the other's text nor saves its own.
        await second.Context.SetOfflineAsync(true);
        await second.FillAsync(Summary, "Changed by the second.");
        await first.FillAsync(Summary, "Changed by the first.");
        await Assertions.Expect(first.Locator("[data-testid=save-state][data-kind=saved]")).ToContainTextAsync("Saved");
        await second.Context.SetOfflineAsync(false);
        await second.GetByTestId("conflict-bar").WaitForAsync();
        Assert.Equal("Changed by the second.", await second.InputValueAsync(Summary));
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task When_one_writer_submits_the_other_page_shows_the_document_and_what_it_had_typed_is_in_the_history()
    {
        var (id, first, second) = await TogetherAsync();
        await _writing.SaveAsync(
            id,
            Writing.Complete((await _writing.ReadAsync(id)).Kind.Sections.Select(section => section.Id), "written")
        );
        await Assertions.Expect(first.Locator(Summary)).ToHaveValueAsync("written in summary");
        await first.GetByTestId("submit").ClickAsync();
        await first.Locator(".document-read").WaitForAsync();
        await second.Locator(".document-read").WaitForAsync();
        await Assertions.Expect(second.GetByTestId("document-state")).ToHaveTextAsync("Waiting for review");
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    private async Task<(Guid Id, IPage First, IPage Second)> TogetherAsync()
    {
        var address = _address = _writing.Factory.StartOnKestrel();
        var id = await _writing.BeginAsync();
        var mate = await _writing.ActorAsync(Mate);
        Assert.True((await _writing.UseCase<WriteTogether>().InviteAsync(await _writing.ActorAsync(), id, mate.PersonId, Ct)).Succeeded);
        return (id, await OpenAsync(address, Author, id), await OpenAsync(address, Mate, id));
    }

    private async Task<IPage> OpenAsync(Uri address, string userName, Guid id)
    {
        var page = await browser.SignInAsync(address, userName);
        await page.GotoAsync($"/documents/{id}");
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        await page.WaitForSelectorAsync("main[data-interactive=true]");
        return page;
    }
}
