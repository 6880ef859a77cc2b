using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Reviews;

/// <summary>One document after the other by the keyboard, in the same page; what cannot be saved does not leave the desk.</summary>
public sealed class GradingInTheBrowserTests(BrowserFixture browser)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_and_next_lays_the_next_document_into_the_page_and_keeps_what_could_not_be_saved()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var first = await writing.SubmittedAsync("runbook");
        var second = await writing.SubmittedAsync("playbook");
        var page = await browser.SignInAsync(address, Writing.Instructor);
        await OpenedAsync(page, first, () => page.GotoAsync($"/reviews/{first}"));
        await page.EvaluateAsync("window.isTheSamePage = true");
        Assert.Equal([first], await HeldAsync(writing));

        // A refused save: nothing is left, and the words stand where they were typed.
        await page.RouteAsync("**/draft", route => route.FulfillAsync(new() { Status = 500, Body = "{}" }));
        await page.FillAsync("[data-testid=summary]", "Not to be lost.");
        await page.Locator("[data-criterion]").First.FocusAsync();
        await page.Keyboard.PressAsync("n");
        await page.GetByTestId("problems").GetByText("could not be saved").WaitForAsync();
        Assert.Equal($"/reviews/{first}", new Uri(page.Url).AbsolutePath);
        Assert.Equal("Not to be lost.", await page.InputValueAsync("[data-testid=summary]"));
        Assert.Equal([first], await HeldAsync(writing));
        await page.UnrouteAsync("**/draft");

        // j, a digit and n: marked, saved and on to the next, which is taken only now.
        await page.Locator("[data-criterion]").First.FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("1");
        await page.RunAndWaitForRequestFinishedAsync(
            () => OpenedAsync(page, second, () => page.Keyboard.PressAsync("n")),
            new() { Predicate = request => request.Url.EndsWith($"/{first}/lay-back", StringComparison.Ordinal) }
        );
        Assert.Equal([second], await HeldAsync(writing));
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage"));
        Assert.Equal($"/reviews/{second}", new Uri(page.Url).AbsolutePath);
        await page.GetByTestId("left").GetByText("is saved").WaitForAsync();
        Assert.Equal("H1", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        await page.WaitForFunctionAsync(
            "address => document.querySelector('.skip-link').href.endsWith(address)",
            $"/reviews/{second}#main"
        );

        var kept = (await writing.UseCase<OpenForGrading>().RunAsync(await writing.ActorAsync(Writing.Instructor), first, Ct)).Value;
        Assert.Equal("Not to be lost.", kept.Notes.Summary);
        Assert.Equal(0, kept.Notes.Mark(kept.Rubric!.Criteria[1].Id).Level);

        // The second desk is a whole one: it saves by itself, under its own document.
        await page.FillAsync("[data-testid=summary]", "On the second.");
        await page.Locator("[data-testid=save-state][data-kind=saved]").GetByText("Saved").WaitForAsync();
        Assert.Equal(
            "On the second.",
            (await writing.UseCase<OpenForGrading>().RunAsync(await writing.ActorAsync(Writing.Instructor), second, Ct)).Value.Notes.Summary
        );
        await OpenedAsync(page, first, () => page.GoBackAsync());
        Assert.Equal("Not to be lost.", await page.InputValueAsync("[data-testid=summary]"));
        await page.Context.CloseAsync();
    }

    /// <summary>Until the document is on the desk and taken.</summary>
    private static async Task OpenedAsync(IPage page, Guid id, Func<Task> open)
    {
        await page.RunAndWaitForRequestFinishedAsync(
            open,
            new() { Predicate = request => request.Url.EndsWith($"/{id}/hold", StringComparison.Ordinal) }
        );
        await page.WaitForSelectorAsync($"[data-testid=grading][data-ready=true][data-url='/reviews/{id}/draft']");
    }

    private static async Task<IReadOnlyList<Guid>> HeldAsync(Writing writing)
    {
        await using var db = await writing.UseCase<IDbContextFactory<TrainingDb>>().CreateDbContextAsync(Ct);
        return await db.Set<ReviewHold>().Select(hold => hold.DocumentId).ToListAsync(Ct);
    }
}
