using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>A person whose page rings acknowledges it and the incident, and becomes its commander.</summary>
public sealed class AcknowledgePage(IDbContextFactory<TrainingDb> databases, ShopHost host, LiveEvents events) : IUseCase
{
    private static readonly Refusal Unknown = Refusal.NotFound("There is no such page, or it is not paging you.");

    /// <summary>Acknowledges and returns the incident's run.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid pageId, CancellationToken ct = default)
    {
        Guid runId;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            var found = await db.Set<Page>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == pageId, ct);
            if (found is null || !await RingsWithAsync(db, found, actor, ct))
            {
                return Unknown;
            }

            runId = found.RunId;
        }

        List<Guid> paged = [];
        Guid? cohortId = null;
        var outcome = await host.ActAsync(
            actor,
            runId,
            RunAccess.AnybodyAsync,
            async session =>
            {
                // Checked again inside the transaction: the page may have been escalated meanwhile.
                var page = await session.Db.Set<Page>().SingleAsync(p => p.Id == pageId, ct);
                if (!await RingsWithAsync(session.Db, page, actor, ct))
                {
                    return Unknown;
                }

                if (page.AcknowledgedById == actor.PersonId)
                {
                    // The second click of a double click, or another tab.
                    return Outcome.Done;
                }

                if (page.Acknowledge(actor.PersonId, session.Wall) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var shift = await session.Db.Set<OnCallShift>().SingleAsync(s => s.Id == page.ShiftId, ct);
                paged = await Pager.PeopleAsync(session.Db, page, shift, ct);
                cohortId = shift.CohortId;
                session.Record(IncidentEventKind.PageAcknowledged, $"Acknowledged the page: {page.Title}", page.Level.ToString());
                if (session.Incident.Phase == IncidentPhase.Detection)
                {
                    session.Incident.NoticeSign(session.Now);
                    var acknowledged = session.Do(
                        incident => incident.Acknowledge(session.Now),
                        IncidentEventKind.Acknowledged,
                        "Acknowledged the incident."
                    );
                    if (!acknowledged.Succeeded)
                    {
                        return acknowledged;
                    }
                }

                if (session.Crew.Find(actor.PersonId) is null)
                {
                    session.Db.Add(
                        new CrewMember(
                            runId,
                            actor.PersonId,
                            isHelper: page.Level == PageLevel.Facilitator && actor.PersonId != shift.SecondaryId,
                            session.Now
                        )
                    );
                    foreach (var role in Enum.GetValues<IncidentRole>())
                    {
                        session.Db.Add(new CrewDuty(runId, role, actor.PersonId));
                    }

                    session.Record(
                        IncidentEventKind.RoleHandedOver,
                        $"All roles: {session.Crew.HolderOf(IncidentRole.Commander).Name} → {session.PersonName}, by the page."
                    );
                }

                return Outcome.Done;
            },
            ct
        );
        foreach (var personId in paged)
        {
            await events.PublishAsync(personId, new PagesChanged(personId));
        }

        if (outcome.Succeeded && cohortId is { } changed)
        {
            await events.PublishAsync(changed, new ShiftsChanged(changed));
        }

        return outcome.Succeeded ? runId : outcome.Refusal;
    }

    private static async Task<bool> RingsWithAsync(TrainingDb db, Page page, Actor actor, CancellationToken ct)
    {
        var shift = await db.Set<OnCallShift>().AsNoTracking().SingleAsync(s => s.Id == page.ShiftId, ct);
        var concerned =
            actor.PersonId == shift.PrimaryId
            || actor.PersonId == shift.SecondaryId
            || (await db.RequireRoleAsync(actor, shift.CohortId, [ClassRole.Facilitator], ct)).Succeeded;
        return concerned && MyPages.RingsWith(page, shift, actor.PersonId);
    }
}
