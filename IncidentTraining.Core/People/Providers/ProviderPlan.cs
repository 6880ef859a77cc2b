using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The roles of a person in a class before and after a sign-in.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Held">The current memberships, tracked.</param>
/// <param name="Next">The roles afterwards.</param>
internal sealed record PlannedRoles(Guid CohortId, IReadOnlyList<Membership> Held, IReadOnlySet<ClassRole> Next)
{
    /// <summary>Whether something changes.</summary>
    public bool IsChange => !Next.SetEquals(Held.Select(m => m.Role));

    /// <summary>
    /// Whether the person leaves the class or changes between trainee and staff, so that they hand over their roles in it.
    /// </summary>
    public bool EndsMembership =>
        Held.Count > 0 && (Next.Count == 0 || Held.Any(m => m.Role is ClassRole.Trainee) != Next.Contains(ClassRole.Trainee));
}

/// <summary>
/// The changes that follow from a person's groups. A provider controls only the roles that its mapping names: a role that was added
/// manually in another class stays. Rules of the portal come first; a change that they forbid is not made, and a sentence explains it.
/// </summary>
internal sealed class ProviderPlan
{
    private readonly List<PlannedRoles> _classes = [];
    private readonly List<string> _notices = [];
    private readonly List<string> _gaps = [];

    private ProviderPlan() { }

    /// <summary>The classes of the mapping in which the person has or gets a role.</summary>
    public IReadOnlyList<PlannedRoles> Classes => _classes;

    /// <summary>Whether the person administers the site afterwards; null for no change.</summary>
    public bool? Administers { get; private set; }

    /// <summary>Changes that a rule of the portal forbids, as sentences.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Groups that would grant a role if the class existed or were open, as sentences.</summary>
    public IReadOnlyList<string> Gaps => _gaps;

    /// <summary>Whether the plan gives the person a new role, or keeps one.</summary>
    public bool GivesAccess => Administers is true || _classes.Exists(one => one.Next.Count > 0);

    /// <summary>Determines the changes for a person without making them.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="person">The person; null for one without an account.</param>
    /// <param name="who">The provider's data.</param>
    /// <param name="mapping">The mapping of the provider.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<ProviderPlan> OfAsync(
        TrainingDb db,
        Person? person,
        ProviderIdentity who,
        IReadOnlyList<GroupRole> mapping,
        CancellationToken ct
    )
    {
        var plan = new ProviderPlan();
        bool Gives(GroupRole one) => one.Group == GroupRole.Everyone || who.Groups.Contains(one.Group);
        await plan.AdministrationAsync(db, person, who, [.. mapping.Where(one => one.Role is null)], Gives, ct);
        var cohorts = await db.Set<Cohort>()
            .AsNoTracking()
            .Select(cohort => new KnownClass(cohort.Id, cohort.Name, cohort.ArchivedAt != null))
            .ToListAsync(ct);
        foreach (
            var named in mapping
                .Where(one => one.Role is not null)
                .GroupBy(one => plan.Find(cohorts, one, Gives(one)))
                .Where(named => named.Key is not null)
        )
        {
            await plan.ClassAsync(db, person, who, named.Key!, [.. named], Gives, ct);
        }

        return plan;
    }

    private async Task AdministrationAsync(
        TrainingDb db,
        Person? person,
        ProviderIdentity who,
        IReadOnlyList<GroupRole> named,
        Func<GroupRole, bool> gives,
        CancellationToken ct
    )
    {
        var administers = person?.IsAdministrator is true;
        if (named.Count == 0 || named.Any(gives) == administers)
        {
            return;
        }

        if (administers && !await db.HasAnotherAdministratorAsync(person!.Id, ct))
        {
            _notices.Add(
                $"You are still an administrator, although your groups at {who.Provider} do not say so: you are the last one who can sign in. Add another administrator, and sign in again after they have signed in."
            );
            return;
        }

        Administers = !administers;
    }

    private async Task ClassAsync(
        TrainingDb db,
        Person? person,
        ProviderIdentity who,
        KnownClass cohort,
        IReadOnlyList<GroupRole> named,
        Func<GroupRole, bool> gives,
        CancellationToken ct
    )
    {
        var held = person is null
            ? []
            : await db.Set<Membership>().Where(m => m.CohortId == cohort.Id && m.PersonId == person.Id).ToListAsync(ct);
        var given = named.Where(gives).Select(one => one.Role!.Value).ToHashSet();
        var next = held.Select(m => m.Role).Where(role => named.All(one => one.Role != role)).Concat(given).ToHashSet();
        if (next.Contains(ClassRole.Trainee) && next.Count > 1)
        {
            _notices.Add(
                $"By your groups at {who.Provider} you would be a trainee and staff of {cohort.Name}. Staff see the answers, so your roles in this class were not changed. Ask to be removed from one of the groups."
            );
            next = [.. held.Select(m => m.Role)];
        }
        else if (
            held.Count == 0
            && given.Count > 0
            && person is not null
            && await db.Set<Departure>().AnyAsync(left => left.CohortId == cohort.Id && left.PersonId == person.Id, ct)
        )
        {
            _notices.Add(
                $"You were removed from {cohort.Name}, so your groups at {who.Provider} do not add you again. Ask its facilitator to put you back."
            );
            return;
        }
        else if (
            held.Exists(m => m.Role is ClassRole.Facilitator)
            && !next.Contains(ClassRole.Facilitator)
            && await db.RequireAnotherFacilitatorAsync(cohort.Id, person!.Id, ct) is { Succeeded: false }
        )
        {
            _notices.Add(
                $"You are still a facilitator of {cohort.Name}, although your groups at {who.Provider} do not say so: you are its last one. Make another person a facilitator first, then sign in again."
            );
            next = next.Contains(ClassRole.Trainee) ? [.. held.Select(m => m.Role)] : [.. next, ClassRole.Facilitator];
        }

        _classes.Add(new PlannedRoles(cohort.Id, held, next));
    }

    private KnownClass? Find(List<KnownClass> cohorts, GroupRole one, bool gives)
    {
        var found = Guid.TryParse(one.Class, out var id)
            ? cohorts.FindAll(cohort => cohort.Id == id)
            : cohorts.FindAll(cohort => string.Equals(cohort.Name, one.Class, StringComparison.OrdinalIgnoreCase));
        if (found is [{ IsArchived: false } cohort])
        {
            return cohort;
        }

        if (gives)
        {
            _gaps.Add(
                found switch
                {
                    [] => $"There is no class {one.Class} yet.",
                    [_] => $"The class {one.Class} is archived.",
                    _ => $"There are several classes called {one.Class}.",
                }
            );
        }

        return null;
    }

    private sealed record KnownClass(Guid Id, string Name, bool IsArchived);
}
