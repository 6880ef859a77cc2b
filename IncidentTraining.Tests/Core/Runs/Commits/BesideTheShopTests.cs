using System.Data.Common;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>
/// Writes to a run that bypass its shop, and failures between the two transactions of an action: the memory never hides what is stored.
/// </summary>
public sealed class BesideTheShopTests : IDisposable
{
    private readonly AfterCommit _afterCommit = new();
    private readonly LabBench _bench;

    public BesideTheShopTests() =>
        _bench = new LabBench(configure: services =>
            services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(_afterCommit))
        );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_that_another_writer_adds_is_read_before_the_next_one()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.Null((await trainee.TypeAsync("First.")).Refusal);
        await WriteAsync(trainee.RunId, "Written beside the shop.");
        Assert.Null((await trainee.TypeAsync("Second.")).Refusal);
        var entries = await _bench.EventsAsync(trainee.RunId);
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(e => e.Number));
        Assert.Equal(["First.", "Written beside the shop.", "Second."], entries.TakeLast(3).Select(e => e.Text));
        // The entry is known: a person who tries to correct it is told the reason, not that there is no such entry.
        var refused = await _bench.Get<CorrectEntry>().RunAsync(trainee.Actor, new(trainee.RunId, entries[^2].Number, "Other words."), Ct);
        Assert.Equal(RefusalKind.Conflict, refused.Refusal!.Kind);
    }

    [Fact]
    public async Task An_entry_between_storing_an_action_and_its_answer_loses_neither()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        _afterCommit.Next = () => WriteAsync(trainee.RunId, "Written in between.");
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Value.Accepted);
        await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        Assert.True((await trainee.SeeAsync(shop => shop.Experiments()))!.Single(e => e.Id == LabBench.Chaos).Enabled);
        var entries = await _bench.EventsAsync(trainee.RunId);
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(e => e.Number));
        Assert.Single(entries, e => e.Text == "Written in between.");
        Assert.Single(entries, e => e.Kind == IncidentEventKind.ActionStarted);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.True((await db.Set<RunInput>().SingleAsync(Ct)).Accepted);
    }

    [Fact]
    public async Task An_answer_that_could_not_be_stored_is_recorded_when_the_run_is_next_used()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        await SqlAsync("CREATE TRIGGER no_answer BEFORE UPDATE OF Accepted ON RunInputs BEGIN SELECT RAISE(ABORT, 'no answer'); END");
        await Assert.ThrowsAsync<DbUpdateException>(() => trainee.SwitchChaosAsync(on: true));
        await SqlAsync("DROP TRIGGER no_answer");
        await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.True((await db.Set<RunInput>().SingleAsync(Ct)).Accepted);
        Assert.True((await trainee.SeeAsync(shop => shop.Experiments()))!.Single(e => e.Id == LabBench.Chaos).Enabled);
        Assert.Single(await _bench.EventsAsync(trainee.RunId), e => e.Kind == IncidentEventKind.ActionStarted);
    }

    [Fact]
    public async Task What_was_not_committed_is_not_in_memory_either()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        await SqlAsync("CREATE TRIGGER no_pause BEFORE UPDATE OF State ON LabRuns BEGIN SELECT RAISE(ABORT, 'no pause'); END");
        await Assert.ThrowsAsync<DbUpdateException>(() => trainee.PauseAsync());
        await SqlAsync("DROP TRIGGER no_pause");
        Assert.Equal(RunState.Running, (await trainee.ViewAsync()).State);
        await _bench.LiveAsync(TimeSpan.FromSeconds(20));
        var now = await _bench.Get<ShopHost>().ReadAsync(trainee.RunId, shop => VirtualTime.Clock(shop.Now), Ct);
        Assert.Equal(VirtualTime.Clock(TimeSpan.FromSeconds(30)), now);
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Null((await trainee.PauseAsync()).Refusal);
        Assert.Equal(RunState.Paused, (await trainee.ViewAsync()).State);
    }

    [Fact]
    public async Task Two_actions_at_once_are_taken_one_after_the_other()
    {
        var (commander, operations) = await _bench.StartPairAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        var answers = await Task.WhenAll(
            Task.Run(() => commander.SwitchChaosAsync(on: true), Ct),
            Task.Run(() => operations.ActAsync("switch-flag", ("flag", "live-recommendations"), ("state", "off")), Ct),
            Task.Run(() => operations.ActAsync("shed-traffic", ("percent", "5")), Ct)
        );
        Assert.All(answers, answer => Assert.Null(answer.Refusal));
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var inputs = await db.Set<RunInput>().OrderBy(input => input.Sequence).ToListAsync(Ct);
        Assert.Equal([1, 2, 3], inputs.Select(input => input.Sequence));
        Assert.All(inputs, input => Assert.True(input.Accepted));
    }

    public void Dispose() => _bench.Dispose();

    // Bypassing the gate, which the portal never does: an interceptor calls it while the gate is held.
    private async Task WriteAsync(Guid runId, string text)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(one => one.Id == runId, Ct);
        var timeline = await IncidentTimeline.OpenAsync(db, run, _bench.Time.GetUtcNow().UtcDateTime, Ct);
        timeline.Record(IncidentEventKind.PageEscalated, text);
        await db.SaveChangesAsync(Ct);
    }

    private async Task SqlAsync(string sql)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        await db.Database.ExecuteSqlRawAsync(sql, Ct);
    }

    /// <summary>Does something once after the next commit.</summary>
    private sealed class AfterCommit : DbTransactionInterceptor
    {
        public Func<Task>? Next { get; set; }

        public override async Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            if (Next is { } next)
            {
                Next = null;
                await next();
            }
        }
    }
}
