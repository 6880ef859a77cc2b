using System.Collections.Concurrent;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// Hosts the shops of all open runs: rebuilds them from the stored data, advances them, and is the only one that accesses them, one caller
/// at a time for each.
/// </summary>
public sealed partial class ShopHost(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    ShopRebuild rebuild,
    RunParticipants participants,
    LiveEvents events,
    TimeProvider time,
    InputRules rules,
    ILogger<ShopHost> logger
)
{
    /// <summary>How long one round over all running shops may take; shops that had no turn are first in the next round.</summary>
    private static readonly TimeSpan RoundBudget = TimeSpan.FromMilliseconds(700);

    /// <summary>The most virtual time by which a shop is advanced in one turn, so that one far behind does not delay the others.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, LiveRun> _runs = new();

    /// <summary>Finds the runs that were open when the process ended; their shops are rebuilt in the next rounds.</summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var running = await db.Set<LabRun>().Where(run => run.State == RunState.Running).Select(run => run.Id).ToListAsync(ct);
        foreach (var id in running)
        {
            Watch(id);
        }
    }

    /// <summary>Advances every running shop to now, the longest-waiting first, within the round's budget.</summary>
    public async Task StepAsync(CancellationToken ct)
    {
        var start = time.GetTimestamp();
        foreach (
            var live in _runs
                .Values.Where(live => live is { Failed: false, Run: null or { State: RunState.Running } })
                .OrderBy(live => live.LastStepped)
                .ToList()
        )
        {
            if (time.GetElapsedTime(start) > RoundBudget)
            {
                return;
            }

            await StepAsync(live, ct);
        }
    }

    /// <summary>Adds a run to those that are stepped.</summary>
    internal void Watch(Guid runId) => _runs.GetOrAdd(runId, id => new LiveRun(id));

    /// <summary>Executes an operation of a crew member; either everything is committed or nothing.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="verb">The operation, executed inside the mailbox and the transaction.</param>
    /// <param name="ct">Stops waiting.</param>
    internal Task<Outcome> ActAsync(Actor actor, Guid runId, Func<RunSession, Task<Outcome>> verb, CancellationToken ct) =>
        ActAsync(actor, runId, RunAccess.MayWorkAsync, verb, ct);

    /// <summary>
    /// Executes an operation of a crew member with an input. Validation comes first: its errors reveal nothing about the run.
    /// </summary>
    internal async Task<Outcome> ActAsync<TInput>(
        Actor actor,
        Guid runId,
        TInput input,
        Func<RunSession, Task<Outcome>> verb,
        CancellationToken ct
    )
        where TInput : class => rules.Refuse(input) is { } refused ? refused : await ActAsync(actor, runId, verb, ct);

    /// <summary>
    /// Executes an operation of a person whom <paramref name="access"/> admits; either everything is committed or nothing.
    /// </summary>
    internal async Task<Outcome> ActAsync(
        Actor actor,
        Guid runId,
        RunRight access,
        Func<RunSession, Task<Outcome>> verb,
        CancellationToken ct
    )
    {
        if (await RefuseStrangerAsync(actor, runId, access, ct) is { } stranger)
        {
            return stranger;
        }

        return await InMailboxAsync(
            runId,
            async live =>
            {
                var run = await OpenAsync(live, LabRun.RehearsalLimit, ct);
                return run.Succeeded ? await CommitAsync(live, actor, verb, ct) : run.Refusal;
            },
            ct
        );
    }

    /// <summary>Executes an operation in a run that no one requested, such as following the class's timer.</summary>
    internal Task<Outcome> RunByPortalAsync(Guid runId, Func<RunSession, Task<Outcome>> verb, CancellationToken ct) =>
        InMailboxAsync(
            runId,
            async live =>
            {
                var run = await OpenAsync(live, LabRun.RehearsalLimit, ct);
                return run.Succeeded ? await CommitAsync(live, null, verb, ct) : run.Refusal;
            },
            ct
        );

    /// <summary>Reads from the current shop; null when the run has no running shop.</summary>
    internal async Task<T?> ReadAsync<T>(Guid runId, Func<ShopSimulation, T> read, CancellationToken ct)
        where T : class
    {
        T? result = null;
        await InMailboxAsync(
            runId,
            async live =>
            {
                if (await OpenAsync(live, LabRun.RehearsalLimit, ct) is { Succeeded: true })
                {
                    result = read(live.Shop!);
                }

                return Outcome.Done;
            },
            ct
        );
        return result;
    }

    private async Task StepAsync(LiveRun live, CancellationToken ct)
    {
        // An action or read also advances the shop to now, so it need not wait for this turn.
        if (!await live.Mailbox.WaitAsync(0, ct))
        {
            return;
        }

        bool changed;
        try
        {
            live.LastStepped = time.GetTimestamp();
            if (!(await OpenAsync(live, LongestTurn, ct)).Succeeded)
            {
                return;
            }

            live.NoticeTimeIsUp();
            if (live.Shop!.EventsAfter(live.LastRecorded).Count > 0 || IsDue(live) || live.Shop.Now >= live.NextDueAt)
            {
                await CommitAsync(live, null, session => Task.FromResult(RunEnding.EndWhenTimeIsUp(session)), ct);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One broken shop must not stop the others; it stays as it is until someone opens its page and sees the error.
            live.Failed = true;
            live.Drop();
            LogShopFailed(failure, live.Id);
            return;
        }
        finally
        {
            changed = live.TakeChanged();
            live.Mailbox.Release();
        }

        await PublishAsync(live, changed);
    }

    /// <summary>Whether the run must end and its shop has reached that time.</summary>
    private bool IsDue(LiveRun live) => live.Shop!.Now >= live.Run!.Limit && live.Run.IsDue(time.GetUtcNow().UtcDateTime);

    /// <summary>Ensures that the shop is in memory and advanced to now, or as far as the turn allows.</summary>
    private async Task<Outcome> OpenAsync(LiveRun live, TimeSpan turn, CancellationToken ct)
    {
        if (live.Shop is null)
        {
            var rebuilt = await rebuild.RunAsync(live, ct);
            if (!rebuilt.Succeeded)
            {
                _runs.TryRemove(live.Id, out _);
                return rebuilt;
            }

            live.Failed = false;
        }

        var now = live.Run!.VirtualAt(time.GetUtcNow().UtcDateTime);
        var furthest = live.Shop!.Now + turn;
        live.Shop.AdvanceTo(now < furthest ? now : furthest);
        return Outcome.Done;
    }

    private async Task<Outcome> InMailboxAsync(Guid runId, Func<LiveRun, Task<Outcome>> work, CancellationToken ct)
    {
        var live = _runs.GetOrAdd(runId, id => new LiveRun(id));
        Outcome outcome;
        await live.Mailbox.WaitAsync(ct);
        bool changed;
        try
        {
            outcome = await work(live);
        }
        finally
        {
            changed = live.TakeChanged();
            live.Mailbox.Release();
        }

        if (changed)
        {
            await PublishAsync(live, changed: true);
        }

        return outcome;
    }

    private async Task<Refusal?> RefuseStrangerAsync(Actor actor, Guid runId, RunRight access, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await access(db, actor, runId, ct) is { Succeeded: false } stranger ? stranger.Refusal : null;
    }

    private async Task PublishAsync(LiveRun live, bool changed)
    {
        await events.PublishAsync(live.Id, new ShopTicked(live.Id, live.Shop?.Now ?? live.Run?.EndedAtVirtual ?? TimeSpan.Zero));
        if (changed)
        {
            await events.PublishAsync(live.Id, new RunChanged(live.Id));
        }

        if (changed && live.Run is { HasEnded: true } ended)
        {
            await events.PublishAsync(ended.CohortId, new ActivityRunsChanged(ended.CohortId));
        }
    }

    [LoggerMessage(LogLevel.Error, "The shop of run {RunId} failed and is left alone until its page is opened.")]
    private partial void LogShopFailed(Exception failure, Guid runId);
}
