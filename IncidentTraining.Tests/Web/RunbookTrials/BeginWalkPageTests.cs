using Bunit;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.RunbookTrials;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Web.RunbookTrials;

/// <summary>Starting a classmate's runbook, on the real use cases.</summary>
public sealed class BeginWalkPageTests : PortalPageTest
{
    private const string TalkThrough = "Talk it through, without a shop";

    private readonly Writing _writing;

    public BeginWalkPageTests()
        : this(new Writing()) { }

    private BeginWalkPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Theory]
    [InlineData(Writing.OtherTrainee, false)]
    [InlineData(Writing.Author, true)]
    public async Task What_is_not_offered_or_is_ones_own_cannot_be_run(string userName, bool offered)
    {
        var id = await RunbookAsync(offered);
        await SignInAsync(userName);
        var page = Show(id);
        Assert.Contains("This runbook cannot be run", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=begin]"));
    }

    [Fact]
    public async Task Without_an_open_lab_it_is_talked_through_and_two_clicks_begin_one_run()
    {
        var id = await RunbookAsync(offered: true);
        await SignInAsync(Writing.OtherTrainee);
        var page = Show(id);
        Assert.Equal(TalkThrough, Chosen(page));
        Assert.NotNull(page.Find("[data-testid=no-lab]"));
        var button = page.Find("[data-testid=begin]");
        await Task.WhenAll(button.ClickAsync(new()), button.ClickAsync(new()));
        await using var db = await Portal.OpenDatabaseAsync();
        var walk = Assert.Single(await db.Set<RunbookWalk>().ToListAsync(Ct));
        Assert.Null(walk.RunId);
        Assert.Equal($"/runbook-runs/{walk.Id}", Address);
    }

    [Fact]
    public async Task A_lab_that_is_started_meanwhile_is_offered_and_chosen_and_one_that_ends_is_not()
    {
        var id = await RunbookAsync(offered: true);
        var walker = await SignInAsync(Writing.OtherTrainee);
        var page = Show(id);
        var run = (await Get<StartLabRun>().RunAsync(walker, new(await Portal.CohortIdAsync(), "lab-1-high-latency"), Ct)).Value;
        page.WaitForAssertion(() => Assert.StartsWith("In my open lab run: ", Chosen(page), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=no-lab]"));
        Assert.Null((await Get<FinishRun>().RunAsync(walker, run, Ct)).Refusal);
        page.WaitForAssertion(() => Assert.Equal(TalkThrough, Chosen(page)));
    }

    [Fact]
    public async Task An_offer_that_is_withdrawn_meanwhile_is_refused_with_the_reason()
    {
        var id = await RunbookAsync(offered: true);
        await SignInAsync(Writing.OtherTrainee);
        var page = Show(id);
        Assert.True((await Get<OfferRunbook>().RunAsync(await Portal.ActorAsync(Writing.Author), id, false, Ct)).Succeeded);
        await page.Find("[data-testid=begin]").ClickAsync(new());
        Assert.Contains("it is not offered", page.Find("[role=alert]").TextContent);
    }

    private IRenderedComponent<BeginWalkPage> Show(Guid id) =>
        Open<BeginWalkPage>($"/documents/{id}/walk", p => p.Add(page => page.Id, id));

    private static string Chosen(IRenderedComponent<BeginWalkPage> page) =>
        page.Find("[data-testid=run]").GetAttribute("value") ?? page.Find("[data-testid=run]").TextContent;

    private async Task<Guid> RunbookAsync(bool offered)
    {
        var id = await _writing.BeginAsync("runbook");
        var steps = new SectionBody("note Look at the dashboard\nnote Tell support");
        Assert.True(
            (
                await _writing.SaveAsync(id, new DocumentBody("A runbook", new Dictionary<string, SectionBody> { ["steps"] = steps }))
            ).Succeeded
        );
        if (offered)
        {
            Assert.True((await Get<OfferRunbook>().RunAsync(await Portal.ActorAsync(Writing.Author), id, true, Ct)).Succeeded);
        }

        return id;
    }
}
