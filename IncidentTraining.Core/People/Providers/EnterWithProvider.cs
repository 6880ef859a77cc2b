using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Signs in a person whom a provider has confirmed. The first sign-in creates the account, each later one updates the roles according to
/// the groups. Only issuer and subject identify an account: a name or a mail address never does.
/// </summary>
public sealed class EnterWithProvider(
    WriteGate gate,
    Accounts accounts,
    MembershipEnds ends,
    SetUpCode setUpCode,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    private sealed record Result(
        ProviderEntry? Entry,
        Refusal? Refusal,
        Guid? PersonId,
        IReadOnlyList<Guid> Changed,
        IReadOnlyList<Func<Task>> After
    );

    /// <summary>
    /// Returns the account that may sign in. A refusal states what the person can do; roles that were removed are removed even then.
    /// </summary>
    /// <param name="who">What the provider has confirmed.</param>
    /// <param name="mapping">The roles that the provider's groups grant.</param>
    /// <param name="visit">The source of the request.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome<ProviderEntry>> RunAsync(
        ProviderIdentity who,
        IReadOnlyList<GroupRole> mapping,
        Visit visit,
        CancellationToken ct = default
    )
    {
        var result = (await gate.WriteAsync<Result>(async db => await RunAsync(db, who, mapping, visit, ct), ct)).Value;
        foreach (var after in result.After)
        {
            await after();
        }

        foreach (var cohortId in result.Changed)
        {
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
        }

        if (result.PersonId is { } personId)
        {
            await events.PublishAsync(personId, new AccessChanged(personId));
        }

        return result.Entry is { } entry ? entry : result.Refusal!;
    }

    private async Task<Result> RunAsync(
        TrainingDb db,
        ProviderIdentity who,
        IReadOnlyList<GroupRole> mapping,
        Visit visit,
        CancellationToken ct
    )
    {
        var person = await db.FindConnectedAsync(who, ct);
        if (person is { DisabledAt: not null })
        {
            return Refuse(
                db,
                who,
                visit,
                person,
                "disabled",
                Refusal.NotAllowed("Your account is disabled. Ask an administrator to enable it.")
            );
        }

        var plan = await ProviderPlan.OfAsync(db, person, who, mapping, ct);
        if (person is null)
        {
            if (!plan.GivesAccess)
            {
                return Refuse(db, who, visit, null, "no role", NoRole(who, plan));
            }

            var name = await ProviderName.ChooseAsync(db, who, [.. plan.Classes.Select(one => one.CohortId)], ct);
            if (!name.Succeeded)
            {
                return Refuse(db, who, visit, null, "name", name.Refusal);
            }

            person = Create(db, who, visit, name.Value);
        }

        var after = await ApplyAsync(db, person, who, visit, plan, ct);
        await db.SaveChangesAsync(ct);
        var changed = plan.Classes.Where(one => one.IsChange).Select(one => one.CohortId).ToList();
        if (!person.IsAdministrator && !await db.Set<Membership>().AnyAsync(m => m.PersonId == person.Id, ct))
        {
            await db.EndSessionsAsync(person.Id, time.GetUtcNow().UtcDateTime, ct);
            return Refuse(db, who, visit, person, "no role", NoRole(who, plan)) with { Changed = changed, After = after };
        }

        var hasChanged = changed.Count > 0 || plan.Administers is not null;
        return new Result(new ProviderEntry(person.UserId, plan.Notices), null, hasChanged ? person.Id : null, changed, after);
    }

    private Person Create(TrainingDb db, ProviderIdentity who, Visit visit, string name)
    {
        // With a slash: no one can type it, and the name stays available for a local account.
        var person = accounts.Add(
            db,
            $"{Accounts.ConnectedPrefix}{Guid.CreateVersion7(time.GetUtcNow()):N}/{name}",
            name,
            passphraseHash: null
        );
        db.Connect(person, who);
        db.Audit(AuditAction.AccountCreated, time, by: null, person: person.Id, address: visit.Address, note: who.ProviderId);
        return person;
    }

    private async Task<List<Func<Task>>> ApplyAsync(
        TrainingDb db,
        Person person,
        ProviderIdentity who,
        Visit visit,
        ProviderPlan plan,
        CancellationToken ct
    )
    {
        var (after, now) = (new List<Func<Task>>(), time.GetUtcNow().UtcDateTime);
        foreach (var one in plan.Classes.Where(one => one.IsChange))
        {
            if (one.EndsMembership)
            {
                after.Add(await ends.EndAsync(db, one.CohortId, person.Id, ct));
            }

            db.RemoveRange(one.Held.Where(m => !one.Next.Contains(m.Role)));
            db.AddRange(
                one.Next.Where(role => one.Held.All(m => m.Role != role)).Select(role => new Membership(one.CohortId, person.Id, role, now))
            );
            var (before, next) = (string.Join(' ', one.Held.Select(m => m.Role)), string.Join(' ', one.Next.Order()));
            db.Audit(
                one.Held.Count == 0 ? AuditAction.Added
                    : one.Next.Count == 0 ? AuditAction.Removed
                    : AuditAction.RolesChanged,
                time,
                by: null,
                person: person.Id,
                address: visit.Address,
                cohort: one.CohortId,
                note: $"{(one.Held.Count == 0 ? next : one.Next.Count == 0 ? before : $"{before} -> {next}")} by groups of {who.ProviderId}"
            );
        }

        if (plan.Administers is { } administers)
        {
            if (administers)
            {
                person.MakeAdministrator();
                setUpCode.Withdraw();
            }
            else
            {
                person.EndAdministration();
            }

            db.Audit(
                administers ? AuditAction.AdministratorAdded : AuditAction.AdministratorRemoved,
                time,
                by: null,
                person: person.Id,
                address: visit.Address,
                note: $"by groups of {who.ProviderId}"
            );
        }

        return after;
    }

    private Result Refuse(TrainingDb db, ProviderIdentity who, Visit visit, Person? person, string reason, Refusal refusal)
    {
        db.Audit(
            AuditAction.ProviderRefused,
            time,
            by: null,
            person: person?.Id,
            address: visit.Address,
            note: $"{who.ProviderId}: {reason}"
        );
        return new Result(null, refusal, person?.Id, [], []);
    }

    private static Refusal NoRole(ProviderIdentity who, ProviderPlan plan) =>
        Refusal.NotAllowed(
            string.Join(
                ' ',
                [
                    $"{who.Provider} has confirmed who you are, but none of your groups there gives you a role in this portal.",
                    .. plan.Gaps,
                    .. plan.Notices,
                    $"Ask the person who manages the groups at {who.Provider} to add you to the group of your class, or ask the facilitator for the class code and join with it.",
                ]
            )
        );
}
