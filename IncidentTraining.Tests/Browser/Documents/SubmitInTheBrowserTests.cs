using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>Submitting saves first, refuses with links to what is missing, and loses nothing; the result is visible at once.</summary>
public sealed class SubmitInTheBrowserTests(BrowserFixture browser)
{
    private const string Summary = "[data-testid=text-summary]";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incomplete_document_is_saved_and_not_submitted_and_each_problem_leads_to_its_section()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var id = await writing.BeginAsync();
        var page = await OpenAsync(address, id);
        await page.FillAsync(Summary, "Typed a moment before.");
        await page.GetByTestId("submit").ClickAsync();
        var problems = page.GetByTestId("problems");
        await Expect(problems).ToBeFocusedAsync();
        await Expect(problems).ToContainTextAsync("this section is empty or contains only the outline");
        Assert.Equal("Typed a moment before.", (await writing.ReadAsync(id)).Body.Section("summary").Text);
        Assert.Equal(DocumentState.Draft, (await writing.ReadAsync(id)).State);
        Assert.Equal("Typed a moment before.", await page.InputValueAsync(Summary));

        await problems.Locator("a[href$='#section-impact']").ClickAsync();
        await page.WaitForURLAsync($"**/documents/{id}#section-impact");
        await Expect(page.Locator("#section-impact")).ToBeInViewportAsync();
        Assert.Equal("Typed a moment before.", await page.InputValueAsync(Summary));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_cannot_be_saved_is_not_submitted_and_stays_on_the_page()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var id = await writing.BeginAsync();
        await writing.SaveAsync(id, Writing.Complete((await writing.ReadAsync(id)).Kind.Sections.Select(section => section.Id), "written"));
        var page = await OpenAsync(address, id);
        await page.RouteAsync("**/draft", route => route.AbortAsync());
        await page.Locator(Summary).PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" More.");
        await page.GetByTestId("submit").ClickAsync();
        await Expect(page.GetByTestId("problems")).ToContainTextAsync("could not be saved, so it was not submitted");
        Assert.Equal(DocumentState.Draft, (await writing.ReadAsync(id)).State);
        Assert.Equal("written in summary More.", await page.InputValueAsync(Summary));

        await page.UnrouteAsync("**/draft");
        await page.GetByTestId("submit").ClickAsync();
        await page.Locator(".document-read").WaitForAsync();
        Assert.Equal("written in summary More.", (await writing.ReadAsync(id)).Body.Section("summary").Text);

        // The page of the submitted document follows its review.
        await Expect(page.GetByTestId("document-state")).ToHaveTextAsync("Waiting for review");
        await page.WaitForSelectorAsync("main[data-interactive=true]");
        await writing.DecideAsync(id, ReviewDecision.Returned, "Add the cost.");
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        await Expect(page.GetByTestId("result-1")).ToContainTextAsync("Add the cost.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Data_of_the_run_is_chosen_in_a_dialog_and_inserted_below_the_line_of_the_caret()
    {
        using var bench = new LabBench(time: new(TimeProvider.System.GetUtcNow()));
        var address = bench.Portal.StartOnKestrel();
        var trainee = await bench.StartAsync();
        await trainee.SwitchChaosAsync(on: true);
        await bench.LiveAsync(TimeSpan.FromSeconds(180));
        await trainee.AcknowledgeAsync();
        Assert.True((await trainee.UpdateAsync()).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);
        var begun = await bench
            .Get<StartDocument>()
            .RunAsync(trainee.Actor, new StartDocument.Input(await bench.Portal.CohortIdAsync(), "pir", SourceRunId: trainee.RunId), Ct);
        var page = await OpenAsync(address, begun.Value);
        await page.FillAsync(Summary, "First line.\nSecond line.");
        await page.EvalOnSelectorAsync(Summary, "area => { area.focus(); area.setSelectionRange(3, 3); }");
        await page.GetByTestId("attach-summary").ClickAsync();
        await page.GetByTestId("evidence-search").FillAsync("we are on it");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("evidence-item").First.ClickAsync();
        await Expect(page.GetByTestId("evidence-search")).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync($"() => document.querySelector('{Summary}').value.includes('> ')");
        var text = await page.InputValueAsync(Summary);
        Assert.StartsWith("First line.\n\n> ", text, StringComparison.Ordinal);
        Assert.EndsWith("\nSecond line.", text, StringComparison.Ordinal);
        await Expect(page.Locator(Summary)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        Assert.Equal("First line.\nSecond line.", await page.InputValueAsync(Summary));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(Uri address, Guid id)
    {
        var page = await browser.SignInAsync(address, Writing.Author);
        await page.GotoAsync($"/documents/{id}");
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        return page;
    }
}
