using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Opens an ended run for scrubbing, for those who may see the run: its responders and the staff of its class.</summary>
public sealed class OpenReplay(IDbContextFactory<TrainingDb> databases, RunScenarios scenarios) : IUseCase
{
    /// <summary>How many shops may be rebuilt at once: a class that watches its replays must not starve the running shops.</summary>
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _workers = new(AtOnce, AtOnce);

    /// <summary>The replay at the start of the run; refused while the run is open, and if it could only be replayed incorrectly.</summary>
    public async Task<Outcome<RunReplay>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!visible.Succeeded)
        {
            return visible.Refusal;
        }

        var run = visible.Value;
        if (run.EndedAtVirtual is not { } length)
        {
            return Refusal.Conflict("The run is still in progress. You can replay it after it ends.");
        }

        if (run.EngineVersion != ShopSimulation.EngineVersion)
        {
            return Refusal.Conflict(
                "A portal update has changed the practice shop, so this run can no longer be replayed accurately. Its charts and timeline are kept."
            );
        }

        if (scenarios.Read(run.ScenarioId, run.ScenarioText) is not { } scenario)
        {
            return Refusal.Conflict("This version of the portal can no longer read the run's scenario. Its charts and timeline are kept.");
        }

        var inputs = await db.Set<RunInput>().AsNoTracking().Where(i => i.RunId == runId).OrderBy(i => i.Sequence).ToListAsync(ct);
        return new RunReplay(scenario, run.Seed, [.. inputs.Select(input => input.ToShop())], length, _workers);
    }
}
