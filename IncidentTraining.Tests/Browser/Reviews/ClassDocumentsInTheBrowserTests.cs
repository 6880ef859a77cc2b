using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Reviews;

/// <summary>Staff find a decided document again, and a grader starts from the marks of the previous submission.</summary>
public sealed class ClassDocumentsInTheBrowserTests(BrowserFixture browser)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decided_document_is_found_by_search_and_filter_and_opens_the_desk_where_its_grade_is_corrected()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var accepted = await writing.SubmittedAsync("runbook");
        await writing.DecideAsync(accepted, ReviewDecision.Accepted);
        var waiting = await writing.SubmittedAsync("playbook");
        var page = await browser.SignInAsync(address, Writing.Instructor);
        await page.GetByRole(AriaRole.Link, new() { Name = "All documents" }).ClickAsync();
        await page.GetByTestId($"listed-{waiting}").WaitForAsync();
        await page.GetByText("2 documents").WaitForAsync();

        await page.GetByLabel("Search").FillAsync("moreau runbook");
        // The field waits a moment for further letters by the portal's clock, which only the test moves.
        for (var frame = 0; frame < 2_000 && await page.GetByTestId("document-count").InnerTextAsync() != "1 of 2 documents"; frame++)
        {
            writing.Time.Advance(TimeSpan.FromMilliseconds(20));
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await page.GetByText("1 of 2 documents").WaitForAsync();
        Assert.Equal(0, await page.GetByTestId($"listed-{waiting}").CountAsync());
        Assert.Contains("q=moreau%20runbook", page.Url);

        // The address is the view: it can be kept and opened again.
        await page.GotoAsync("/reviews/documents?state=Submitted");
        await page.GetByText("1 of 2 documents").WaitForAsync();
        await page.GetByTestId($"listed-{waiting}").WaitForAsync();
        await page.GotoAsync("/reviews/documents?grade=Released");
        await page.GetByTestId($"listed-{accepted}").GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByTestId("reopen").WaitForAsync();
        await page.GetByTestId("keep-sample").WaitForAsync();
        Assert.Equal($"/reviews/{accepted}", new Uri(page.Url).AbsolutePath);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_document_that_is_decided_meanwhile_moves_in_the_open_list_and_a_trainee_is_refused()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var id = await writing.SubmittedAsync("runbook");
        var page = await browser.SignInAsync(address, "demo-facilitator");
        await page.GetByRole(AriaRole.Link, new() { Name = "Documents", Exact = true }).ClickAsync();
        await page.GetByTestId($"listed-{id}").WaitForAsync();
        Assert.Equal(0, await page.GetByTestId($"listed-{id}").GetByRole(AriaRole.Link).CountAsync());
        await writing.DecideAsync(id, ReviewDecision.Accepted);
        await page.GetByText("100 of 100").WaitForAsync();
        await page.Context.CloseAsync();

        var trainee = await browser.SignInAsync(address, Writing.Author);
        await trainee.GotoAsync("/reviews/documents");
        await trainee.GetByText("are for staff").WaitForAsync();
        Assert.Equal(0, await trainee.GetByTestId("documents").CountAsync());
        await trainee.Context.CloseAsync();
    }

    [Fact]
    public async Task The_marks_of_the_submission_before_fill_what_is_open_and_leave_what_was_marked()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var id = await writing.SubmittedAsync("runbook");
        await writing.DecideAsync(id, ReviewDecision.Returned);
        await writing.SubmitAsync(id);
        var instructor = await writing.ActorAsync(Writing.Instructor);
        var rubric = (await writing.UseCase<OpenForGrading>().RunAsync(instructor, id, Ct)).Value.Rubric!;
        var (own, other) = (rubric.Criteria[0], rubric.Criteria[1]);
        var page = await browser.SignInAsync(address, Writing.Instructor);
        await page.GotoAsync($"/reviews/{id}");
        await page.WaitForSelectorAsync("[data-drafts-ready=true] [data-testid=grading]");
        await page.GetByTestId($"level-{own.Id}-0").CheckAsync(new() { Force = true });
        await page.GetByTestId("take-all-earlier").ClickAsync();
        await Assertions
            .Expect(page.GetByTestId($"level-{other.Id}-{other.Levels.Count - 1}"))
            .ToHaveAttributeAsync("data-from", $"{other.Levels.Count - 1}");

        var notes = (await writing.UseCase<OpenForGrading>().RunAsync(instructor, id, Ct)).Value.Notes;
        Assert.Equal(0, notes.Mark(own.Id).Level);
        Assert.All(rubric.Criteria.Skip(1), criterion => Assert.Equal(criterion.Levels.Count - 1, notes.Mark(criterion.Id).Level));

        await page.GetByTestId($"level-{other.Id}-0").CheckAsync(new() { Force = true });
        await page.GetByTestId($"take-earlier-{other.Id}").ClickAsync();
        await Assertions.Expect(page.GetByTestId($"level-{other.Id}-{other.Levels.Count - 1}")).ToBeCheckedAsync();
        await page.Context.CloseAsync();
    }
}
