using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>The content of an incident's status page.</summary>
/// <param name="Updates">What was published, oldest first.</param>
/// <param name="StartedAt">When the run began, UTC.</param>
public sealed record IncidentStatus(IReadOnlyList<StatusUpdate> Updates, DateTime StartedAt)
{
    /// <summary>The shop's clock, which promises are measured by.</summary>
    public ShopClock Clock => new(StartedAt);
}

/// <summary>Reads the status page of a run's incident, for its crew and the staff of its class.</summary>
public sealed class ReadStatusPage(IDbContextFactory<TrainingDb> databases, IAuthorNames names) : IUseCase
{
    /// <summary>The published updates, without drafts.</summary>
    public async Task<Outcome<IncidentStatus>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!run.Succeeded)
        {
            return run.Refusal;
        }

        var timeline = (await db.TimelineAsync(runId, ct)).Under(await names.OverRunAsync(db, actor, run.Value, ct));
        return new IncidentStatus(StatusUpdate.Of(timeline), run.Value.StartedAt);
    }
}
