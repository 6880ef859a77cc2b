using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A stored member of a crew.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsHelper">Whether they are staff who came to help.</param>
internal sealed record StoredMate(Guid PersonId, string Name, bool IsHelper);

/// <summary>A stored role that was handed over.</summary>
/// <param name="Role">The role.</param>
/// <param name="PersonId">Its holder.</param>
/// <param name="LentById">Its owner while a helper has it; null when it is not lent.</param>
internal sealed record StoredDuty(IncidentRole Role, Guid PersonId, Guid? LentById);

/// <summary>
/// What a session reads from the database when it begins, in one query: everything that others may have changed since the run's last
/// commit.
/// </summary>
/// <param name="Version">The version of the run.</param>
/// <param name="LastEntry">The number of the last entry of its timeline; 0 for none.</param>
/// <param name="Crew">Who works it.</param>
internal sealed record StoredRun(int Version, int LastEntry, Crew Crew)
{
    /// <summary>Reads it.</summary>
    public static async Task<StoredRun> ReadAsync(TrainingDb db, Guid runId, CancellationToken ct)
    {
        // The scenario's text is left out: it is long, and would be repeated in each row.
        var found = await (
            from run in db.Set<LabRun>()
            where run.Id == runId
            join starter in db.Set<Person>() on run.PersonId equals starter.Id
            join chosen in db.Set<ClassCrewRules>() on run.CohortId equals chosen.CohortId into rules
            from rule in rules.DefaultIfEmpty()
            select new
            {
                run.Version,
                LastEntry = db.Set<IncidentEvent>().Where(e => e.RunId == run.Id).Max(e => (int?)e.Number) ?? 0,
                Starter = new StoredMate(starter.Id, starter.DisplayName, false),
                StarterIsHere = db.Set<Membership>().Any(m => m.CohortId == run.CohortId && m.PersonId == run.PersonId),
                CommanderActs = rule != null && rule.CommanderActsInPairs,
                HandsOver = rule != null && rule.HandsOverHalfway,
                Joined = db.Set<CrewMember>()
                    .Where(member => member.RunId == run.Id)
                    .Select(member => new
                    {
                        member.JoinedAt,
                        Mate = new StoredMate(
                            member.PersonId,
                            db.Set<Person>().First(person => person.Id == member.PersonId).DisplayName,
                            member.IsHelper
                        ),
                    })
                    .ToList(),
                Duties = db.Set<CrewDuty>()
                    .Where(duty => duty.RunId == run.Id)
                    .Select(duty => new StoredDuty(duty.Role, duty.PersonId, duty.LentById))
                    .ToList(),
            }
        )
            .AsNoTracking()
            .AsSingleQuery()
            .SingleAsync(ct);
        List<StoredMate> joined = [.. found.Joined.OrderBy(one => one.JoinedAt).ThenBy(one => one.Mate.PersonId).Select(one => one.Mate)];
        return new StoredRun(
            found.Version,
            found.LastEntry,
            Crew.Of(
                // A staff member who started a run and joined it again as a helper is a helper.
                joined.Find(m => m.PersonId == found.Starter.PersonId) ?? found.Starter,
                !found.StarterIsHere,
                joined,
                found.Duties,
                new CrewRules(found.CommanderActs, found.HandsOver)
            )
        );
    }
}
