using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>Turns an alert of an on-call run's shop into a page.</summary>
internal static class Pager
{
    /// <summary>Pages the first on call when a paging alert has begun to fire; once per run, because more noise helps no one.</summary>
    public static async Task RaiseAsync(RunSession session, CancellationToken ct)
    {
        if (session.Run.ShiftId is not { } shiftId)
        {
            return;
        }

        var rules = FirstPage.Rules(session.Scenario);
        var alert = session.Timeline.Added.FirstOrDefault(e => e.Kind == IncidentEventKind.AlertFiring && rules.Contains(e.Subject));
        if (alert is null || await session.Db.Set<Page>().AnyAsync(p => p.RunId == session.Run.Id, ct))
        {
            return;
        }

        var shift = await session.Db.Set<OnCallShift>().SingleAsync(s => s.Id == shiftId, ct);
        if (session.Wall >= shift.Until)
        {
            // No one is on call any longer: the portal was down when the page was due.
            return;
        }

        session.Db.Add(new Page(Guid.CreateVersion7(new DateTimeOffset(session.Wall)), shift, session.Run.Id, alert.Text, session.Wall));
        var name = await session.Db.NameOfAsync(shift.PrimaryId, ct);
        session.Timeline.Record(
            IncidentEventKind.Paged,
            $"Paged {name}: {alert.Text}",
            PageLevel.Primary.ToString(),
            "Pager",
            key: "page:0"
        );
    }

    /// <summary>
    /// Answers the page of an incident that was acknowledged in its run: it must not ring on, or call others, while someone works on it.
    /// </summary>
    public static async Task AnswerAsync(RunSession session, CancellationToken ct)
    {
        if (
            session.Run.ShiftId is null
            || session.PersonId is not { } personId
            || session.Timeline.Added.All(e => e.Kind != IncidentEventKind.Acknowledged)
        )
        {
            return;
        }

        var page = await session.Db.Set<Page>().SingleOrDefaultAsync(p => p.RunId == session.Run.Id, ct);
        if (page?.Acknowledge(personId, session.Wall).Succeeded == true)
        {
            session.Record(IncidentEventKind.PageAcknowledged, $"Acknowledged the page: {page.Title}", page.Level.ToString());
        }
    }

    /// <summary>The pages that ring: no one has acknowledged them, and their runs have not ended.</summary>
    public static IQueryable<Page> Ringing(TrainingDb db) =>
        from page in db.Set<Page>().AsNoTracking()
        join run in db.Set<LabRun>() on page.RunId equals run.Id
        where page.AcknowledgedAt == null && run.EndedAt == null
        select page;

    /// <summary>Everyone who is paged.</summary>
    public static async Task<List<Guid>> PeopleAsync(TrainingDb db, Page page, OnCallShift shift, CancellationToken ct)
    {
        var facilitators =
            page.Level == PageLevel.Facilitator
                ? await db.Set<Membership>()
                    .Where(m => m.CohortId == shift.CohortId && m.Role == ClassRole.Facilitator)
                    .Select(m => m.PersonId)
                    .ToListAsync(ct)
                : [];
        return
        [
            .. facilitators
                .Append(shift.PrimaryId)
                .Concat(shift.SecondaryId is { } second ? [second] : [])
                .Distinct()
                .Where(personId => MyPages.RingsWith(page, shift, personId)),
        ];
    }
}
