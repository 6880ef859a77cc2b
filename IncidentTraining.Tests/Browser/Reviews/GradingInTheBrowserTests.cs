using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Reviews;

/// <summary>One document after the other by keyboard, in the same page; entries that could not be saved stay at the desk.</summary>
public sealed class GradingInTheBrowserTests(BrowserFixture browser)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_graded_and_accepted_by_the_keyboard_and_the_next_one_opens_in_the_same_page()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var first = await writing.SubmittedAsync("runbook");
        var second = await writing.SubmittedAsync("playbook");
        var page = await browser.SignInAsync(address, Writing.Instructor);
        await page.GotoAsync($"/reviews/{first}");
        await OpenedAsync(page);
        await page.EvaluateAsync("window.isTheSamePage = true");
        var criteria = writing.UseCase<Rubrics>().Find("runbook")!.Criteria;

        // j, a digit and c: marked, explained, and back with Escape.
        foreach (var criterion in criteria)
        {
            await page.Keyboard.PressAsync("j");
            await Expect(page.GetByTestId($"criterion-{criterion.Id}")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("2");
            await Expect(page.GetByTestId($"level-{criterion.Id}-1")).ToBeCheckedAsync();
        }

        await page.Keyboard.PressAsync("0");
        await Expect(page.GetByTestId("total")).ToContainTextAsync($"1 of {criteria.Count} criteria open");
        await page.Keyboard.PressAsync("3");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("Says why, and what to do: j2a.");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId($"criterion-{criteria[^1].Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await Expect(page.GetByTestId("summary")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Well told.");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal([first], await HeldAsync(writing));

        // The decision asks for confirmation, and cancelling returns to the previous position.
        await page.Keyboard.PressAsync("a");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("points become the grade");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.GetByTestId($"criterion-{criteria[^1].Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("a");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/reviews/{second}");
        await OpenedAsync(page);
        await Expect(page.GetByTestId("left")).ToContainTextAsync("is accepted");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage"));
        var kept = (await writing.UseCase<ReadResults>().RunAsync(await writing.ActorAsync(), first, Ct)).Value.Single().Grade;
        Assert.Equal(("Well told.", "Says why, and what to do: j2a."), (kept.Summary, kept.Criteria[^1].Comment));

        // The next desk is complete, with its own lock and address, including the link to the content.
        await LockedAsync(writing, second);
        await page.Locator(".skip-link").FocusAsync();
        await Expect(page.Locator(".skip-link")).ToHaveAttributeAsync("href", $"/reviews/{second}#main");
        await page.GetByTestId("summary").FillAsync("On the second.");
        await page.GetByTestId("summary").BlurAsync();
        await Expect(page.GetByTestId("summary")).ToHaveAttributeAsync("data-from", "On the second.");
        await page.GoBackAsync();
        await Expect(page.GetByText("This document has been accepted.")).ToBeVisibleAsync();
        await LockedAsync(writing);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_saved_comment_is_inserted_at_the_caret_of_the_field_that_was_left()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var id = await writing.SubmittedAsync("runbook");
        var instructor = await writing.ActorAsync(Writing.Instructor);
        Assert.True((await writing.UseCase<ReusableComments>().SaveAsync(instructor, new("Which figure is measured?"), Ct)).Succeeded);
        var page = await browser.SignInAsync(address, Writing.Instructor);
        await page.GotoAsync($"/reviews/{id}");
        await OpenedAsync(page);
        await page.GetByTestId("summary").FillAsync("Before after");
        await page.EvaluateAsync("() => document.querySelector('[data-testid=summary]').setSelectionRange(7, 7)");
        await page.Keyboard.PressAsync("Control+;");
        await page.GetByRole(AriaRole.Dialog).GetByText("Which figure is measured?").ClickAsync();
        await Expect(page.GetByTestId("summary")).ToHaveValueAsync("Before Which figure is measured?after");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.GetByTestId("summary").FocusAsync();
        await page.Keyboard.PressAsync("Control+;");
        await page.GetByTestId("keep-comment").ClickAsync();
        await Expect(page.Locator(".comment-use")).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_typed_survives_a_lost_circuit_a_restart_and_an_expired_sign_in()
    {
        using var folder = new TemporaryFolder();
        var portal = new PortalFactory(folder.Path);
        var address = portal.StartOnKestrel();
        var id = await SubmittedAsync(portal);
        var page = await browser.SignInAsync(address, Writing.Instructor);
        var circuit = await Circuit.OfAsync(page);
        await page.GotoAsync($"/reviews/{id}");
        await OpenedAsync(page);
        var level = page.Locator("[data-criterion] input[value='1']").First;

        // Without the circuit, and stored when it is back.
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await page.GetByTestId("summary").FillAsync("Typed without a circuit.");
        await level.CheckAsync();
        await page.WaitForSelectorAsync("[data-kept=true]");
        circuit.Join();
        await Expect(page.GetByTestId("summary")).ToHaveAttributeAsync("data-from", "Typed without a circuit.", new() { Timeout = 30_000 });
        await Expect(level).ToHaveAttributeAsync("data-from", "1");
        Assert.Equal("Typed without a circuit.", (await StoredAsync(portal, id)).Summary);

        // The portal stops while it is typed, and the page comes back automatically.
        await circuit.CutAsync();
        await page.GetByTestId("summary").FillAsync("Typed before the restart.");
        await page.WaitForSelectorAsync("[data-kept=true]");
        await portal.DisposeAsync();
        await using var again = new PortalFactory(folder.Path);
        again.StartOnKestrel(address.Port);
        circuit.Join();
        await Expect(page.GetByTestId("summary"))
            .ToHaveAttributeAsync("data-from", "Typed before the restart.", new() { Timeout = 60_000 });
        Assert.Equal("Typed before the restart.", (await StoredAsync(again, id)).Summary);

        // The sign-in has expired.
        await circuit.CutAsync();
        await page.GetByTestId("summary").FillAsync("Typed when signed out.");
        await page.WaitForSelectorAsync("[data-kept=true]");
        await page.Context.ClearCookiesAsync(new() { Name = "incident-training" });
        circuit.Join();
        await page.GotoAsync($"/reviews/{id}");
        Assert.DoesNotContain("Typed when signed out.", await page.ContentAsync(), StringComparison.Ordinal);
        await page.ClickAsync($"button[value='{Writing.Instructor}']");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await page.GotoAsync($"/reviews/{id}");
        await Expect(page.GetByTestId("summary")).ToHaveAttributeAsync("data-from", "Typed when signed out.", new() { Timeout = 30_000 });
        Assert.Equal("Typed when signed out.", (await StoredAsync(again, id)).Summary);
        await page.Context.CloseAsync();
    }

    private static Task OpenedAsync(IPage page) => page.WaitForSelectorAsync("[data-drafts-ready=true] [data-testid=grading]");

    private static async Task<Guid> SubmittedAsync(PortalFactory portal)
    {
        var author = await portal.ActorAsync(Writing.Author);
        var id = (
            await portal.Services.GetRequiredService<StartDocument>().RunAsync(author, new(await portal.CohortIdAsync(), "pir"), Ct)
        ).Value;
        var read = portal.Services.GetRequiredService<ReadDocument>();
        var kind = (await read.RunAsync(author, id, Ct)).Value.Kind;
        var body = Writing.Complete(kind.Sections.Select(section => section.Id), "written");
        var saved = await portal.Services.GetRequiredService<SaveDraft>().RunAsync(author, new(id, 1, body), Ct);
        var submit = portal.Services.GetRequiredService<SubmitDocument>();
        Assert.True((await submit.RunAsync(author, id, saved.Value.Version, Ct)).Succeeded);
        return id;
    }

    private static async Task<ReviewNotes> StoredAsync(PortalFactory portal, Guid id) =>
        (await portal.Services.GetRequiredService<OpenForGrading>().RunAsync(await portal.ActorAsync(Writing.Instructor), id, Ct))
            .Value
            .Notes;

    private static async Task LockedAsync(Writing writing, params Guid[] documents)
    {
        while (!(await HeldAsync(writing)).SequenceEqual(documents))
        {
            await Task.Delay(50, Ct);
        }
    }

    private static async Task<IReadOnlyList<Guid>> HeldAsync(Writing writing)
    {
        await using var db = await writing.UseCase<IDbContextFactory<TrainingDb>>().CreateDbContextAsync(Ct);
        return await db.Set<ReviewHold>().Select(hold => hold.DocumentId).ToListAsync(Ct);
    }
}
