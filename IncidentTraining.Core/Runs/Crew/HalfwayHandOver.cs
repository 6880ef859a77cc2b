using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// If the class wants it, a crew is asked at half of its lab's time to rotate the roles. Not on call, where an incident is worked to its
/// end, and not in rehearsals, which are longer than a lab.
/// </summary>
public sealed class HalfwayHandOver : RunParticipant
{
    /// <inheritdoc />
    internal override Task SteppedAsync(RunSession session, CancellationToken ct)
    {
        if (IsToBeAsked(session) && session.Now >= HalfOf(session.Run))
        {
            session.Run.SetRotation(RoleRotation.Asked);
            session.Timeline.Record(
                IncidentEventKind.RotationAsked,
                "Half the lab's time is up: rotate your roles. Each of you writes in the channel what customers notice, what was tried, what is open and who has the role from now on."
            );
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    internal override Task<TimeSpan> NextAsync(RunSession session, CancellationToken ct) =>
        Task.FromResult(IsToBeAsked(session) ? HalfOf(session.Run) : TimeSpan.MaxValue);

    private static TimeSpan HalfOf(LabRun run) => run.Limit / 2;

    private static bool IsToBeAsked(RunSession session) =>
        session.Crew.Rules.HandsOverHalfway
        && session.Run is { ShiftId: null, IsRehearsal: false, HasEnded: false, Rotation: RoleRotation.NotAsked }
        && RotateRoles.People(session.Crew).Count > 1;
}

/// <summary>The incident commander rotates the roles, or keeps them as they are, after the crew was asked to rotate.</summary>
public sealed class RotateRoles(ShopHost host) : IUseCase
{
    /// <summary>
    /// Passes each crew member's roles on to the next one, at once and on the timeline. No-op the second time. Roles that a helper has
    /// borrowed stay with the helper.
    /// </summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        AnswerAsync(
            actor,
            runId,
            RoleRotation.Rotated,
            async session =>
            {
                if (Passing(session.Crew).Count == 0)
                {
                    return Refusal.Conflict("A staff helper holds all roles. Take them back, then rotate them.");
                }

                var duties = await session.Db.Set<CrewDuty>().Where(duty => duty.RunId == runId).ToDictionaryAsync(duty => duty.Role, ct);
                foreach (var (role, from, to) in Passing(session.Crew))
                {
                    if (duties.TryGetValue(role, out var duty))
                    {
                        duty.PassTo(to.PersonId);
                    }
                    else
                    {
                        session.Db.Add(new CrewDuty(runId, role, to.PersonId));
                    }

                    session.Record(
                        IncidentEventKind.RoleHandedOver,
                        $"{role.Title()}: {from.Name} → {to.Name}.",
                        role.ToString(),
                        details: new RotatedRole(from.PersonId)
                    );
                }

                return Outcome.Done;
            },
            ct
        );

    /// <summary>Keeps the roles as they are. No-op the second time.</summary>
    public Task<Outcome> KeepAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        AnswerAsync(
            actor,
            runId,
            RoleRotation.Kept,
            session =>
            {
                session.Record(IncidentEventKind.RotationKept, "The roles stay as they are.");
                return Task.FromResult(Outcome.Done);
            },
            ct
        );

    /// <summary>The effect of a rotation: each role that passes, from whom and to whom.</summary>
    public static IReadOnlyList<(IncidentRole Role, CrewMate From, CrewMate To)> Passing(Crew crew)
    {
        var people = People(crew);
        return
        [
            .. people
                .SelectMany((from, place) => from.Roles.Select(role => (role, from, people[(place + 1) % people.Count])))
                .OrderBy(pass => pass.role),
        ];
    }

    internal static List<CrewMate> People(Crew crew) => [.. crew.Mates.Where(mate => !mate.IsHelper)];

    private Task<Outcome> AnswerAsync(
        Actor actor,
        Guid runId,
        RoleRotation answer,
        Func<RunSession, Task<Outcome>> act,
        CancellationToken ct
    ) =>
        host.ActAsync(
            actor,
            runId,
            async session =>
            {
                if (session.Run.Rotation == answer)
                {
                    return Outcome.Done;
                }

                if (session.MayWrite(IncidentRole.Commander) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (session.Run.Rotation != RoleRotation.Asked)
                {
                    return Refusal.Conflict(
                        session.Run.Rotation == RoleRotation.NotAsked
                            ? "Roles can be rotated only halfway through the lab, if the class has this rule. Hand over single roles under “Crew”."
                            : "The crew has already decided on the rotation. Hand over single roles under “Crew”."
                    );
                }

                session.Run.SetRotation(answer);
                return await act(session);
            },
            ct
        );
}
