using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress;

/// <summary>The pages of a day that a person has read to the end.</summary>
public sealed class ReadingMarks(IDbContextFactory<TrainingDb> databases)
{
    /// <summary>Returns the ids of the pages that the signed-in user has read.</summary>
    public async Task<IReadOnlySet<string>> OfAsync(Actor actor, string dayId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var read = await db.Set<ReadingMark>()
            .AsNoTracking()
            .Where(mark => mark.PersonId == actor.PersonId && mark.DayId == dayId)
            .Select(mark => mark.PageId)
            .ToListAsync(ct);
        return read.ToHashSet();
    }
}
