using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>A person who works on a run.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsHelper">Whether they are staff who came to help.</param>
/// <param name="Roles">The roles that the person holds.</param>
public sealed record CrewMate(Guid PersonId, string Name, bool IsHelper, IReadOnlyList<IncidentRole> Roles);

/// <summary>The people who work on a run together, and which of them holds which role.</summary>
/// <param name="Mates">All of them, the person who started the run first.</param>
public sealed record Crew(IReadOnlyList<CrewMate> Mates)
{
    /// <summary>The largest number of class members in one crew; helpers from the staff are additional.</summary>
    public const int Most = CrewDraw.Largest;

    /// <summary>The roles that a helper has temporarily taken over, each with its owner.</summary>
    public IReadOnlyDictionary<IncidentRole, Guid> Lent { get; private init; } = new Dictionary<IncidentRole, Guid>();

    /// <summary>The class's crew settings.</summary>
    public CrewRules Rules { get; private init; } = CrewRules.Usual;

    /// <summary>Whether the incident commander may act on the shop in addition to the operations lead.</summary>
    private bool CommanderActs => Rules.CommanderActsInPairs && Mates.Count(mate => !mate.IsHelper) == 2;

    /// <summary>The member; null for anyone else.</summary>
    public CrewMate? Find(Guid personId) => Mates.FirstOrDefault(mate => mate.PersonId == personId);

    /// <summary>The holder of a role; there is always one.</summary>
    public CrewMate HolderOf(IncidentRole role) => Mates.First(mate => mate.Roles.Contains(role));

    /// <summary>Allows an operation of one of the roles; otherwise names who may do it.</summary>
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
    /// Allows a person to act on the shop: the operations lead, which a person alone always is, and the incident commander of a pair if the
    /// class allows it; otherwise names who may. Checked when an action is requested, not when a run is replayed.
    /// </summary>
    public Outcome RequireActing(Guid? personId)
    {
        var mayAct = CommanderActs
            ? Require(personId, IncidentRole.Operations, IncidentRole.Commander)
            : Require(personId, IncidentRole.Operations);
        return mayAct.Succeeded || HolderOf(IncidentRole.Commander).PersonId != personId
            ? mayAct
            : Refusal.NotAllowed(
                $"{HolderOf(IncidentRole.Operations).Name} is the operations lead and acts on the shop. You are the incident commander: "
                    + "say in the channel what you want done, or take the role of operations lead under “Crew”."
            );
    }

    /// <summary>The crew of a run, in one query.</summary>
    internal static async Task<Crew> LoadAsync(TrainingDb db, LabRun run, CancellationToken ct) =>
        (await StoredRun.ReadAsync(db, run.Id, ct)).Crew;

    /// <summary>The crew of a run, from its stored data.</summary>
    /// <param name="starter">Who started it.</param>
    /// <param name="starterLeft">Whether that person has left the class.</param>
    /// <param name="joined">Who joined, in order.</param>
    /// <param name="duties">The roles that were handed over.</param>
    /// <param name="rules">The class's settings.</param>
    internal static Crew Of(
        StoredMate starter,
        bool starterLeft,
        IReadOnlyList<StoredMate> joined,
        IReadOnlyList<StoredDuty> duties,
        CrewRules rules
    )
    {
        // The person who started the run and has left the class is no longer in its crew, as long as others are.
        List<StoredMate> mates =
            starterLeft && joined.Count > 0 ? [.. joined] : [starter, .. joined.Where(m => m.PersonId != starter.PersonId)];
        var holders = duties.ToDictionary(d => d.Role, d => d.PersonId);
        return new Crew([
            .. mates.Select(mate => new CrewMate(
                mate.PersonId,
                mate.Name,
                mate.IsHelper,
                [
                    .. Enum.GetValues<IncidentRole>()
                        .Where(role => (holders.TryGetValue(role, out var holder) ? holder : mates[0].PersonId) == mate.PersonId),
                ]
            )),
        ])
        {
            Rules = rules,
            Lent = duties.Where(d => d.LentById is not null).OrderBy(d => d.Role).ToDictionary(d => d.Role, d => d.LentById!.Value),
        };
    }
}
