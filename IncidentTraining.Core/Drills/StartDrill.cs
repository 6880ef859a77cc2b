using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// A member of a class starts the drill of a lab's page, or enters the one that their kept crew has open; a classmate joins one that was
/// started for a crew.
/// </summary>
public sealed class StartDrill(WriteGate gate, DrillFiles files, LabCatalogue labs, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The requested start.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="PageId">The lab's page.</param>
    /// <param name="AsTeam">Whether classmates may join.</param>
    public sealed record Input(Guid CohortId, string PageId, bool AsTeam = false);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Starts it and returns its id; a person who already has it open gets that one, so that two clicks start one.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var started = await gate.WriteAsync(db => StartAsync(db, actor, input, ct), ct);
        return await AnnouncedAsync(started);
    }

    /// <summary>Joins a drill that was started for a crew; no-op for a person who already writes in it.</summary>
    public async Task<Outcome<Guid>> JoinAsync(Actor actor, Guid drillRunId, CancellationToken ct = default)
    {
        var joined = await gate.WriteAsync<DrillRun>(
            async db =>
            {
                if (
                    await db.Set<DrillRun>().SingleOrDefaultAsync(r => r.Id == drillRunId && r.IsTeam, ct) is not { } run
                    || await db.RequireMemberAsync(actor, run.CohortId, ct) is not { Succeeded: true } member
                )
                {
                    return Refusal.NotFound("There is no such drill, or it is full.");
                }

                if (member.Value.Role is not ClassRole.Trainee)
                {
                    return Refusal.NotAllowed("Only trainees of the class can join a crew.");
                }

                var kept = await db.KeptCrewOfAsync(run.CohortId, actor.PersonId, run.PageId, ct);
                if (kept is not null && kept.Mates.All(mate => run.Writers.All(writer => writer.PersonId != mate.PersonId)))
                {
                    return Refusal.Conflict($"You are in crew {kept.Number} today, and this is a different crew.");
                }

                if (await db.OpenDrillsOf([actor.PersonId], run.CohortId, run.PageId, Now).AnyAsync(other => other.Id != run.Id, ct))
                {
                    return Refusal.Conflict("You already have this drill open. End it first.");
                }

                return run.Join(actor.PersonId, Now) is { Succeeded: false } full ? full.Refusal : run;
            },
            ct
        );
        return await AnnouncedAsync(joined);
    }

    private async Task<Outcome<DrillRun>> StartAsync(TrainingDb db, Actor actor, Input input, CancellationToken ct)
    {
        var member = await db.RequireMemberAsync(actor, input.CohortId, ct);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }

        var cohort = await db.Set<Cohort>().Where(c => c.Id == input.CohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        if (labs.Of(cohort.DayId, cohort.PlanId).All(lab => lab.PageId != input.PageId) || files.OfPage(input.PageId) is not { } drill)
        {
            return Refusal.NotFound("This lab has no live drill. See its page for how it works.");
        }

        if (await db.OpenDrillsOf([actor.PersonId], input.CohortId, input.PageId, Now).FirstOrDefaultAsync(ct) is { } own)
        {
            return own;
        }

        var activity = await db.Set<TimedActivity>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.CohortId == input.CohortId && a.ActivityId == input.PageId, ct);
        if (await LabStarter.RequireOpenAsync(db, input.CohortId, activity, member.Value.Role, ct) is { Succeeded: false } closed)
        {
            return closed.Refusal;
        }

        var kept = await db.KeptCrewOfAsync(input.CohortId, actor.PersonId, input.PageId, ct);
        if (
            kept is not null
            && await db.OpenDrillsOf([.. kept.Mates.Select(mate => mate.PersonId)], input.CohortId, input.PageId, Now)
                .Where(run => run.IsTeam)
                .OrderBy(run => run.StartedAt)
                .FirstOrDefaultAsync(ct)
                is { } ofCrew
        )
        {
            return ofCrew.Join(actor.PersonId, Now) is { Succeeded: false } full ? full.Refusal : ofCrew;
        }

        var begun = new DrillRun(
            Guid.CreateVersion7(time.GetUtcNow()),
            input.CohortId,
            actor.PersonId,
            drill,
            files.TextOf(drill),
            input.AsTeam || kept is { Mates.Count: > 1 },
            Now
        );
        db.Add(begun);
        return begun;
    }

    private async Task<Outcome<Guid>> AnnouncedAsync(Outcome<DrillRun> changed)
    {
        if (!changed.Succeeded)
        {
            return changed.Refusal;
        }

        await events.PublishAsync(changed.Value.Id, new DrillChanged(changed.Value.Id));
        await events.PublishAsync(changed.Value.CohortId, new RunsOfClassChanged(changed.Value.CohortId));
        return changed.Value.Id;
    }
}
