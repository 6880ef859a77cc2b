using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// Rebuilds a run's shop by replaying its inputs, or closes a run that this version of the portal could only replay wrongly.
/// </summary>
public sealed class ShopRebuild(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    RunScenarios scenarios,
    RunParticipants participants,
    TimeProvider time
) : IUseCase
{
    /// <summary>Loads the shop of a live run; called inside its mailbox.</summary>
    internal async Task<Outcome> RunAsync(LiveRun live, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.Set<LabRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == live.Id, ct);
        if (run is null)
        {
            return Refusal.NotFound("There is no such run.");
        }

        live.Run = run;
        if (run.HasEnded)
        {
            return Refusal.TooLate($"This run has ended. {run.Ending}");
        }

        if (run.EngineVersion != ShopSimulation.EngineVersion)
        {
            return await CloseAsync(
                live,
                "A portal update has changed the practice shop, and this run's shop could not be rebuilt accurately. Start the lab again.",
                ct
            );
        }

        if (scenarios.Read(run.ScenarioId, run.ScenarioText) is not { } scenario)
        {
            return await CloseAsync(live, "This version of the portal can no longer read the run's scenario. Start the lab again.", ct);
        }

        var inputs = await db.Set<RunInput>().AsNoTracking().Where(i => i.RunId == run.Id).OrderBy(i => i.Sequence).ToListAsync(ct);
        var shop = ShopSimulation.Create(scenario, run.Seed);
        var unsettled = new List<(long Sequence, InputAnswer Answer)>();
        foreach (var input in inputs)
        {
            var answer = shop.Apply(input.ToShop());
            if (input.Accepted is null)
            {
                unsettled.Add((input.Sequence, answer));
            }
        }

        var cache = new RunCache();
        cache.Add(await RunSessions.EntriesAfterAsync(db, run.Id, 0, ct));
        inputs.ForEach(cache.Add);
        live.Begin(shop, cache);
        try
        {
            foreach (var (sequence, answer) in unsettled)
            {
                await SettleAsync(live, sequence, answer, ct);
            }
        }
        catch
        {
            // The next use of the run retries.
            live.Drop();
            throw;
        }

        return Outcome.Done;
    }

    /// <summary>
    /// The process ended between storing an input and recording its response; the replay has given the same response again.
    /// </summary>
    private async Task SettleAsync(LiveRun live, long sequence, InputAnswer answer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        RunSession? session = null;
        await gate.WriteInAsync(
            db,
            async () =>
            {
                session = await RunSessions.OpenAsync(db, live, null, time.GetUtcNow().UtcDateTime, participants, ct);
                var settled = await ShopInputs.SettleAsync(session, sequence, answer, ct);
                await participants.CompletingAsync(session, ct);
                return settled;
            },
            ct
        );
        live.Settled(session!);
    }

    private async Task<Outcome> CloseAsync(LiveRun live, string reason, CancellationToken ct)
    {
        await gate.WriteAsync(
            async db =>
            {
                var run = await db.Set<LabRun>().SingleAsync(r => r.Id == live.Id, ct);
                var wall = time.GetUtcNow().UtcDateTime;
                var timeline = await IncidentTimeline.OpenAsync(db, run, wall, ct);
                var closed = run.Close(reason, wall);
                if (closed.Succeeded)
                {
                    timeline.Record(IncidentEventKind.RunEnded, reason);
                    (live.Run, live.Changed) = (run, true);
                }

                return closed;
            },
            ct
        );
        return Refusal.TooLate($"This run has ended. {reason}");
    }
}
