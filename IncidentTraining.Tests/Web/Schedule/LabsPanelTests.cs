using Bunit;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Schedule.Parts;

namespace IncidentTraining.Tests.Web.Schedule;

/// <summary>The class's setting whether a lab waits for its facilitator.</summary>
public sealed class LabsPanelTests : PortalPageTest
{
    public LabsPanelTests()
        : base(new LabBench().Portal) { }

    [Fact]
    public async Task The_box_closes_labs_until_their_start_and_says_which_of_the_two_holds()
    {
        var panel = await ShowAsync();
        Assert.False(panel.Find("[data-testid=labs-open-with-timer]").HasAttribute("checked"));
        Assert.Contains("Trainees can start any lab at any time.", panel.Markup);

        await panel.Find("[data-testid=labs-open-with-timer]").ChangeAsync(new() { Value = true });

        panel = await ShowAsync();
        Assert.True(panel.Find("[data-testid=labs-open-with-timer]").HasAttribute("checked"));
        Assert.Contains("as soon as you have started it here", panel.Markup);
        var trainee = await Portal.ActorAsync("demo-trainee-1");
        Assert.Equal(
            RefusalKind.Conflict,
            (await Get<StartLabRun>().RunAsync(trainee, new(await Portal.CohortIdAsync(), LabBench.Lab1), Ct)).Refusal?.Kind
        );
    }

    private async Task<IRenderedComponent<LabsPanel>> ShowAsync()
    {
        var facilitator = await SignInAsync(Facilitator);
        var day = (await Get<ReadDay>().RunAsync(facilitator, await Portal.CohortIdAsync(), Ct)).Value;
        return Render<LabsPanel>(p => p.Add(panel => panel.Day, day));
    }
}
