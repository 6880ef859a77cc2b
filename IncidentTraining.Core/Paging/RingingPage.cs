using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>The pages that ring with a person have changed. The key of the event is the person.</summary>
/// <param name="PersonId">The person.</param>
public sealed record PagesChanged(Guid PersonId);

/// <summary>The shifts of a class have changed, or how far the page of one went. Published after the commit, under the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record ShiftsChanged(Guid CohortId);

/// <summary>A page that rings with someone.</summary>
/// <param name="Id">The page.</param>
/// <param name="RunId">The incident's run.</param>
/// <param name="Title">What rang.</param>
/// <param name="RaisedAt">When it rang first, UTC.</param>
/// <param name="Level">With whom it rings.</param>
public sealed record RingingPage(Guid Id, Guid RunId, string Title, DateTime RaisedAt, PageLevel Level);

/// <summary>Reads what rings with someone.</summary>
public sealed class MyPages(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>The pages that ring with the actor now, oldest first.</summary>
    public async Task<IReadOnlyList<RingingPage>> RunAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Set<Page>()
            .AsNoTracking()
            .Where(page => page.AcknowledgedAt == null)
            .Join(db.Set<OnCallShift>(), page => page.ShiftId, shift => shift.Id, (page, shift) => new { page, shift })
            .Where(row =>
                row.shift.PrimaryId == actor.PersonId
                || row.shift.SecondaryId == actor.PersonId
                || db.Set<Membership>()
                    .Any(m => m.CohortId == row.shift.CohortId && m.PersonId == actor.PersonId && m.Role == ClassRole.Facilitator)
            )
            .OrderBy(row => row.page.RaisedAt)
            .ToListAsync(ct);
        return
        [
            .. rows.Where(row => RingsWith(row.page, row.shift, actor.PersonId))
                .Select(row => new RingingPage(row.page.Id, row.page.RunId, row.page.Title, row.page.RaisedAt, row.page.Level)),
        ];
    }

    /// <summary>Whether a page rings with someone of whom it is known that they are on call or facilitate the class.</summary>
    internal static bool RingsWith(Page page, OnCallShift shift, Guid personId) =>
        personId == shift.PrimaryId
        || (personId == shift.SecondaryId && page.Level >= PageLevel.Secondary)
        || (personId != shift.SecondaryId && page.Level == PageLevel.Facilitator);
}
