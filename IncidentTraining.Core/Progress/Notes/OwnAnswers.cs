using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>The signed-in user's answers to the exercises of a page.</summary>
public sealed class OwnAnswers(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>Returns the answers by exercise id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OnPageAsync(
        Actor actor,
        string dayId,
        string pageId,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<OwnAnswer>()
            .AsNoTracking()
            .Where(answer => answer.PersonId == actor.PersonId && answer.DayId == dayId && answer.PageId == pageId)
            .ToDictionaryAsync(answer => answer.AnswerId, answer => answer.Text, ct);
    }
}
