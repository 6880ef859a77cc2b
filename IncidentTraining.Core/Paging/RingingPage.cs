using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>A person's ringing pages have changed. The key of the event is the person.</summary>
/// <param name="PersonId">The person.</param>
public sealed record PagesChanged(Guid PersonId);

/// <summary>The shifts of a class, or the level of a page, have changed. Published after the commit, under the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record ShiftsChanged(Guid CohortId);

/// <summary>A ringing page.</summary>
/// <param name="Id">The page.</param>
/// <param name="RunId">The incident's run.</param>
/// <param name="Title">What rang.</param>
/// <param name="RaisedAt">When it first rang, UTC.</param>
/// <param name="Level">Who is paged.</param>
public sealed record RingingPage(Guid Id, Guid RunId, string Title, DateTime RaisedAt, PageLevel Level);

/// <summary>Reads a person's ringing pages.</summary>
public sealed class MyPages(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    /// <summary>The pages that ring with the actor now, oldest first.</summary>
    public async Task<IReadOnlyList<RingingPage>> RunAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await Pager
            .Ringing(db)
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

    /// <summary>Whether a page rings for a person who is known to be on call or to facilitate the class.</summary>
    internal static bool RingsWith(Page page, OnCallShift shift, Guid personId) =>
        personId == shift.PrimaryId
        || (personId == shift.SecondaryId && page.Level >= PageLevel.Secondary)
        || (personId != shift.SecondaryId && page.Level == PageLevel.Facilitator);
}
