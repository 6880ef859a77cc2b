using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Runs;

/// <summary>How a run's changes are committed, inside its mailbox.</summary>
public sealed partial class ShopHost
{
    private async Task<Outcome> CommitAsync(LiveRun live, Actor? actor, Func<RunSession, Task<Outcome>> verb, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var committed = await CommitAsync(live, db, () => OpenSessionAsync(live, db, actor, ct), verb, ct);
        return committed.Succeeded ? Outcome.Done : committed.Refusal;
    }

    private Task<RunSession> OpenSessionAsync(LiveRun live, TrainingDb db, Actor? actor, CancellationToken ct) =>
        RunSessions.OpenAsync(db, live, actor, time.GetUtcNow().UtcDateTime, participants, ct);

    /// <summary>Executes the operation in one transaction; the returned session can be continued in the next one.</summary>
    private async Task<Outcome<RunSession>> CommitAsync(
        LiveRun live,
        TrainingDb db,
        Func<Task<RunSession>> open,
        Func<RunSession, Task<Outcome>> verb,
        CancellationToken ct
    )
    {
        RunSession? session = null;
        var next = TimeSpan.MaxValue;
        var outcome = await gate.WriteInAsync(
            db,
            async () =>
            {
                session = await open();
                await ShopInputs.RecordEventsAsync(session, live.LastRecorded, ct);
                await participants.SteppedAsync(session, ct);
                var done = await verb(session);
                if (done.Succeeded)
                {
                    await participants.CompletingAsync(session, ct);
                    next = await participants.NextAsync(session, ct);
                }

                return done;
            },
            ct
        );
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        live.Committed(session!);
        (live.Changed, live.NextDueAt) = (true, next);
        if (live.Run!.HasEnded)
        {
            live.Drop();
            _runs.TryRemove(live.Id, out _);
            return session!;
        }

        // Decisions of people in the channel are committed first, like every input of the shop.
        foreach (var decision in session!.Decisions)
        {
            await SettleAsync(live, session, decision, live.Shop!.Apply(decision.ToShop()));
        }

        return session;
    }

    /// <summary>
    /// Records the shop's response to a stored input, in the next transaction of the same context. If that fails, the shop is rebuilt from
    /// the stored data, which gives the same response again and records it.
    /// </summary>
    private async Task SettleAsync(LiveRun live, RunSession stored, RunInput input, InputAnswer answer)
    {
        try
        {
            await CommitAsync(
                live,
                stored.Db,
                () => Task.FromResult(stored.Next(time.GetUtcNow().UtcDateTime)),
                session => ShopInputs.SettleAsync(session, input.Sequence, answer, CancellationToken.None),
                CancellationToken.None
            );
        }
        catch (DbUpdateException failure)
        {
            // Nearly always caused by a write to the timeline that bypassed the shop, between the two transactions.
            LogAnswerNotStored(failure, live.Id);
            live.Drop();
            await OpenAsync(live, LabRun.RehearsalLimit, CancellationToken.None);
            live.Changed = true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The answer to an action in run {RunId} was not stored; its shop is rebuilt.")]
    private partial void LogAnswerNotStored(Exception failure, Guid runId);
}
