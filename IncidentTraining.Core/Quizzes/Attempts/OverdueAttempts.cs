using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>
/// Submits attempts whose time is up. Called before attempts are read, so that no server timer is needed and a restart cannot miss one.
/// </summary>
public sealed class OverdueAttempts(IDbContextFactory<TrainingDb> databases, WriteGate gate, TimeProvider time)
{
    /// <summary>Submits the overdue attempts of a class; costs one query when there are none.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public async Task HandInAsync(Guid cohortId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (!await db.Overdue(cohortId, now).AnyAsync(ct))
            {
                return;
            }
        }

        await gate.WriteAsync(
            async db =>
            {
                await db.HandInOverdueAsync(cohortId, now, ct);
                return Outcome.Done;
            },
            ct
        );
    }
}
