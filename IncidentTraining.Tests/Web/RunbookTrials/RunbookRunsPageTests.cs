using Bunit;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.RunbookTrials;
using MudBlazor;
using MudBlazor.Extensions;

namespace IncidentTraining.Tests.Web.RunbookTrials;

/// <summary>The results of a runbook for its author and the instructors, on the real use cases.</summary>
public sealed class RunbookRunsPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public RunbookRunsPageTests()
        : this(new Writing()) { }

    private RunbookRunsPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_stranger_is_refused()
    {
        var id = await RunbookAsync("note Look");
        await SignInAsync(Writing.OtherTrainee);
        var page = Show(id);
        Assert.Contains("This runbook cannot be run", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=try], [data-testid=offer]"));
    }

    [Fact]
    public async Task Before_anyone_has_run_it_the_page_says_so_and_without_steps_a_trial_is_refused_with_the_reason()
    {
        var id = await _writing.BeginAsync("runbook");
        await SignInAsync(Writing.Author);
        var page = Show(id);
        Assert.Contains("No trials yet.", page.Markup);
        Assert.Contains("No one has run it yet.", page.Markup);
        await page.Find("[data-testid=try]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("has no steps yet", page.Find("[role=alert]").TextContent));
        Assert.False(page.Find("[data-testid=try]").HasAttribute("disabled"));
        Assert.Equal("", page.Find("[data-testid=try-said]").TextContent);
    }

    [Fact]
    public async Task A_trial_says_what_came_of_it_and_a_later_one_does_not_fold_it()
    {
        var id = await RunbookAsync("check alert any is firing\ncheck health redis is down within 30s");
        await SignInAsync(Writing.Author);
        var page = Show(id);
        await page.Find("[data-testid=try]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=trial]")), TimeSpan.FromSeconds(60));
        Assert.StartsWith("Failed: 0 of ", page.Find("[data-testid=try-said]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("[data-testid=trial] details[open]"));

        // An instructor tries it too; the page shows it automatically.
        var lab = Get<TryRunbook>().Labs[0].Id;
        Assert.True((await Get<TryRunbook>().RunAsync(await _writing.ActorAsync(), id, lab, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=trial]").Count));
        Assert.NotEmpty(page.FindAll("[data-testid=trial]")[1].QuerySelectorAll("details[open]"));
    }

    [Fact]
    public async Task The_author_offers_it_and_sees_how_a_classmate_gets_on()
    {
        var id = await RunbookAsync("note Look at the dashboard");
        await SignInAsync(Writing.Author);
        var page = Show(id);
        await page.Find("[data-testid=offer]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-testid=offered]")));
        Assert.Equal("Stop offering it", page.Find("[data-testid=offer]").TextContent);

        var walker = await _writing.ActorAsync(Writing.OtherTrainee);
        var walk = (await Get<WalkRunbook>().BeginAsync(walker, id, null, Ct)).Value;
        page.WaitForAssertion(() => Assert.Contains("In progress", page.Find("[data-testid=walk]").TextContent));
        Assert.True((await Get<WalkRunbook>().TakeAsync(walker, new(walk, 1, StepWay.Done, "Which one?"), Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Contains("Which one?", page.Find("[data-testid=walk]").TextContent));

        await page.Find("[data-testid=offer]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=offered]")));
    }

    [Fact]
    public async Task The_chosen_lab_is_in_the_address_and_comes_back_from_it()
    {
        var id = await RunbookAsync("note Look");
        await SignInAsync(Writing.Author);
        var page = Show(id);
        var other = Get<TryRunbook>().Labs[1].Id;
        await page.InvokeAsync(() => page.FindComponent<MudSelect<string>>().Instance.ValueChanged.InvokeAsync(other));
        Assert.EndsWith($"?lab={other}", Address, StringComparison.Ordinal);
        Assert.Equal(other, Lab(Show(id, $"?lab={other}")));
        Assert.NotEqual(other, Lab(Show(id, "?lab=no-such-lab")));
    }

    private static string? Lab(IRenderedComponent<RunbookRunsPage> page) =>
        page.FindComponent<MudSelect<string>>().Instance.GetState(state => state.Value);

    private IRenderedComponent<RunbookRunsPage> Show(Guid id, string query = "") =>
        Open<RunbookRunsPage>($"/documents/{id}/runs{query}", p => p.Add(page => page.Id, id));

    private async Task<Guid> RunbookAsync(string steps)
    {
        var id = await _writing.BeginAsync("runbook");
        var body = new DocumentBody("A runbook", new Dictionary<string, SectionBody> { ["steps"] = new(steps) });
        Assert.True((await _writing.SaveAsync(id, body)).Succeeded);
        return id;
    }
}
