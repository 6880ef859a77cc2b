using Bunit;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Schedule.Parts;

namespace IncidentTraining.Tests.Web.Schedule;

/// <summary>The facilitator's panel of the current activity: its question before everyone's labs end, and the effect of an undo.</summary>
public sealed class NowPanelTests : PortalPageTest
{
    private readonly LabBench _bench;
    private readonly ClassAtLab _class;

    public NowPanelTests()
        : this(new LabBench()) { }

    private NowPanelTests(LabBench bench)
        : base(bench.Portal) => (_bench, _class) = (bench, new ClassAtLab(bench));

    [Fact]
    public async Task The_question_before_the_end_counts_the_runs_and_says_that_the_true_cause_is_shown_and_until_when_it_can_be_undone()
    {
        Assert.Null((await _class.StartAsync()).Refusal);
        Assert.Contains("Finish it early?", await QuestionAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("true cause", await QuestionAsync(), StringComparison.Ordinal);

        await _bench.StartAsync();
        await _class.SettleAsync();
        Assert.Contains(
            "It ends the class's 1 running lab for the whole crew, and shows them the true cause after 30 seconds; until then you can undo it.",
            await QuestionAsync(),
            StringComparison.Ordinal
        );
        await _bench.StartAsync("demo-trainee-2");
        await _class.SettleAsync();
        Assert.Contains(
            "It ends all 2 running labs in the class and shows everyone the true cause after 30 seconds; until then you can undo it.",
            await QuestionAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(TimeSpan.FromSeconds(30), TimedActivity.UndoWindow);
    }

    [Fact]
    public async Task Moving_on_asks_the_same_and_a_no_changes_nothing()
    {
        Assert.Null((await _class.StartAsync()).Refusal);
        await _bench.StartAsync();
        await _class.SettleAsync();
        var panel = await OpenAsync();
        await panel.Find("[data-testid=next]").ClickAsync(new());
        panel.WaitForAssertion(() =>
            Assert.Contains("shows them the true cause after 30 seconds", panel.Find("[data-testid=question]").TextContent)
        );
        await panel.Find("[data-testid=keep-going]").ClickAsync(new());
        Assert.Empty(panel.FindAll("[data-testid=question]"));
        Assert.Equal(1, (await _class.RunsAsync()).Following);
    }

    [Fact]
    public async Task Until_the_reveal_the_undo_says_how_many_runs_it_lets_continue()
    {
        Assert.Null((await _class.StartAsync()).Refusal);
        await _bench.StartAsync();
        await _class.SettleAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        Assert.Contains(
            "1 run stopped; the true cause is not shown yet.",
            (await OpenAsync()).Find("[data-testid=undo-offer]").TextContent,
            StringComparison.Ordinal
        );
        _bench.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Empty((await OpenAsync()).FindAll("[data-testid=undo-offer]"));
    }

    [Fact]
    public async Task A_run_that_keeps_its_own_clock_is_named_beside_those_that_follow()
    {
        var reopened = await _bench.StartAsync("demo-trainee-3");
        Assert.Null((await reopened.FinishAsync()).Refusal);
        var facilitator = await Portal.ActorAsync(Facilitator);
        Assert.Null((await Get<ReopenRun>().RunAsync(facilitator, reopened.RunId, 15, Ct)).Refusal);
        Assert.Null((await _class.StartAsync()).Refusal);
        await _bench.StartAsync();
        await _class.SettleAsync();

        var panel = await OpenAsync();

        Assert.Equal("1 run follows this timer.", panel.Find("[data-testid=followers]").TextContent);
        Assert.EndsWith(
            $"Not on this timer: {(await reopened.ViewAsync()).Responder}",
            panel.Find("[data-testid=apart]").TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(31)]
    [InlineData(60)]
    public async Task A_finished_lab_is_reopened_for_all_its_runs_by_one_question(int secondsAfterTheFinish)
    {
        Assert.Null((await _class.StartAsync()).Refusal);
        Responder[] crews = [await _bench.StartAsync(), await _bench.StartAsync("demo-trainee-2")];
        await _class.SettleAsync();
        Assert.Null((await _class.FinishAsync()).Refusal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(secondsAfterTheFinish));
        var panel = await OpenAsync();
        var lab = (await DayAsync()).Sessions.SelectMany(one => one.Activities).Single(one => one.Id == LabBench.Lab1);

        await panel.InvokeAsync(() => panel.Instance.ReopenAsync(lab, "reopen"));

        Assert.Contains(
            "All 2 runs that ended with it continue; their crews may know the true cause.",
            panel.WaitForElement("[data-testid=question]").TextContent,
            StringComparison.Ordinal
        );
        await panel.Find("[data-testid=confirm]").ClickAsync(new());
        await _class.SettleAsync();
        foreach (var crew in crews)
        {
            Assert.Equal(RunState.Running, (await crew.ViewAsync()).State);
        }
    }

    private async Task<ClassDay> DayAsync() =>
        (await Get<ReadDay>().RunAsync(await Portal.ActorAsync(Facilitator), await Portal.CohortIdAsync(), Ct)).Value;

    private async Task<string> QuestionAsync()
    {
        var panel = await OpenAsync();
        await panel.Find("[data-testid=finish]").ClickAsync(new());
        return panel.WaitForElement("[data-testid=question]").TextContent;
    }

    private async Task<IRenderedComponent<NowPanel>> OpenAsync()
    {
        await SignInAsync(Facilitator);
        var day = await DayAsync();
        var runs = await _class.RunsAsync();
        return Render<NowPanel>(p => p.Add(panel => panel.Day, day).Add(panel => panel.Runs, runs));
    }
}
