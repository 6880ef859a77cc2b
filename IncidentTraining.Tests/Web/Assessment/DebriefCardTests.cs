using Bunit;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment;

namespace IncidentTraining.Tests.Web.Assessment;

/// <summary>The crew's debriefing on two open pages.</summary>
public sealed class DebriefCardTests : PortalPageTest
{
    private readonly LabBench _bench;

    public DebriefCardTests()
        : this(new LabBench()) { }

    private DebriefCardTests(LabBench bench)
        : base(bench.Portal) => _bench = bench;

    [Fact]
    public async Task What_one_of_the_crew_saves_appears_to_the_others_and_the_staff_and_all_go_on_together()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Null((await first.FinishAsync()).Refusal);
        var (mine, theirs) = (await ShowAsync(first), await ShowAsync(second));
        await mine.Find("[data-testid=debrief-begin]").ClickAsync(new());
        await WriteAsync(mine, "Tense.");
        await mine.Find("[data-testid=debrief-save]").ClickAsync(new());
        Assert.Equal("Saved.", mine.Find("[data-testid=debrief-Reactions] [role=status]").TextContent);

        theirs.WaitForAssertion(() =>
            Assert.Equal("Tariq Aziz KhanTense.", theirs.Find("[data-testid=debrief-Reactions] .debrief-note").TextContent)
        );
        var staff = await ShowAsync(new Responder(_bench, await Portal.ActorAsync("demo-instructor"), first.RunId));
        Assert.Equal("Tariq Aziz KhanTense.", staff.Find(".debrief-note").TextContent);
        Assert.Empty(staff.FindAll("textarea, button"));

        await WriteAsync(theirs, "Calm.");
        await theirs.Find("[data-testid=debrief-next]").ClickAsync(new());
        mine.WaitForAssertion(() => Assert.Equal("Description", Phase(mine)));
        Assert.Equal("Description", Phase(theirs));
    }

    [Fact]
    public async Task A_note_that_was_changed_after_it_was_saved_is_not_called_saved()
    {
        var first = await _bench.StartAsync();
        Assert.Null((await first.FinishAsync()).Refusal);
        var card = await ShowAsync(first);
        await card.Find("[data-testid=debrief-begin]").ClickAsync(new());
        await WriteAsync(card, "Tense.");
        await card.Find("[data-testid=debrief-save]").ClickAsync(new());
        Assert.Single(card.FindAll("[data-testid=debrief-Reactions] [role=status]"));

        await WriteAsync(card, "Tense, then calm.");

        Assert.Empty(card.FindAll("[data-testid=debrief-Reactions] [role=status]"));
    }

    private static string Phase(IRenderedComponent<DebriefCard> card) =>
        card.Find(".debrief-phases [aria-current]").ChildNodes[0].TextContent.Trim();

    private static Task WriteAsync(IRenderedComponent<DebriefCard> card, string text) =>
        card.Find("[data-testid=debrief-text]").ChangeAsync(new() { Value = text });

    private async Task<IRenderedComponent<DebriefCard>> ShowAsync(Responder who)
    {
        var view = await who.ViewAsync();
        return Render<DebriefCard>(p =>
            p.Add(card => card.View, view).Add(card => card.Actor, who.Actor).Add(card => card.HasResult, false)
        );
    }
}
