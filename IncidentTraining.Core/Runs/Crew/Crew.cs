using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Someone who works a run.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsHelper">Whether it is someone of the staff who came to help.</param>
/// <param name="Roles">The roles that the person holds.</param>
public sealed record CrewMate(Guid PersonId, string Name, bool IsHelper, IReadOnlyList<IncidentRole> Roles);

/// <summary>The people who work one run together, and who of them holds which role.</summary>
/// <param name="Mates">All of them, the one who started the run first.</param>
public sealed record Crew(IReadOnlyList<CrewMate> Mates)
{
    /// <summary>The most people of a class in one crew; helpers of the staff come on top.</summary>
    public const int Most = CrewDraw.Largest;

    /// <summary>The roles that a helper has taken over for a while, each with the person whose it is.</summary>
    public IReadOnlyDictionary<IncidentRole, Guid> Lent { get; private init; } = new Dictionary<IncidentRole, Guid>();

    /// <summary>What the class has chosen for its crews.</summary>
    public CrewRules Rules { get; private init; } = CrewRules.Usual;

    /// <summary>Whether the incident commander acts on the shop beside an operations lead.</summary>
    private bool CommanderActs => Rules.CommanderActsInPairs && Mates.Count(mate => !mate.IsHelper) == 2;

    /// <summary>The member; null for anyone else.</summary>
    public CrewMate? Find(Guid personId) => Mates.FirstOrDefault(mate => mate.PersonId == personId);

    /// <summary>The holder of a role; there is always one.</summary>
    public CrewMate HolderOf(IncidentRole role) => Mates.First(mate => mate.Roles.Contains(role));

    /// <summary>Lets someone do what one of the roles does; otherwise says who does it.</summary>
    public Outcome Require(Guid? personId, params IReadOnlyList<IncidentRole> roles)
    {
        if (roles.Any(role => HolderOf(role).PersonId == personId))
        {
            return Outcome.Done;
        }

        var names = string.Join(" or the ", roles.Select(role => $"{role.Title().ToLowerInvariant()} ({HolderOf(role).Name})"));
        return Refusal.NotAllowed($"This is for the {names}. Ask in the channel, or have the role handed over to you.");
    }

    /// <summary>
    /// Lets someone act on the shop: the operations lead, which a person alone always is, and the incident commander of a pair where the
    /// class wants it; otherwise says who acts. It is asked when an action is asked for, and never when a run is played again.
    /// </summary>
    public Outcome RequireActing(Guid? personId)
    {
        var mayAct = CommanderActs
            ? Require(personId, IncidentRole.Operations, IncidentRole.Commander)
            : Require(personId, IncidentRole.Operations);
        return mayAct.Succeeded || HolderOf(IncidentRole.Commander).PersonId != personId
            ? mayAct
            : Refusal.NotAllowed(
                $"{HolderOf(IncidentRole.Operations).Name} acts on the shop, as the operations lead. You are the incident commander: "
                    + "say in the channel what you want done, or take the role of operations lead under “Crew”."
            );
    }

    internal static async Task<Crew> LoadAsync(TrainingDb db, LabRun run, CancellationToken ct)
    {
        var joined = await db.Set<CrewMember>()
            .AsNoTracking()
            .Where(m => m.RunId == run.Id)
            .OrderBy(m => m.JoinedAt)
            .ThenBy(m => m.PersonId)
            .ToListAsync(ct);
        var duties = await db.Set<CrewDuty>().AsNoTracking().Where(d => d.RunId == run.Id).ToDictionaryAsync(d => d.Role, ct);
        // Who started the run and has left the class since is of its crew no more, as long as others are.
        var starterLeft =
            joined.Count > 0 && !await db.Set<Membership>().AnyAsync(m => m.CohortId == run.CohortId && m.PersonId == run.PersonId, ct);
        var (others, first) = (
            joined.Select(m => m.PersonId).Where(id => starterLeft || id != run.PersonId),
            starterLeft ? joined[0].PersonId : run.PersonId
        );
        List<Guid> ids = starterLeft ? [.. others] : [run.PersonId, .. others];
        var names = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        return new Crew([
            .. ids.Select(id => new CrewMate(
                id,
                names[id],
                joined.Any(m => m.PersonId == id && m.IsHelper),
                [.. Enum.GetValues<IncidentRole>().Where(role => (duties.GetValueOrDefault(role)?.PersonId ?? first) == id)]
            )),
        ])
        {
            Rules = await db.CrewRulesOfAsync(run.CohortId, ct),
            Lent = duties.Values.Where(d => d.LentById is not null).OrderBy(d => d.Role).ToDictionary(d => d.Role, d => d.LentById!.Value),
        };
    }
}
