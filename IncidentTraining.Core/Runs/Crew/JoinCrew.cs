using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A classmate joins the crew of a run that was started for a team, or leaves it.</summary>
public sealed class JoinCrew(ShopHost host, LiveEvents events) : IUseCase
{
    /// <summary>Joins; the new member holds no role until one is handed over. No-op if the person is already a member.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        AnnouncedAsync(of =>
            host.ActAsync(
                actor,
                runId,
                RunAccess.MayJoinAsync,
                async session =>
                {
                    of(session.Run.CohortId);
                    if (session.Crew.Find(actor.PersonId) is not null)
                    {
                        return Outcome.Done;
                    }

                    if (session.Run.AcceptsWriting(session.Wall) is { Succeeded: false } refused)
                    {
                        return refused;
                    }

                    if (session.Crew.Mates.Count(mate => !mate.IsHelper) >= Crew.Most)
                    {
                        return Refusal.Conflict($"This crew is full: {Crew.Most} people. Join another one, or start your own.");
                    }

                    var elsewhere = await session.Db.OpenRunOfAsync(actor.PersonId, session.Run.CohortId, session.Run.PageId, ct);
                    if (elsewhere is not null)
                    {
                        return Refusal.Conflict("You already have an open run of this lab. Finish it first, or leave its crew.");
                    }

                    if (await session.Db.OpenLobbyOfAsync(actor.PersonId, session.Run.CohortId, session.Run.PageId, ct) is not null)
                    {
                        return Refusal.Conflict("You are in a lobby of this lab. Start from there, or leave it first.");
                    }

                    var kept = session.Run.IsRehearsal
                        ? null
                        : await session.Db.KeptCrewOfAsync(session.Run.CohortId, actor.PersonId, session.Run.PageId, ct);
                    if (kept is not null && kept.Mates.All(mate => session.Crew.Find(mate.PersonId) is null))
                    {
                        return Refusal.Conflict(
                            $"You are in crew {kept.Number} today, and this is a different crew. Start the lab with your own, or ask your facilitator to change the crews."
                        );
                    }

                    session.Db.Add(new CrewMember(session.Run.Id, actor.PersonId, isHelper: false, session.Now));
                    session.Record(IncidentEventKind.CrewJoined, $"{session.PersonName} joined the crew.");
                    return Outcome.Done;
                },
                ct
            )
        );

    /// <summary>Leaves the crew. Members with a role must hand it over first; the person who started the run stays.</summary>
    public Task<Outcome> LeaveAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        AnnouncedAsync(of =>
            host.ActAsync(
                actor,
                runId,
                async session =>
                {
                    of(session.Run.CohortId);
                    if (session.Run.PersonId == actor.PersonId)
                    {
                        return Refusal.Conflict("You started this run, so it stays in your list. Hand your roles over instead.");
                    }

                    if (session.Crew.Find(actor.PersonId)!.Roles is [var role, ..])
                    {
                        return Refusal.Conflict(
                            $"You are the {role.Title().ToLowerInvariant()}. Hand the role over first, so that someone has it."
                        );
                    }

                    session.Db.Remove(
                        await session.Db.Set<CrewMember>().SingleAsync(m => m.RunId == runId && m.PersonId == actor.PersonId, ct)
                    );
                    session.Record(IncidentEventKind.CrewLeft, $"{session.PersonName} left the crew.");
                    return Outcome.Done;
                },
                ct
            )
        );

    /// <summary>The members of one of a class's runs have changed: the class's list of labs shows the size of each crew.</summary>
    private async Task<Outcome> AnnouncedAsync(Func<Action<Guid>, Task<Outcome>> change)
    {
        Guid? cohortId = null;
        var outcome = await change(id => cohortId = id);
        if (outcome.Succeeded && cohortId is { } changed)
        {
            await events.PublishAsync(changed, new RunsOfClassChanged(changed));
        }

        return outcome;
    }
}
