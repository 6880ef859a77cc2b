using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>The signed-in user's bookmarks and notes.</summary>
public sealed class MyNotes(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>Returns the notes on one page, oldest first.</summary>
    public async Task<IReadOnlyList<PageNote>> OnPageAsync(Actor actor, string dayId, string pageId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<PageNote>()
            .AsNoTracking()
            .Where(note => note.PersonId == actor.PersonId && note.DayId == dayId && note.PageId == pageId)
            .OrderBy(note => note.SavedAt)
            .ToListAsync(ct);
    }

    /// <summary>Returns all notes, latest first.</summary>
    public async Task<IReadOnlyList<PageNote>> AllAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<PageNote>()
            .AsNoTracking()
            .Where(note => note.PersonId == actor.PersonId)
            .OrderByDescending(note => note.SavedAt)
            .ToListAsync(ct);
    }
}
