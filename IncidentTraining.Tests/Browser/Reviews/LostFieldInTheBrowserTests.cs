using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Reviews;

/// <summary>A text whose field is removed while it is typed stays in the browser's draft, whatever its writer does next.</summary>
public sealed class LostFieldInTheBrowserTests(BrowserFixture browser)
{
    private const string Lost = "comment-" + PeerClass.Section;
    private const string Other = "comment-common-incidents";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_that_is_hidden_while_its_writer_changes_it_survives_another_edit_and_a_reload()
    {
        using var peers = new PeerClass();
        var address = peers.Writing.Factory.StartOnKestrel();
        var id = await peers.GivenAsync();
        Assert.True((await peers.CommentAsync(PeerClass.Reader, id, "You did not think.")).Succeeded);
        var comment = (await peers.ReadAsync(PeerClass.Instructor, id)).Comments.Single().CommentId;
        var page = await browser.SignInAsync(address, PeerClass.Reader);
        await OpenAsync(page, id);
        await page.GetByTestId(Lost).FillAsync("You really did not think.");
        await page.GetByTestId(Lost).BlurAsync();
        await Expect(page.GetByTestId("unsaved")).ToHaveTextAsync("1 comment is not saved.");
        var hidden = await peers
            .UseCase<AnswerPeerComment>()
            .HideAsync(await peers.ActorAsync(PeerClass.Instructor), new(comment, "About the person."), Ct);
        Assert.True(hidden.Succeeded);
        await Expect(page.GetByTestId("kept-words").GetByRole(AriaRole.Textbox)).ToHaveValueAsync("You really did not think.");

        await page.GetByTestId(Other).FillAsync("Whom after ten minutes?");
        await page.GetByTestId(Other).BlurAsync();
        await page.WaitForSelectorAsync("[data-kept=true]");
        await OpenAsync(page, id);
        await Expect(page.GetByTestId("kept-note").Locator("pre")).ToHaveTextAsync("You really did not think.");
        await Expect(page.GetByTestId(Other)).ToHaveValueAsync("Whom after ten minutes?");
        await page.Context.CloseAsync();
    }

    private static async Task OpenAsync(IPage page, Guid id)
    {
        await page.GotoAsync($"/documents/classmates/{id}");
        await page.WaitForSelectorAsync("main[data-interactive=true] [data-drafts-ready]");
    }
}
