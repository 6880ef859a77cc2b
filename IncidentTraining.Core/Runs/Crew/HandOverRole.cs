using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A role passes from one crew member to another, on the timeline. Its holder hands it over; the incident commander may hand over every
/// role, and so may the staff of the class, in case the commander has left.
/// </summary>
public sealed class HandOverRole(ShopHost host) : IUseCase
{
    /// <summary>What is handed over.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Role">The role.</param>
    /// <param name="ToPersonId">Who takes it.</param>
    public sealed record Input(Guid RunId, IncidentRole Role, Guid ToPersonId);

    /// <summary>Hands the role over.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            RunAccess.MaySeeAsync,
            async session =>
            {
                if (session.Run.AcceptsWriting(session.Wall) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (!Enum.IsDefined(input.Role) || session.Crew.Find(input.ToPersonId) is not { } taker)
                {
                    return Refusal.Invalid("Choose a role and a member of the crew.");
                }

                var holder = session.Crew.HolderOf(input.Role);
                if (holder.PersonId == taker.PersonId)
                {
                    return Refusal.Conflict($"{taker.Name} is already the {input.Role.Title().ToLowerInvariant()}.");
                }

                // A person who sees the run and is not in its crew is staff.
                var isStaff = session.Crew.Find(actor.PersonId) is null;
                if (!isStaff && session.Crew.Require(actor.PersonId, input.Role, IncidentRole.Commander) is { Succeeded: false } notTheirs)
                {
                    return notTheirs;
                }

                var duty = await session.Db.Set<CrewDuty>().SingleOrDefaultAsync(d => d.RunId == input.RunId && d.Role == input.Role, ct);
                if (duty is null)
                {
                    session.Db.Add(new CrewDuty(input.RunId, input.Role, taker.PersonId));
                }
                else
                {
                    duty.PassTo(taker.PersonId);
                }

                session.Record(
                    IncidentEventKind.RoleHandedOver,
                    $"{input.Role.Title()}: {holder.Name} → {taker.Name}.",
                    input.Role.ToString()
                );
                return Outcome.Done;
            },
            ct
        );
}
