using Bunit;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Catalogue;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The list of labs on the real use cases: its states, and how classmates change it while it is open.</summary>
public sealed class LabsPageTests : PortalPageTest
{
    private const string Trainee = "demo-trainee-1";
    private const string Mate = "demo-trainee-2";

    public LabsPageTests()
        : base(new LabBench().Portal) { }

    [Fact]
    public async Task Who_has_no_class_is_refused_with_the_way_to_one()
    {
        await SignInAsync(Administrator);
        var page = Open<LabsPage>("/labs");
        Assert.Contains("class members", page.Find("h1").TextContent);
        Assert.NotNull(page.Find("a[href='/join']"));
    }

    [Fact]
    public async Task Before_the_first_run_a_lab_can_be_started_alone_and_with_a_crew_and_a_press_opens_its_run()
    {
        await SignInAsync(Trainee);
        var page = Open<LabsPage>("/labs");
        Assert.NotNull(page.Find($"[data-testid=gather-{LabBench.Lab1}]"));
        // The introduction is for one person.
        Assert.NotNull(page.Find("[data-testid=start-first-incident]"));
        Assert.Empty(page.FindAll("[data-testid=gather-first-incident]"));
        Assert.Empty(page.FindAll(".lab-runs"));
        await page.Find($"[data-testid=start-{LabBench.Lab1}]").ClickAsync(new());
        Assert.StartsWith("/runs/", Address, StringComparison.Ordinal);
        var run = Guid.Parse(Address["/runs/".Length..]);

        page = Open<LabsPage>("/labs");
        Assert.Equal($"/runs/{run}", page.Find($"[data-testid=continue-{LabBench.Lab1}]").GetAttribute("href"));
        Assert.Null((await Get<FinishRun>().RunAsync(await Portal.ActorAsync(Trainee), run, Ct)).Refusal);
        page.WaitForAssertion(() => Assert.Contains("Start again", page.Find($"[data-testid=start-{LabBench.Lab1}]").TextContent));
        Assert.Single(page.FindAll(".lab-runs li"));
    }

    [Fact]
    public async Task A_classmates_crew_appears_counts_who_joins_and_is_joined_by_a_press()
    {
        await SignInAsync(Trainee);
        var page = Open<LabsPage>("/labs");
        var run = await StartTeamAsync(Mate);
        page.WaitForAssertion(() => Assert.Contains($"1 of {Crew.Most}", page.Find($"[data-testid=join-{run}]").TextContent));
        Assert.True((await Get<JoinCrew>().RunAsync(await Portal.ActorAsync("demo-trainee-3"), run, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Contains($"2 of {Crew.Most}", page.Find($"[data-testid=join-{run}]").TextContent));
        await page.Find($"[data-testid=join-{run}]").ClickAsync(new());
        Assert.Equal($"/runs/{run}", Address);
    }

    [Fact]
    public async Task A_lab_that_the_reader_opened_elsewhere_can_be_continued_and_no_crew_joined()
    {
        await SignInAsync(Trainee);
        var crew = await StartTeamAsync(Mate);
        var page = Open<LabsPage>("/labs");
        Assert.NotNull(page.Find($"[data-testid=join-{crew}]"));
        Assert.True(
            (
                await Get<StartLabRun>().RunAsync(await Portal.ActorAsync(Trainee), new(await Portal.CohortIdAsync(), LabBench.Lab1), Ct)
            ).Succeeded
        );
        page.WaitForElement($"[data-testid=continue-{LabBench.Lab1}]");
        Assert.Empty(page.FindAll($"[data-testid=join-{crew}]"));
    }

    [Fact]
    public async Task A_rehearsal_takes_the_pace_and_the_crew_that_were_chosen()
    {
        await SignInAsync("demo-instructor");
        var page = Open<LabsPage>("/labs");
        await page.Find($"[data-testid=pace-{LabBench.Lab1}]").ChangeAsync(new() { Value = "4" });
        await page.Find($"[data-testid=rehearse-team-{LabBench.Lab1}]").ChangeAsync(new() { Value = true });
        await page.Find($"[data-testid=rehearse-{LabBench.Lab1}]").ClickAsync(new());
        await using var db = await Portal.OpenDatabaseAsync();
        var run = db.Set<LabRun>().Single();
        Assert.Equal((true, true), (run.IsRehearsal, run.IsTeam));
        Assert.Equal(4, db.Set<ClockSegment>().Single().Rate);
    }

    [Fact]
    public async Task A_trainee_whose_crew_was_made_by_the_staff_gathers_it_and_joins_it_when_it_has_started()
    {
        await SignInAsync(Trainee);
        var page = Open<LabsPage>("/labs");
        var (me, mate, staff, cohortId) = (
            await Portal.ActorAsync(Trainee),
            await Portal.ActorAsync(Mate),
            await Portal.ActorAsync(Facilitator),
            await Portal.CohortIdAsync()
        );
        var version = (await Get<FormCrews>().ReadAsync(staff, cohortId, Ct)).Value.Version;
        Assert.True(
            (
                await Get<FormCrews>()
                    .KeepAsync(
                        staff,
                        cohortId,
                        new(
                            version,
                            CrewMethod.Hand,
                            [
                                [me.PersonId, mate.PersonId],
                            ],
                            null
                        ),
                        Ct
                    )
            ).Succeeded
        );
        page.WaitForAssertion(() =>
            Assert.Contains("You are in crew 1.", page.Find($"[data-testid=kept-crew-{LabBench.Lab1}]").TextContent)
        );
        Assert.Contains("Gather crew 1", page.Find($"[data-testid=gather-{LabBench.Lab1}]").TextContent);
        Assert.Empty(page.FindAll($"[data-testid=start-{LabBench.Lab1}]"));

        // Once it has started, the person joins the run.
        var run = await StartTeamAsync(Mate);
        page.WaitForAssertion(() => Assert.Contains("Join crew 1", page.Find($"[data-testid=start-{LabBench.Lab1}]").TextContent));
        Assert.Empty(page.FindAll($"[data-testid=gather-{LabBench.Lab1}]"));
        await page.Find($"[data-testid=start-{LabBench.Lab1}]").ClickAsync(new());
        Assert.Equal($"/runs/{run}", Address);
    }

    private async Task<Guid> StartTeamAsync(string userName)
    {
        var started = await Get<StartLabRun>()
            .RunAsync(await Portal.ActorAsync(userName), new(await Portal.CohortIdAsync(), LabBench.Lab1, AsTeam: true), Ct);
        Assert.True(started.Succeeded, started.Refusal?.Message);
        return started.Value;
    }
}
