using Bunit;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.RunbookTrials;

namespace IncidentTraining.Tests.Web.RunbookTrials;

/// <summary>The results next to a runbook after trials by the portal and runs by classmates.</summary>
public sealed class RunbookCardTests(Writing writing) : PageTest, IClassFixture<Writing>
{
    private const string Steps = "check alert any is firing\ndo roll-back\nnote Tell <b>support</b>";

    private static readonly DateTime At = new(2026, 3, 2, 9, 5, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_trial_that_failed_names_the_step_and_unfolds_the_first_shop_that_did_not_recover()
    {
        var card = await TrialAsync(
            new ShopTrial(
                true,
                TimeSpan.FromSeconds(65),
                TimeSpan.FromSeconds(300),
                [new(1, TimeSpan.FromSeconds(70), StepOutcome.Done, "It fires.")],
                "The shop recovered.",
                3
            ),
            new ShopTrial(
                false,
                null,
                null,
                [
                    new(1, TimeSpan.FromSeconds(70), StepOutcome.Done, "It fires."),
                    new(2, TimeSpan.FromSeconds(80), StepOutcome.Failed, "Nothing to roll back."),
                ],
                "Step 2 failed.",
                12
            )
        );
        Assert.Contains("Failed", card.Find("h3").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 2 broken shops recovered", card.Find("header p").TextContent, StringComparison.Ordinal);
        Assert.False(card.Find("[data-testid=shop-1]").HasAttribute("open"));
        var broken = card.Find("[data-testid=shop-2]");
        Assert.True(broken.HasAttribute("open"));
        Assert.Contains("Failed at step 2", broken.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("no alert fired, 12 orders lost", broken.QuerySelector("summary small")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Failed 01:20 Nothing to roll back.",
            broken.QuerySelector("[data-testid=step-2] .step-result")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null(broken.QuerySelector("[data-testid=step-3] .step-result"));
    }

    [Fact]
    public async Task A_trial_that_passed_says_so_and_unfolds_nothing()
    {
        var card = await TrialAsync(new ShopTrial(true, TimeSpan.FromSeconds(65), TimeSpan.FromSeconds(300), [], "The shop recovered.", 0));
        Assert.Contains("Passed", card.Find("h3 .badge.good").TextContent, StringComparison.Ordinal);
        Assert.Contains("first alert 01:05, resolved 05:00", card.Find("summary small").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("details[open]"));
        Assert.Empty(card.FindAll("b"));
    }

    [Theory]
    [InlineData(null, "In progress")]
    [InlineData(true, "Worked")]
    [InlineData(false, "Did not work")]
    public async Task A_classmates_run_says_how_far_it_came_when_each_step_was_done_and_what_they_say(bool? worked, string badge)
    {
        var walk = await WalkAsync();
        Assert.True(walk.Take(new WalkedStep(1, StepOutcome.Done, At, TimeSpan.FromSeconds(30), "Which alert?")).Succeeded);
        Assert.True(walk.Take(new WalkedStep(2, StepOutcome.Passed, At.AddSeconds(10), null, "")).Succeeded);
        if (worked is { } verdict)
        {
            Assert.True(walk.End(verdict, "Step 1 <says> nothing.", At.AddMinutes(1)).Succeeded);
        }

        var card = Render<WalkCard>(p =>
            p.Add(c => c.Walk, walk)
                .Add(c => c.Name, "Thea Novak")
                .Add(c => c.Zone, "Europe/Berlin")
                .Add(c => c.Clock, new ShopClock(At.AddSeconds(-40)))
        );
        Assert.Equal(badge, card.Find(".badge").TextContent);
        Assert.Contains("Thea Novak", card.Find("summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 of 3 steps", card.Find("summary small").TextContent, StringComparison.Ordinal);
        Assert.Contains("talked through", card.Find("summary small").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "Done 10:05:00 (09:04:50 UTC in the run) Which alert?",
            card.Find("[data-testid=step-1] .step-result").TextContent.Trim()
        );
        Assert.Equal("Skipped 10:05:10", card.Find("[data-testid=step-2] .step-result").TextContent.Trim());
        Assert.Empty(card.FindAll("[data-testid=step-3] .step-result"));
        Assert.Equal(worked is null ? [] : ["Step 1 <says> nothing."], card.FindAll("blockquote").Select(quote => quote.TextContent));
    }

    private async Task<IRenderedComponent<TrialCard>> TrialAsync(params ShopTrial[] shops)
    {
        var document = await writing.ReadAsync(await writing.BeginAsync("runbook"));
        var trial = new RunbookTrial(Guid.CreateVersion7(At), document, Steps, "lab-1", "High latency", Guid.CreateVersion7(At), shops, At);
        return Render<TrialCard>(p => p.Add(c => c.Trial, trial).Add(c => c.Zone, "UTC").Add(c => c.Open, true));
    }

    private async Task<RunbookWalk> WalkAsync()
    {
        var id = await writing.BeginAsync("runbook");
        await writing.SaveAsync(id, new DocumentBody("R", new Dictionary<string, SectionBody> { ["steps"] = new(Steps) }));
        await using var db = await writing.Factory.OpenDatabaseAsync();
        var document = await db.Set<Document>().FindAsync([id], Xunit.TestContext.Current.CancellationToken);
        return new RunbookWalk(Guid.CreateVersion7(At), document!, Guid.CreateVersion7(At), null, Steps, 3, At);
    }
}
