using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The rates of a person.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Rates">The figures.</param>
public sealed record PersonCallRates(Guid PersonId, string Name, CallRates Rates);

/// <summary>The rates of a class, as far as the viewer may see them.</summary>
/// <param name="Own">The viewer's own.</param>
/// <param name="Class">The rates of all runs of the class, each counted once; null for a trainee.</param>
/// <param name="People">The rates of each person who was paged, by name; empty for a trainee.</param>
public sealed record ClassCallRates(CallRates Own, CallRates? Class, IReadOnlyList<PersonCallRates> People);

/// <summary>
/// Reads how the pages of a class were classified: members see their own figures, staff see everyone's. Only finished on-call runs count,
/// and in their crews only those who worked; which pages were false alarms is known only after they have ended.
/// </summary>
public sealed class ReadCallRates(IDbContextFactory<TrainingDb> databases, RunScenarios scenarios) : IUseCase
{
    /// <summary>The figures.</summary>
    public async Task<Outcome<ClassCallRates>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.RequireMemberAsync(actor, cohortId, ct);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }

        var isStaff = member.Value.Role != ClassRole.Trainee;
        var runs = isStaff ? db.Set<LabRun>().AsNoTracking() : db.RunsOf(actor.PersonId).AsNoTracking();
        var (whole, people) = (CallRates.None, new Dictionary<Guid, CallRates>());
        foreach (
            var run in await runs.Where(run =>
                    run.CohortId == cohortId && run.ShiftId != null && !run.IsRehearsal && run.State == RunState.Finished
                )
                .ToListAsync(ct)
        )
        {
            if (scenarios.Read(run.ScenarioId, run.ScenarioText)?.RootCauseFor(run.Seed).IsHealthy is not { } isHealthy)
            {
                continue;
            }

            var log = await db.TimelineAsync(run.Id, ct);
            var inputs = await db.Set<RunInput>().AsNoTracking().Where(input => input.RunId == run.Id).ToListAsync(ct);
            var crew = await Crew.LoadAsync(db, run, ct);
            var workers = crew.Mates.Where(mate => !mate.IsHelper && CrewWork.Of(mate.PersonId, log, inputs).Count > 0).ToList();
            if (workers.Count == 0)
            {
                continue;
            }

            var call = CallRates.CallOf(log, inputs);
            whole = whole.With(isHealthy, call);
            foreach (var mate in workers)
            {
                people[mate.PersonId] = people.GetValueOrDefault(mate.PersonId, CallRates.None).With(isHealthy, call);
            }
        }

        var own = people.GetValueOrDefault(actor.PersonId, CallRates.None);
        if (!isStaff)
        {
            return new ClassCallRates(own, null, []);
        }

        var ids = people.Keys.ToList();
        var names = await db.Set<Person>()
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);
        return new ClassCallRates(
            own,
            whole,
            [
                .. people
                    .Select(one => new PersonCallRates(one.Key, names[one.Key], one.Value))
                    .OrderBy(one => one.Name, StringComparer.CurrentCulture),
            ]
        );
    }
}
