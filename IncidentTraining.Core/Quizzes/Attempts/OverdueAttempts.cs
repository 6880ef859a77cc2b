using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>
/// Hands in what nobody handed in before the time was up. Whoever reads attempts asks this first, so that no timer has to
/// run on the server and a restart cannot miss one.
/// </summary>
public sealed class OverdueAttempts(IDbContextFactory<TrainingDb> databases, WriteGate gate, TimeProvider time)
{
    /// <summary>Hands in the overdue attempts of a class; costs one query when there are none.</summary>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Gives up.</param>
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

        await gate.WriteAsync(async db =>
        {
            await db.HandInOverdueAsync(cohortId, now, ct);
            return Outcome.Done;
        }, ct);
    }
}
