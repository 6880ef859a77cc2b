using System.Security.Cryptography;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Crews;

/// <summary>
/// The staff form the crews of a class: a proposal is drawn or put together by hand, and applies only once it is saved. For facilitators of
/// the class and for administrators.
/// </summary>
public sealed class FormCrews(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    IPreTest preTest,
    ICrewLabs labs,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    /// <summary>What is drawn.</summary>
    /// <param name="Method">By what.</param>
    /// <param name="Size">The size of a crew, from <see cref="CrewDraw.Smallest"/> to <see cref="CrewDraw.Largest"/>.</param>
    /// <param name="Seed">The seed of the draw; null for a new one.</param>
    public sealed record Draw(CrewMethod Method, int Size, int? Seed = null);

    /// <summary>What is kept.</summary>
    /// <param name="Version">The version of the board on which the crews are based.</param>
    /// <param name="Method">How they were made.</param>
    /// <param name="Crews">The people of each crew; crews without people are left out. None at all: trainees form crews by themselves
    /// again.</param>
    /// <param name="PageId">The only lab to which the crews apply; null for every lab of the day.</param>
    public sealed record Kept(int Version, CrewMethod Method, IReadOnlyList<IReadOnlyList<Guid>> Crews, string? PageId = null);

    /// <summary>The current crews, and the trainees.</summary>
    public async Task<Outcome<CrewBoard>> ReadAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused
            ? refused.Refusal
            : await BoardAsync(db, cohortId, await preTest.ResultsAsync(db, cohortId, ct), ct);
    }

    /// <summary>Draws crews of all trainees who are not disabled. Nothing is stored.</summary>
    public async Task<Outcome<CrewProposal>> DrawAsync(Actor actor, Guid cohortId, Draw input, CancellationToken ct = default)
    {
        if (input.Size is < CrewDraw.Smallest or > CrewDraw.Largest)
        {
            return Refusal.Invalid($"A crew has {CrewDraw.Smallest} to {CrewDraw.Largest} people.");
        }

        var board = await ReadAsync(actor, cohortId, ct);
        if (!board.Succeeded)
        {
            return board.Refusal;
        }

        var (people, seed) = (board.Value.Candidates, input.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue));
        if (people.Count == 0)
        {
            return Refusal.Conflict("The class has no trainees yet. Add people first.");
        }

        return input.Method switch
        {
            CrewMethod.Random => new CrewProposal(seed, CrewDraw.Random(people.Select(person => person.PersonId), input.Size, seed)),
            CrewMethod.PreTest when !board.Value.HasPreTest => Refusal.Conflict(
                "No trainee has a quiz result in this class yet. Balance by experience, or draw at random."
            ),
            CrewMethod.Experience when people.All(person => person.Level is null) => Refusal.Conflict(
                "No trainee has an experience level yet. Set it in the trainee list, then balance again."
            ),
            CrewMethod.PreTest or CrewMethod.Experience => new CrewProposal(
                seed,
                CrewDraw.Balanced(people.ToDictionary(person => person.PersonId, person => person.ScoreBy(input.Method)), input.Size, seed)
            ),
            _ => Refusal.Invalid("Choose how the crews are drawn."),
        };
    }

    /// <summary>Saves crews: they apply from now on, and labs start with them.</summary>
    public async Task<Outcome> KeepAsync(Actor actor, Guid cohortId, Kept input, CancellationToken ct = default)
    {
        IReadOnlyList<IReadOnlyList<Guid>> crews = [.. input.Crews.Where(crew => crew.Count > 0)];
        if (!Enum.IsDefined(input.Method) || crews.Any(crew => crew.Count > CrewDraw.Largest))
        {
            return Refusal.Invalid($"A crew can have at most {CrewDraw.Largest} people.");
        }

        if (crews.SelectMany(crew => crew).GroupBy(person => person).Any(same => same.Count() > 1))
        {
            return Refusal.Invalid("A person can be in only one crew.");
        }

        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var board = await BoardAsync(db, cohortId, new Dictionary<Guid, double>(), ct);
                if (board.Version != input.Version)
                {
                    return Refusal.Conflict(
                        $"{board.MadeBy} has changed the crews in the meantime. Nothing was overwritten, and your crews are still on this page: show the current crews, or keep yours instead."
                    );
                }

                if (input.PageId is not null && board.Labs.All(lab => lab.PageId != input.PageId))
                {
                    return Refusal.Invalid("Choose a lab of the day from the list.");
                }

                var trainees = board.Candidates.Select(candidate => candidate.PersonId).ToHashSet();
                if (crews.SelectMany(crew => crew).FirstOrDefault(person => !trainees.Contains(person)) is var left && left != Guid.Empty)
                {
                    var name = await db.Set<Person>()
                        .Where(person => person.Id == left)
                        .Select(person => person.DisplayName)
                        .SingleOrDefaultAsync(ct);
                    return Refusal.Conflict(
                        $"{name ?? "A person of these crews"} is no longer a trainee of the class. Take them out of their crew, then save the crews."
                    );
                }

                await StoreAsync(db, actor, cohortId, input, crews, ct);
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new CrewsChanged(cohortId));
        }

        return outcome;
    }

    private async Task StoreAsync(
        TrainingDb db,
        Actor actor,
        Guid cohortId,
        Kept input,
        IReadOnlyList<IReadOnlyList<Guid>> crews,
        CancellationToken ct
    )
    {
        if (await db.Set<CrewPlan>().FindAsync([cohortId], ct) is not { } plan)
        {
            plan = new CrewPlan(cohortId);
            db.Add(plan);
        }

        plan.Make(input.Method, crews.Count == 0 ? null : input.PageId, actor.PersonId, time.GetUtcNow().UtcDateTime);
        await db.Set<CrewSeat>().Where(seat => seat.CohortId == cohortId).ExecuteDeleteAsync(ct);
        db.AddRange(crews.SelectMany((crew, place) => crew.Select(person => new CrewSeat(cohortId, person, place + 1))));
        db.Audit(
            AuditAction.CrewsChanged,
            time,
            actor,
            cohort: cohortId,
            note: $"{input.Method}: {crews.Count} crews, {crews.Sum(crew => crew.Count)} people"
        );
    }

    private async Task<CrewBoard> BoardAsync(TrainingDb db, Guid cohortId, IReadOnlyDictionary<Guid, double> results, CancellationToken ct)
    {
        var cohort = await db.Set<Cohort>().AsNoTracking().SingleAsync(one => one.Id == cohortId, ct);
        var plan = await (
            from one in db.Set<CrewPlan>().AsNoTracking()
            join person in db.Set<Person>() on one.MadeById equals person.Id
            where one.CohortId == cohortId
            select new { Plan = one, person.DisplayName }
        ).SingleOrDefaultAsync(ct);
        var rows = await (
            from membership in db.Set<Membership>()
            join person in db.Set<Person>() on membership.PersonId equals person.Id
            join experience in db.Set<MemberExperience>()
                on new { membership.CohortId, membership.PersonId } equals new { experience.CohortId, experience.PersonId }
                into levels
            from experience in levels.DefaultIfEmpty()
            where membership.CohortId == cohortId && membership.Role == ClassRole.Trainee && person.DisabledAt == null
            select new
            {
                person.Id,
                person.DisplayName,
                person.ArrivedAt,
                Level = experience == null ? null : (Experience?)experience.Level,
            }
        ).ToListAsync(ct);
        var trainees = rows.ToDictionary(row => row.Id, row => row.DisplayName);
        var seats = await db.Set<CrewSeat>().AsNoTracking().Where(seat => seat.CohortId == cohortId).ToListAsync(ct);
        return new CrewBoard(
            cohort.Name,
            plan?.Plan.Version ?? 0,
            [
                .. seats
                    .Where(seat => trainees.ContainsKey(seat.PersonId))
                    .GroupBy(seat => seat.Crew)
                    .OrderBy(crew => crew.Key)
                    .Select(crew =>
                        crew.Select(seat => seat.PersonId)
                            .OrderBy(person => trainees[person], StringComparer.CurrentCultureIgnoreCase)
                            .ToList()
                    ),
            ],
            [
                .. rows.OrderBy(row => row.DisplayName, StringComparer.CurrentCultureIgnoreCase)
                    .Select(row => new CrewCandidate(
                        row.Id,
                        row.DisplayName,
                        row.ArrivedAt is not null,
                        row.Level,
                        results.TryGetValue(row.Id, out var result) ? result : null
                    )),
            ],
            labs.Of(cohort.DayId, cohort.PlanId)
        )
        {
            PageId = plan?.Plan.PageId,
            Method = plan?.Plan.Method ?? CrewMethod.Hand,
            MadeBy = plan?.DisplayName,
            MadeAt = plan?.Plan.MadeAt,
            TimeZone = cohort.TimeZone,
            Rules = await db.CrewRulesOfAsync(cohortId, ct),
        };
    }
}
