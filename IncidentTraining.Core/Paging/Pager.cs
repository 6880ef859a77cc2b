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
