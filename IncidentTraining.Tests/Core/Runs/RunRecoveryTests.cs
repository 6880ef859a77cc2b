using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>The stored data is sufficient: a new process on the same file continues with the same shop and the same timeline.</summary>
public sealed class RunRecoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_restart_the_shop_goes_on_with_the_same_telemetry_and_no_doubled_entry()
    {
        using var before = new LabBench(_folder.Path);
        var trainee = await before.StartAsync();
        await before.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await before.LiveAsync(TimeSpan.FromSeconds(150));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        await trainee.RepairAsync();
        await before.LiveAsync(TimeSpan.FromSeconds(20));
        var digest = await DigestAsync(before, trainee.RunId);
        var entries = await before.EventsAsync(trainee.RunId);
        before.Dispose();

        using var after = new LabBench(_folder.Path, before.Time);
        var again = new Responder(after, trainee.Actor, trainee.RunId);
        await after.Get<ShopHost>().RecoverAsync(Ct);
        await after.Get<ShopHost>().StepAsync(Ct);
        Assert.Equal(digest, await DigestAsync(after, trainee.RunId));
        Assert.Equal(
            entries.Select(e => (e.Number, e.Key, e.At, e.Text)),
            (await after.EventsAsync(trainee.RunId)).Select(e => (e.Number, e.Key, e.At, e.Text))
        );

        await after.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await again.SwitchChaosAsync(on: false)).Succeeded);
        var keys = (await after.EventsAsync(trainee.RunId)).Select(e => e.Key).ToList();
        Assert.Equal(keys.Distinct().Count(), keys.Count);
        Assert.True(keys.Count > entries.Count);
    }

    [Fact]
    public async Task An_input_that_was_stored_and_not_applied_when_the_process_died_takes_effect_in_the_next()
    {
        Responder trainee;
        LabBench? bench = new(_folder.Path);
        var time = bench.Time;
        using (bench)
        {
            trainee = await bench.StartAsync();
            await bench.LiveAsync(TimeSpan.FromSeconds(10));
            // As if the process had ended between the first commit and the shop's response.
            await using var db = await bench.Portal.OpenDatabaseAsync();
            var run = await db.Set<LabRun>().SingleAsync(Ct);
            db.Add(
                new RunInput(
                    run.Id,
                    1,
                    TimeSpan.FromSeconds(10),
                    "enable-experiment",
                    new Dictionary<string, string> { ["experiment"] = LabBench.Chaos },
                    trainee.Actor.PersonId,
                    time.GetUtcNow().UtcDateTime
                )
            );
            await db.SaveChangesAsync(Ct);
        }

        using var after = new LabBench(_folder.Path, time);
        var again = new Responder(after, trainee.Actor, trainee.RunId);
        time.Advance(TimeSpan.FromSeconds(5));
        var experiments = await again.SeeAsync(shop => shop.Experiments());
        Assert.True(experiments!.Single(e => e.Id == LabBench.Chaos).Enabled);
        await using var stored = await after.Portal.OpenDatabaseAsync();
        Assert.True((await stored.Set<RunInput>().SingleAsync(Ct)).Accepted);
        Assert.True((await again.AcknowledgeAsync()).Succeeded);
    }

    [Fact]
    public async Task An_input_is_in_the_database_before_the_shop_knows_it()
    {
        using var bench = new LabBench(_folder.Path);
        var trainee = await bench.StartAsync();
        // The second of the two commits fails: the shop may have changed, and the input must be stored anyway.
        await using (var db = await bench.Portal.OpenDatabaseAsync())
        {
            await db.Database.ExecuteSqlRawAsync(
                "CREATE TRIGGER no_answer BEFORE UPDATE OF Accepted ON RunInputs BEGIN SELECT RAISE(ABORT, 'no answer'); END",
                Ct
            );
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => trainee.SwitchChaosAsync(on: true));
        await using var check = await bench.Portal.OpenDatabaseAsync();
        var input = await check.Set<RunInput>().AsNoTracking().SingleAsync(Ct);
        Assert.Equal("enable-experiment", input.Action);
        Assert.Null(input.Accepted);
    }

    [Fact]
    public async Task A_running_run_of_another_engine_is_closed_with_a_clear_word()
    {
        using var bench = new LabBench(_folder.Path);
        var trainee = await bench.StartAsync();
        await bench.LiveAsync(TimeSpan.FromSeconds(10));
        bench.Dispose();
        using var updated = new LabBench(_folder.Path, bench.Time);
        await using (var db = await updated.Portal.OpenDatabaseAsync())
        {
            await db.Set<LabRun>().ExecuteUpdateAsync(set => set.SetProperty(r => r.EngineVersion, ShopSimulation.EngineVersion + 1), Ct);
        }

        var again = new Responder(updated, trainee.Actor, trainee.RunId);
        var refused = await again.AcknowledgeAsync();
        Assert.Equal(RefusalKind.TooLate, refused.Refusal!.Kind);
        Assert.Contains("Start the lab again", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(RunState.Closed, (await again.ViewAsync()).State);
        Assert.Null((await again.AfterActionAsync()).Value.TrueCause);
    }

    [Fact]
    public async Task A_lab_whose_time_is_over_ends_by_itself_and_takes_nothing_more()
    {
        using var bench = new LabBench(_folder.Path);
        var trainee = await bench.StartAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(RefusalKind.TooLate, (await trainee.SwitchChaosAsync(on: true)).Refusal!.Kind);
        for (var turn = 0; turn < 7; turn++)
        {
            await bench.Get<ShopHost>().StepAsync(Ct);
        }

        var view = await trainee.ViewAsync();
        Assert.Equal(RunState.Finished, view.State);
        Assert.Equal("Its time was up.", view.Ending);
        Assert.Equal(TimeSpan.FromMinutes(60), view.Clock.Now);
        Assert.Equal(RefusalKind.TooLate, (await trainee.LookAsync(ShopViews.Logs)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_changed_scenario_file_does_not_change_a_run_that_has_begun()
    {
        using var bench = new LabBench(_folder.Path);
        var trainee = await bench.StartAsync();
        await using var db = await bench.Portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().AsNoTracking().SingleAsync(Ct);
        var text = run.ScenarioText.Replace(
            "title: High latency at Lanternfish Books",
            "title: The title of that day",
            StringComparison.Ordinal
        );
        await db.Set<LabRun>().ExecuteUpdateAsync(set => set.SetProperty(r => r.ScenarioText, text), Ct);
        Assert.Equal("The title of that day", (await trainee.ViewAsync()).Title);
        Assert.Equal("High latency at Lanternfish Books", bench.Get<RunScenarios>().Find(run.ScenarioId)!.Title);
    }

    private static async Task<string> DigestAsync(LabBench bench, Guid runId) =>
        (await bench.Get<ShopHost>().ReadAsync(runId, shop => shop.Digest(), Ct))!;

    public void Dispose() => _folder.Dispose();
}
