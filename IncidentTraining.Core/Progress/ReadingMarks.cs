using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress;

/// <summary>Which pages of a day a person has read to their end.</summary>
public sealed class ReadingMarks(IDbContextFactory<TrainingDb> databases)
{
    /// <summary>The ids of the actor's own read pages.</summary>
    public async Task<IReadOnlySet<string>> OfAsync(Actor actor, string dayId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var read = await db.Set<ReadingMark>().AsNoTracking()
            .Where(mark => mark.PersonId == actor.PersonId && mark.DayId == dayId)
            .Select(mark => mark.PageId).ToListAsync(ct);
        return read.ToHashSet();
    }
}
