using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>
/// A staff member takes over one role of a crew, or all of them, if the incident commander agrees, and hands them back. The portal
/// remembers the owner of each role. All of it is on the timeline.
/// </summary>
public sealed class TakeOver(ShopHost host) : IUseCase
{
    /// <summary>The subject of an answer that declines an offer.</summary>
    public const string Declined = "declined";

    /// <summary>Offers to take over.</summary>
    /// <param name="actor">A staff member of the class.</param>
    /// <param name="runId">The run.</param>
    /// <param name="role">The role; null for all.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> OfferAsync(Actor actor, Guid runId, IncidentRole? role, CancellationToken ct = default) =>
        host.ActAsync(actor, runId, RunAccess.MaySeeAsync, session => Task.FromResult(Offer(session, actor, role)), ct);

    /// <summary>Withdraws the actor's own offer, which the crew has not answered.</summary>
    public Task<Outcome> WithdrawAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            RunAccess.MaySeeAsync,
            session =>
                Task.FromResult(
                    session.Do(
                        incident => incident.WithdrawTakeOver(actor.PersonId),
                        IncidentEventKind.TakeOverAnswered,
                        $"{session.PersonName} withdrew the offer to take over."
                    )
                ),
            ct
        );

    /// <summary>
    /// The incident commander accepts or declines the offer. A person who takes over a role acts in it under their own name.
    /// </summary>
    public Task<Outcome> AnswerAsync(Actor actor, Guid runId, bool consent, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            async session =>
            {
                if (session.MayWrite(IncidentRole.Commander) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (session.Incident.TakeOverOfferedBy is not { } helperId)
                {
                    return Refusal.Conflict("There is no offer to take over.");
                }

                var (name, role) = (await session.Db.NameOfAsync(helperId, ct), session.Incident.TakeOverRole);
                var answered = session.Do(
                    incident => incident.AnswerTakeOver(),
                    IncidentEventKind.TakeOverAnswered,
                    consent
                        ? $"{session.PersonName} let {name} take over {Words(role)}."
                        : $"{session.PersonName} declined {name}'s offer to take over {Words(role)}.",
                    consent ? "" : Declined
                );
                if (answered.Succeeded && consent)
                {
                    await LendAsync(session, helperId, role, ct);
                    session.Db.Audit(AuditAction.TookOver, session.Wall, helperId, actor, session.Run.CohortId, session.Run.Id);
                }

                return answered;
            },
            ct
        );

    /// <summary>
    /// Returns lent roles to their owners: a helper returns all of theirs, a crew member takes back their own, staff who watch return all
    /// of the crew's. A role whose owner has left goes to the person who started the run.
    /// </summary>
    public Task<Outcome> HandBackAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            RunAccess.MaySeeAsync,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                var lent = await session.Db.Set<CrewDuty>().Where(d => d.RunId == runId && d.LentById != null).ToListAsync(ct);
                if (lent.Count == 0)
                {
                    return Refusal.Conflict("No helper holds a role in this crew.");
                }

                var isWatcher = session.Crew.Find(actor.PersonId) is null;
                var back = lent.FindAll(duty => isWatcher || duty.PersonId == actor.PersonId || duty.LentById == actor.PersonId);
                if (back.Count == 0)
                {
                    return Refusal.NotAllowed(
                        $"{session.Crew.HolderOf(lent[0].Role).Name} has taken over from others. The previous holders and the staff can have the roles handed back."
                    );
                }

                List<string> owners = [];
                foreach (var duty in back.OrderBy(duty => duty.Role))
                {
                    var owner = session.Crew.Find(duty.LentById!.Value) ?? session.Crew.Mates[0];
                    duty.PassTo(owner.PersonId);
                    owners.Add($"{duty.Role.Title().ToLowerInvariant()} → {owner.Name}");
                }

                session.Record(IncidentEventKind.RoleHandedOver, $"Handed back: {string.Join(", ", owners)}.");
                return Outcome.Done;
            },
            ct
        );

    /// <summary>What is taken over, to complete a sentence.</summary>
    public static string Words(IncidentRole? role) => role is { } one ? $"the role of {one.Title().ToLowerInvariant()}" : "all roles";

    private static Outcome Offer(RunSession session, Actor actor, IncidentRole? role)
    {
        if (session.MayWrite() is { Succeeded: false } refused)
        {
            return refused;
        }

        if (role is { } named && !Enum.IsDefined(named))
        {
            return Refusal.Invalid("Choose a role, or all of them.");
        }

        if (session.Crew.Find(actor.PersonId) is { } mate)
        {
            if (!mate.IsHelper)
            {
                return Refusal.Conflict("You are already in this crew. Ask its incident commander to hand over a role.");
            }

            if (role is { } one ? mate.Roles.Contains(one) : mate.Roles.Count == Enum.GetValues<IncidentRole>().Length)
            {
                return Refusal.Conflict($"You already have {Words(role)}.");
            }
        }

        return session.Do(
            incident => incident.OfferTakeOver(actor.PersonId, role),
            IncidentEventKind.TakeOverOffered,
            $"{session.PersonName} offers to take over {Words(role)}."
        );
    }

    private static async Task LendAsync(RunSession session, Guid helperId, IncidentRole? role, CancellationToken ct)
    {
        var runId = session.Run.Id;
        if (session.Crew.Find(helperId) is null)
        {
            session.Db.Add(new CrewMember(runId, helperId, isHelper: true, session.Now));
        }

        var duties = await session.Db.Set<CrewDuty>().Where(d => d.RunId == runId).ToDictionaryAsync(d => d.Role, ct);
        foreach (var one in role is { } named ? [named] : Enum.GetValues<IncidentRole>())
        {
            var holder = session.Crew.HolderOf(one);
            if (holder.PersonId == helperId)
            {
                continue;
            }

            var duty = duties.GetValueOrDefault(one) ?? session.Db.Add(new CrewDuty(runId, one, holder.PersonId)).Entity;
            duty.LendTo(helperId);
        }
    }
}
