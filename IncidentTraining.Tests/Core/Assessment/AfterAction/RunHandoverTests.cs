using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

public sealed class RunHandoverTests : IDisposable
{
    private readonly LabBench _bench = new();

    [Fact]
    public async Task A_review_begins_with_the_recorded_timeline_and_figures_and_without_the_true_cause()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.UpdateAsync("Slow | we look\ninto it.")).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);

        var sections = (await HandOverAsync("demo-trainee-1", trainee.RunId)).Value;
        var timeline = sections["timeline"].Text;
        Assert.Contains(@"Slow \| we look into it.", timeline, StringComparison.Ordinal);
        Assert.Contains("| [alert](/runs/", timeline, StringComparison.Ordinal);
        Assert.StartsWith("| Time (UTC) | Event | What we believed | Source |\n", timeline, StringComparison.Ordinal);
        Assert.All(timeline.TrimEnd().Split('\n'), line =>
            Assert.Equal(5, line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|'))
        );
        Assert.Contains("Time to detect: ", sections["impact"].Text, StringComparison.Ordinal);
        var cause = await _bench.CauseAsync(trainee.RunId);
        Assert.All(sections.Values, section => Assert.DoesNotContain(cause.Title, section.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decision_of_the_review_stands_beside_the_hypothesis_that_was_open_then()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.UpdateAsync("First update")).Succeeded);
        Assert.True((await trainee.HypothesiseAsync("The pool | is empty", 60)).Succeeded);
        Assert.True((await trainee.UpdateAsync("Second update")).Succeeded);
        Assert.True(
            (await trainee.CloseHypothesisAsync(Assert.Single((await trainee.ViewAsync()).Hypotheses).Number, confirmed: false)).Succeeded
        );
        Assert.True((await trainee.UpdateAsync("Third update")).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);

        var entries = TimelineChecks.Read((await HandOverAsync("demo-trainee-1", trainee.RunId)).Value["timeline"].Text);

        Assert.Equal(
            ["", "The pool | is empty", ""],
            entries
                .Where(entry =>
                    entry.Text.Contains(" update", StringComparison.Ordinal) && entry.Text.Contains("message", StringComparison.Ordinal)
                )
                .Select(entry => entry.Belief)
        );
    }

    [Fact]
    public async Task A_paused_night_is_no_gap_in_the_review_and_its_times_agree_with_the_measured_ones()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.PauseAsync()).Succeeded);
        _bench.Time.Advance(TimeSpan.FromHours(9));
        Assert.True((await trainee.ResumeAsync()).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);

        var text = (await HandOverAsync("demo-trainee-1", trainee.RunId)).Value["timeline"].Text;
        var told = TimelineChecks.Read(text);
        Assert.InRange(told[^1].At - told[0].At, TimeSpan.FromSeconds(119), TimeSpan.FromSeconds(130));
        var truth = (await _bench.Get<GetRunTruth>().RunAsync(trainee.Actor, trainee.RunId, TestContext.Current.CancellationToken)).Value;
        var acknowledged = truth.Events.Single(happened => happened.Text.StartsWith("Acknowledged", StringComparison.Ordinal));
        Assert.Contains($"| {acknowledged.At:HH:mm:ss} | Acknowledged", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo-trainee-2", RefusalKind.NotFound)]
    [InlineData("demo-instructor", RefusalKind.NotAllowed)]
    public async Task Nobody_writes_a_review_from_somebody_elses_run(string who, RefusalKind refused)
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.FinishAsync()).Succeeded);
        Assert.Equal(refused, (await HandOverAsync(who, trainee.RunId)).Refusal!.Kind);
        Assert.Empty(await RunsAsync(who));
    }

    [Fact]
    public async Task A_review_can_begin_with_any_finished_run_of_the_crew_and_with_no_other()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Empty(await RunsAsync("demo-trainee-2"));
        var open = (await HandOverAsync("demo-trainee-2", first.RunId)).Refusal!;
        Assert.Equal(
            (RefusalKind.Conflict, "This run has not finished. End it first, or verify its resolution and begin the review in it."),
            (open.Kind, open.Message)
        );
        Assert.True((await first.FinishAsync()).Succeeded);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await _bench.StartAsync("demo-trainee-2", lab: LabBench.Lab4);
        Assert.True((await later.FinishAsync()).Succeeded);

        Assert.Equal(
            [(later.RunId, "Lab 4: Worker Failure Incident"), (first.RunId, "Lab 1: Simulate High Latency Incident")],
            (await RunsAsync("demo-trainee-2")).Select(run => (run.RunId, run.Title))
        );
        Assert.Equal([first.RunId], (await RunsAsync("demo-trainee-1")).Select(run => run.RunId));
        Assert.Empty(await RunsAsync("demo-trainee-2", "runbook"));
        foreach (var runId in (Guid[])[first.RunId, later.RunId])
        {
            var made = await _bench
                .Get<StartDocument>()
                .RunAsync(
                    second.Actor,
                    new(await _bench.Portal.CohortIdAsync(), "pir", SourceRunId: runId),
                    TestContext.Current.CancellationToken
                );
            var document = (
                await _bench.Get<ReadDocument>().RunAsync(second.Actor, made.Value, TestContext.Current.CancellationToken)
            ).Value;
            Assert.Equal(runId, document.SourceRunId);
            Assert.Contains($"(/runs/{runId}", document.Body.Section("timeline").Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("security-order-export", true)]
    [InlineData(LabBench.Lab1, false)]
    public async Task Whose_orders_were_read_is_part_of_the_impact_where_the_shop_has_an_export(string lab, bool isTold)
    {
        var trainee = await _bench.StartAsync(lab: lab);
        Assert.True(isTold || (await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(10));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);

        var impact = (await HandOverAsync("demo-trainee-1", trainee.RunId)).Value["impact"].Text;
        var exposed = Regex.Match(impact, @"- Customers exposed: (\d+)\n");
        Assert.Equal(isTold, exposed.Success);
        Assert.True(!isTold || int.Parse(exposed.Groups[1].Value, CultureInfo.InvariantCulture) > 0);
    }

    private async Task<IReadOnlyList<FinishedRun>> RunsAsync(string who, string kind = "pir") =>
        await _bench
            .Get<StartDocument>()
            .RunsAsync(
                await _bench.Portal.ActorAsync(who),
                await _bench.Portal.CohortIdAsync(),
                kind,
                TestContext.Current.CancellationToken
            );

    private async Task<Outcome<IReadOnlyDictionary<string, IncidentTraining.Core.Documents.Body.SectionBody>>> HandOverAsync(
        string who,
        Guid runId
    ) =>
        await _bench
            .Get<IRunHandover>()
            .HandOverAsync(
                await _bench.Portal.ActorAsync(who),
                await _bench.Portal.CohortIdAsync(),
                runId,
                "pir",
                TestContext.Current.CancellationToken
            );

    public void Dispose() => _bench.Dispose();
}
