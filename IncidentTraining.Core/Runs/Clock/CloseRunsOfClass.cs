using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Closes the open runs of a class that is archived: no one could act in them any longer.</summary>
public sealed class CloseRunsOfClass(IDbContextFactory<TrainingDb> databases, ShopHost host) : IClassEnd
{
    /// <inheritdoc />
    public async Task EndAsync(Guid cohortId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await db.Set<LabRun>()
            .Where(run => run.CohortId == cohortId && (run.State == RunState.Running || run.State == RunState.Paused))
            .Select(run => run.Id)
            .ToListAsync(ct);
        foreach (var runId in open)
        {
            // A refusal means that the run has just ended.
            await host.RunByPortalAsync(runId, session => Task.FromResult(RunEnding.Close(session, "The class was archived.")), ct);
        }
    }
}
