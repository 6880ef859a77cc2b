using Bunit;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.RunbookTrials;

namespace IncidentTraining.Tests.Web.RunbookTrials;

/// <summary>A classmate's run of a runbook, on the real use cases.</summary>
public sealed class WalkPageTests : PortalPageTest
{
    private const string Walker = Writing.OtherTrainee;

    [Fact]
    public async Task Somebody_elses_run_is_refused()
    {
        var walk = await BeginAsync();
        await SignInAsync(Writing.Author);
        var page = Show(walk);
        Assert.Contains("This cannot be shown", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=note], [data-testid=verdict]"));
    }

    [Fact]
    public async Task Steps_are_completed_in_order_with_a_note_and_the_end_takes_the_comment()
    {
        var walk = await BeginAsync();
        await SignInAsync(Walker);
        var page = Show(walk);
        Assert.Equal("step", page.Find("[data-testid=walk-step-1]").GetAttribute("aria-current"));
        Assert.Empty(page.FindAll("[data-testid=in-shop]"));
        await page.Find("[data-testid=note]").ChangeAsync(new() { Value = "Which dashboard?" });
        await page.Find("[data-testid=failed]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Failed", page.Find("[data-testid=walk-step-1]").TextContent));
        Assert.Contains("Which dashboard?", page.Find("[data-testid=walk-step-1]").TextContent);
        // The next step begins with an empty note.
        Assert.Equal("", page.Find("[data-testid=note]").GetAttribute("value") ?? "");
        await page.Find("[data-testid=done]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("All steps are complete", page.Markup));

        await page.Find("[data-testid=verdict]").ChangeAsync(new() { Value = "Step 1 names no dashboard." });
        await page.Find("[data-testid=did-not-work]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Equal("You ended it: it did not work. Step 1 names no dashboard.", page.Find("[data-testid=ended]").TextContent)
        );
        Assert.Empty(page.FindAll("[data-testid=verdict]"));
    }

    [Fact]
    public async Task A_double_click_completes_one_step()
    {
        var walk = await BeginAsync();
        await SignInAsync(Walker);
        var page = Show(walk);
        await page.Find("[data-testid=done]").ClickAsync(new() { Detail = 1 });
        await page.Find("[data-testid=done]").ClickAsync(new() { Detail = 2 });
        page.WaitForAssertion(() => Assert.Equal("step", page.Find("[data-testid=walk-step-2]").GetAttribute("aria-current")));
        Assert.Empty(page.FindAll(".refusal"));
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_refused_beside_its_field_and_completes_nothing()
    {
        var walk = await BeginAsync();
        await SignInAsync(Walker);
        var page = Show(walk);
        await page.Find("[data-testid=note]").ChangeAsync(new() { Value = new string('n', RunbookWalk.LongestNote + 1) });
        await page.Find("[data-testid=done]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains("at most 2000 characters", page.Find(".mud-input-error.mud-input-helper-text").TextContent)
        );
        Assert.Equal("step", page.Find("[data-testid=walk-step-1]").GetAttribute("aria-current"));
        Assert.Equal(RunbookWalk.LongestNote + 1, page.Find("[data-testid=note]").GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task A_step_that_is_completed_in_another_window_is_shown_and_the_note_to_it_is_not_lost()
    {
        var walk = await BeginAsync();
        var walker = await SignInAsync(Walker);
        var page = Show(walk);
        await page.Find("[data-testid=note]").ChangeAsync(new() { Value = "Half a note" });
        Assert.True((await Get<WalkRunbook>().TakeAsync(walker, new(walk, 1, StepWay.Done), Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("step", page.Find("[data-testid=walk-step-2]").GetAttribute("aria-current")));
        Assert.Contains("Half a note", page.Find("[data-testid=unsent-note]").TextContent);
        Assert.Equal("", page.Find("[data-testid=note]").GetAttribute("value") ?? "");

        Assert.True((await Get<WalkRunbook>().EndAsync(walker, walk, true, "Fine.", Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("You ended it: it worked. Fine.", page.Find("[data-testid=ended]").TextContent));
    }

    private async Task<Guid> BeginAsync() => Guid.Parse((await Walks.BeginAsync(Portal, Walker)).Split('/')[^1]);

    private IRenderedComponent<WalkPage> Show(Guid walk) => Open<WalkPage>($"/runbook-runs/{walk}", p => p.Add(page => page.Id, walk));
}
