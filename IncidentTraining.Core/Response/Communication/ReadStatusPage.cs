using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>What an incident's status page says.</summary>
/// <param name="Updates">What was published, oldest first.</param>
/// <param name="Clock">The run's clock, for saying promised times as people read them.</param>
public sealed record IncidentStatus(IReadOnlyList<StatusUpdate> Updates, IReadOnlyList<ClockSegment> Clock)
{
    /// <summary>The moment, UTC, at which the clock reaches a virtual time if it goes on as it does now.</summary>
    public DateTime WallOf(TimeSpan at)
    {
        var segment = Clock.LastOrDefault(s => s.VirtualStart <= at && s.Rate > 0) ?? Clock[0];
        return segment.WallStart + ((at - segment.VirtualStart) / Math.Max(1, segment.Rate));
    }
}

/// <summary>Reads the status page of a run's incident, for its crew and the staff of its class.</summary>
public sealed class ReadStatusPage(IDbContextFactory<TrainingDb> databases, IAuthorNames names) : IUseCase
{
    /// <summary>The published updates; drafts are not on it.</summary>
    public async Task<Outcome<IncidentStatus>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!run.Succeeded)
        {
            return run.Refusal;
        }

        var timeline = (await db.TimelineAsync(runId, ct)).Under(await names.OverRunAsync(db, actor, run.Value, ct));
        return new IncidentStatus(StatusUpdate.Of(timeline), run.Value.Clock);
    }
}
