using Bunit;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Response.Parts;

namespace IncidentTraining.Tests.Web.Response;

/// <summary>What staff can offer to take over, and what the crew then sees.</summary>
public sealed class TakeOverBarTests : PortalPageTest
{
    private readonly LabBench _bench;

    public TakeOverBarTests()
        : this(new LabBench()) { }

    private TakeOverBarTests(LabBench bench)
        : base(bench.Portal) => _bench = bench;

    [Fact]
    public async Task One_role_can_be_chosen_and_only_that_one_is_lent()
    {
        var (first, _, _) = await _bench.StartCrewAsync();
        var helper = new Responder(_bench, await Portal.ActorAsync(Facilitator), first.RunId);
        var offering = await ShowAsync(helper);
        await offering.Find("[data-testid=offer-role]").ChangeAsync(new() { Value = nameof(IncidentRole.Scribe) });
        await offering.Find("[data-testid=offer-make]").ClickAsync(new());

        var asked = await ShowAsync(first);
        Assert.Contains("Femi Larsen offers to take over the role of scribe.", asked.Find("[data-testid=offer]").TextContent);
        await asked.Find("[data-testid=offer-yes]").ClickAsync(new());

        foreach (
            var (who, subject, button) in new[] { (first, "Femi Larsen", "Take my role back"), (helper, "You", "Hand the roles back") }
        )
        {
            var bar = await ShowAsync(who);
            Assert.Contains($"{subject} took over: scribe.", bar.Find("[data-testid=lent]").TextContent);
            Assert.Equal(button, bar.Find("[data-testid=hand-back]").TextContent);
        }

        Assert.Equal(first.Actor.PersonId, (await first.ViewAsync()).Crew.HolderOf(IncidentRole.Commander).PersonId);
    }

    private async Task<IRenderedComponent<TakeOverBar>> ShowAsync(Responder who)
    {
        var view = await who.ViewAsync();
        return Render<TakeOverBar>(p => p.Add(bar => bar.View, view).Add(bar => bar.Actor, who.Actor));
    }
}
