using Bunit;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Host.Schedule;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Progress.Today;

namespace IncidentTraining.Tests.Web.Progress;

/// <summary>A trainee's home page on the real use cases: where it leads first, and what changes on it while it is open.</summary>
public sealed class TodayPageTests : PortalPageTest
{
    private const string Trainee = "demo-trainee-1";
    private const string Mate = "demo-trainee-2";

    public TodayPageTests()
        : base(new LabBench().Portal) { }

    [Fact]
    public async Task Who_has_no_class_is_refused_with_the_way_to_one()
    {
        await SignInAsync(Administrator);
        var page = Open<TodayPage>("/today");
        Assert.Equal("There is no day to show", page.Find("h1").TextContent);
        Assert.NotNull(page.Find("a[href='/join']"));
    }

    [Fact]
    public async Task Before_the_day_it_leads_to_the_first_activity_and_no_criterion_is_met()
    {
        await SignInAsync(Trainee);
        var page = Open<TodayPage>("/today");
        Assert.Equal(["Open Lecture: Incident Response Principles"], Steps(page));
        Assert.Equal(("0", "5"), Progress(page));
        Assert.Empty(page.FindAll(".came-back"));
    }

    [Fact]
    public async Task It_leads_to_the_activity_that_is_on_and_to_none_in_a_break()
    {
        await SignInAsync(Trainee);
        var page = Open<TodayPage>("/today");
        var desk = await Facilitating.OfAsync(Portal);
        Assert.Null((await desk.StartAsync(Facilitating.Lab2)).Refusal);
        page.WaitForAssertion(() => Assert.Equal(["Open Lab 2: Simulate Payment Failure Incident"], Steps(page)));
        Assert.Equal($"/learn/day-4-incident-response/{Facilitating.Lab2}", page.Find("[data-testid=open-activity]").GetAttribute("href"));
        await desk.FinishAsync(Facilitating.Lab2);
        var lunch = (await desk.DayAsync()).Next!;
        Assert.True(lunch.IsPause);
        Assert.Null((await desk.StartAsync(lunch.Id)).Refusal);
        page.WaitForAssertion(() => Assert.Empty(Steps(page)));
    }

    [Fact]
    public async Task A_run_comes_first_until_it_ends_and_a_mates_run_is_not_the_readers()
    {
        await SignInAsync(Trainee);
        var page = Open<TodayPage>("/today");
        await StartAsync(Mate);
        var run = await StartAsync(Trainee);
        page.WaitForAssertion(() => Assert.Equal("Go back to your run: Lab 1: Simulate High Latency Incident", Steps(page)[0]));
        Assert.Equal($"/runs/{run}", page.Find($"[data-testid=open-{run}]").GetAttribute("href"));
        Assert.Equal(2, Steps(page).Count);

        Assert.Null((await Get<FinishRun>().RunAsync(await Portal.ActorAsync(Trainee), run, Ct)).Refusal);
        page.WaitForAssertion(() => Assert.Equal(["Open Lecture: Incident Response Principles"], Steps(page)));
    }

    [Fact]
    public async Task A_lobby_leads_back_to_the_crew_and_a_quiz_whose_time_runs_comes_before_it()
    {
        await SignInAsync(Trainee);
        var page = Open<TodayPage>("/today");
        var trainee = await Portal.ActorAsync(Trainee);
        var lobby = (await Get<GatherCrew>().RunAsync(trainee, await Portal.CohortIdAsync(), LabBench.Lab1, Ct)).Value.LobbyId!.Value;
        page.WaitForAssertion(() => Assert.Equal($"/lobbies/{lobby}", page.Find($"[data-testid=open-{lobby}]").GetAttribute("href")));

        var attempt = (await Get<StartAttempt>().RunAsync(trainee, await Portal.CohortIdAsync(), Ct)).Value;
        page.WaitForAssertion(() => Assert.StartsWith("Continue the quiz:", Steps(page)[0], StringComparison.Ordinal));
        Assert.Equal($"/quiz/{attempt}", page.Find($"[data-testid=open-{attempt}]").GetAttribute("href"));
        Assert.True((await Get<SubmitAttempt>().RunAsync(trainee, attempt, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.StartsWith("Go back to your crew:", Steps(page)[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_staff_have_their_places_and_no_progress()
    {
        await SignInAsync("demo-instructor");
        var page = Open<TodayPage>("/today");
        Assert.NotNull(page.Find("[data-testid=staff-card]"));
        Assert.Empty(page.FindAll("[role=progressbar]"));
    }

    private async Task<Guid> StartAsync(string userName) =>
        (await Get<StartLabRun>().RunAsync(await Portal.ActorAsync(userName), new(await Portal.CohortIdAsync(), LabBench.Lab1), Ct)).Value;

    private static List<string> Steps(IRenderedComponent<TodayPage> page) =>
        [.. page.FindAll("[data-testid=next-steps] a").Select(step => step.TextContent.Trim())];

    private static (string? Now, string? Most) Progress(IRenderedComponent<TodayPage> page)
    {
        var bar = page.Find("[role=progressbar]");
        return (bar.GetAttribute("aria-valuenow"), bar.GetAttribute("aria-valuemax"));
    }
}
