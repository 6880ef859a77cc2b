using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Progress.Notes;

namespace IncidentTraining.Tests.Web.Progress;

/// <summary>A person's bookmarks and notes in one place, on the real use cases.</summary>
public sealed class NotesPageTests : PortalPageTest
{
    private const string Day = "day-4-incident-response";

    [Fact]
    public async Task Without_notes_the_page_says_how_to_make_one_and_a_new_one_appears_by_itself()
    {
        var me = await SignInAsync("demo-trainee-1");
        var page = Show();
        Assert.NotNull(page.Find("[data-testid=no-notes]"));
        await SaveAsync(me, "Ask Ravi.", quote: "Practice incident simulation");
        page.WaitForAssertion(() => Assert.Equal("Ask Ravi.", page.Find("[data-text]").TextContent));
        Assert.Equal("Practice incident simulation", page.Find("blockquote").TextContent);
        Assert.Empty(page.FindAll("[data-testid=no-notes]"));
        await SaveAsync(await Portal.ActorAsync("demo-trainee-2"), "Not yours.");
        Assert.DoesNotContain("Not yours.", Show().Markup);
    }

    [Fact]
    public async Task Many_notes_are_grouped_by_their_pages_in_the_order_of_the_day()
    {
        var me = await SignInAsync("demo-trainee-1");
        await SaveAsync(me, "Second page.", "08-rca-labs");
        await SaveAsync(me, "First page.");
        await SaveAsync(me, "First page, later.");
        var page = Show();
        Assert.Equal(["First page.", "First page, later.", "Second page."], page.FindAll("[data-text]").Select(text => text.TextContent));
        Assert.Equal(2, page.FindAll("[data-testid=notes-of-page]").Count);
    }

    [Fact]
    public async Task A_note_is_changed_in_its_place_and_the_address_says_which_one()
    {
        var me = await SignInAsync("demo-trainee-1");
        var id = await SaveAsync(me, "Ask Ravi.");
        var page = Show();
        await page.Find("[data-testid=change-note]").ClickAsync(new());
        Assert.Equal($"/notes?note={id}", Address);
        page = Show(id);
        await page.Find("[data-testid=note-text]").ChangeAsync(new() { Value = "Ask Ravi and Thea." });
        await page.Find("[data-testid=save-note]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("/notes", Address));
        Assert.Equal("Ask Ravi and Thea.", Assert.Single(await Get<MyNotes>().AllAsync(me, Ct)).Text);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_beside_the_field_and_stays_in_it()
    {
        var me = await SignInAsync("demo-trainee-1");
        var page = Show(await SaveAsync(me, "Short."));
        await page.Find("[data-testid=note-text]").ChangeAsync(new() { Value = new string('n', PageNote.LongestText + 1) });
        await page.Find("[data-testid=save-note]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains("at most 10,000 characters", page.Find(".mud-input-error.mud-input-helper-text").TextContent)
        );
        Assert.Equal(PageNote.LongestText + 1, page.Find("[data-testid=note-text]").GetAttribute("value")!.Length);
        Assert.Equal("Short.", Assert.Single(await Get<MyNotes>().AllAsync(me, Ct)).Text);
    }

    [Fact]
    public async Task What_another_window_saves_or_removes_is_said_and_takes_nothing_from_the_text()
    {
        var me = await SignInAsync("demo-trainee-1");
        var id = await SaveAsync(me, "Ask Ravi.");
        var page = Show(id);
        await SaveAsync(me, "Ask Thea.", id: id);
        // Untouched, the field follows.
        page.WaitForAssertion(() => Assert.Equal("Ask Thea.", page.Find("[data-testid=note-text]").GetAttribute("value")));
        Assert.Equal("", page.Find("[data-testid=note-elsewhere]").TextContent.Trim());

        await page.Find("[data-testid=note-text]").ChangeAsync(new() { Value = "Mine." });
        await SaveAsync(me, "Theirs.", id: id);
        page.WaitForAssertion(() => Assert.Contains("“Theirs.”", page.Find("[data-testid=note-elsewhere]").TextContent));
        await Get<RemoveNote>().RunAsync(me, id, Ct);
        page.WaitForAssertion(() =>
            Assert.Contains("was removed in another window", page.Find("[data-testid=note-elsewhere]").TextContent)
        );
        Assert.Equal("Mine.", page.Find("[data-testid=note-text]").GetAttribute("value"));
        await page.Find("[data-testid=save-note]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("/notes", Address));
        Assert.Equal("Mine.", Assert.Single(await Get<MyNotes>().AllAsync(me, Ct)).Text);
    }

    [Fact]
    public async Task A_bookmark_is_removed_at_once_and_a_text_only_after_a_question()
    {
        var me = await SignInAsync("demo-trainee-1");
        _ = Dialogs;
        await SaveAsync(me, "");
        await SaveAsync(me, "Ask Ravi.");
        var page = Show();
        Assert.Equal("Add a note", page.FindAll("[data-testid=change-note]")[0].TextContent);
        await page.FindAll("[data-testid=remove-note]")[0].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=note]")));

        var asked = page.Find("[data-testid=remove-note]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Dialogs.FindAll("[role=dialog] button").Single(button => button.TextContent.Trim() == "Keep it").ClickAsync(new());
        await asked;
        Assert.Single(await Get<MyNotes>().AllAsync(me, Ct));
        asked = page.Find("[data-testid=remove-note]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Dialogs.FindAll("[role=dialog] button").Single(button => button.TextContent.Trim() == "Remove").ClickAsync(new());
        await asked;
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-testid=no-notes]")));
    }

    private IRenderedComponent<NotesPage> Show(Guid? note = null) => Open<NotesPage>(note is null ? "/notes" : $"/notes?note={note}");

    private async Task<Guid> SaveAsync(Actor actor, string text, string pageId = "objectives", string quote = "", Guid? id = null)
    {
        var note = id ?? Guid.CreateVersion7();
        var saved = await Get<SaveNote>().RunAsync(actor, note, new(Day, pageId, "", quote, text), Ct);
        Assert.True(saved.Succeeded, saved.Refusal?.Message);
        return note;
    }
}
