using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Parts;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>The instructor's panel of held-back grades: what its button releases, and what the others wait for.</summary>
public sealed class GradingRulesPanelTests : PortalPageTest
{
    private readonly Writing _writing;

    public GradingRulesPanelTests()
        : this(new Writing()) { }

    private GradingRulesPanelTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task The_button_counts_the_grades_that_are_final_and_says_what_the_others_wait_for()
    {
        var instructor = await SignInAsync(Writing.Instructor);
        await RulesAsync(new(ReleaseTogether: true, DoubleMarkPercent: 100));
        var (_, apart, alike) = (await AcceptedAsync("pir"), await AcceptedAsync("runbook"), await AcceptedAsync("playbook"));
        var second = await _writing.SecondInstructorAsync("Ines Duarte");
        foreach (var (id, best) in new[] { (apart, false), (alike, true) })
        {
            var rubric = (await Get<MarkBlind>().OpenAsync(second, id, Ct)).Value.Rubric;
            var levels = rubric.Criteria.ToDictionary(criterion => criterion.Id, criterion => best ? criterion.Levels.Count - 1 : 0);
            Assert.True((await Get<MarkBlind>().RunAsync(second, new(id, levels, ""), Ct)).Succeeded);
        }

        var cohort = await Portal.CohortIdAsync();
        var panel = Render<GradingRulesPanel>(p => p.Add(one => one.CohortId, cohort).Add(one => one.Actor, instructor));
        Assert.Contains("3 grades are held back", panel.Find("summary").TextContent);
        Assert.Equal("Release 1 of 3 grades now", panel.Find("[data-testid=release-all]").TextContent);
        const string Waiting = "1 needs second marks and 1 needs a moderator.";
        Assert.Equal($"{Waiting} They can be released after that.", panel.Find("[data-testid=not-final]").TextContent);

        await panel.Find("[data-testid=release-all]").ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Equal($"Released 1 of 3. {Waiting}", panel.Find("[data-testid=released]").TextContent));
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll("[data-testid=release-all]")));
        Assert.Contains("2 grades are held back", panel.Find("summary").TextContent);
    }

    private async Task<Guid> AcceptedAsync(string kindId)
    {
        var id = await _writing.SubmittedAsync(kindId);
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return id;
    }

    private async Task RulesAsync(GradingRules rules) =>
        Assert.True(
            (
                await Get<ChangeGradingRules>()
                    .RunAsync(await _writing.ActorAsync(Writing.Instructor), await Portal.CohortIdAsync(), rules, Ct)
            ).Succeeded
        );
}
