using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A member of a class starts a lab on a practice shop of their own. Where the staff have made the crews, the first of a crew starts the
/// lab for it, and the others join that run when they start: someone who is absent is not credited with it.
/// </summary>
public sealed class StartLabRun(
    WriteGate gate, LabCatalogue labs, RunScenarios scenarios, SeedChoice seeds, RehearsalPolicy rehearsals, RunParticipants participants, ShopHost host,
    JoinCrew crews, LiveEvents events, TimeProvider time)
{
    /// <summary>What was asked for.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="PageId">The lab's page.</param>
    /// <param name="RehearsalRate">The pace of a rehearsal, from 1 to <see cref="LabRun.FastestRate"/>; null for a run that counts.</param>
    /// <param name="AsTeam">Whether classmates may join the crew.</param>
    public sealed record Input(Guid CohortId, string PageId, int? RehearsalRate = null, bool AsTeam = false);

    /// <summary>Starts the run and returns its id; someone who has the lab open already gets that run, so that two clicks start one.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (input.RehearsalRate is < 1 or > LabRun.FastestRate)
        {
            return Refusal.Invalid($"The pace of a rehearsal is from 1 to {LabRun.FastestRate} times the clock.");
        }

        var started = await gate.WriteAsync(db => StartAsync(db, actor, input, ct), ct);
        if (started.ValueOrDefault is { IsOfCrew: true } open)
        {
            var joined = await crews.RunAsync(actor, open.RunId, ct);
            return joined.Succeeded ? open.RunId : joined.Refusal;
        }

        if (started.Succeeded)
        {
            host.Watch(started.Value.RunId);
            await events.PublishAsync(input.CohortId, new RunsOfClassChanged(input.CohortId));
            await events.PublishAsync(input.CohortId, new ActivityRunsChanged(input.CohortId));
        }

        return started.Succeeded ? started.Value.RunId : started.Refusal;
    }

    private async Task<Outcome<Started>> StartAsync(TrainingDb db, Actor actor, Input input, CancellationToken ct)
    {
        var membership = await db.RequireMemberAsync(actor, input.CohortId, ct);
        if (!membership.Succeeded)
        {
            return membership.Refusal;
        }

        if (input.RehearsalRate is not null && membership.Value.Role == ClassRole.Trainee && !rehearsals.TraineesMay)
        {
            return Refusal.NotAllowed("Only the staff of the class may start rehearsals.");
        }

        var cohort = await db.Set<Cohort>().Where(c => c.Id == input.CohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        var lab = labs.Of(cohort.DayId, cohort.PlanId).FirstOrDefault(l => l.PageId == input.PageId);
        if (lab?.ScenarioId is null || scenarios.Find(lab.ScenarioId) is not { } scenario)
        {
            return Refusal.NotFound("This lab has no practice shop that could be started. Its page says how it is worked.");
        }

        var earlier = await db.Set<LabRun>().AsNoTracking()
            .Where(r => r.CohortId == input.CohortId && r.PageId == input.PageId)
            .OrderBy(r => r.StartedAt)
            .Select(r => new { r.Id, r.Seed })
            .ToListAsync(ct);
        if (await db.OpenRunOfAsync(actor.PersonId, input.CohortId, input.PageId, ct) is { } open)
        {
            return new Started(open);
        }

        var kept = input.RehearsalRate is null ? await db.KeptCrewOfAsync(input.CohortId, actor.PersonId, input.PageId, ct) : null;
        if (kept is not null && await db.OpenRunOfCrewAsync(kept, input.CohortId, input.PageId, ct) is { } ofCrew)
        {
            return new Started(ofCrew, IsOfCrew: true);
        }

        var mine = (await db.RunsOf(actor.PersonId).Select(r => r.Id).ToListAsync(ct)).ToHashSet();
        var own = earlier.Where(r => mine.Contains(r.Id)).ToList();

        var activity = await db.Set<TimedActivity>().AsNoTracking().SingleOrDefaultAsync(a => a.CohortId == input.CohortId && a.ActivityId == input.PageId, ct);
        if (activity is null && membership.Value.Role == ClassRole.Trainee && await db.Set<RunOfDay>().AnyAsync(d => d.CohortId == input.CohortId && d.LabsOpenWithTimer, ct))
        {
            return Refusal.Conflict("This lab opens when your facilitator starts it.");
        }

        var now = time.GetUtcNow();
        var seed = seeds.Pick(scenario, [.. earlier.Select(r => r.Seed)], own.LastOrDefault()?.Seed);
        if (scenarios.Unproved(scenario, seed) is [var missing, ..])
        {
            return Refusal.NotFound($"This lab's scenario does not show what it promises, and is not started: {missing}. Tell your instructor.");
        }

        var run = new LabRun(
            Guid.CreateVersion7(now), input.CohortId, actor.PersonId, input.PageId, scenario, seed, ShopSimulation.EngineVersion,
            lab.Minutes, input.RehearsalRate, now.UtcDateTime, input.AsTeam || kept is not null, followsClass: input.RehearsalRate is null && activity is { IsOn: true });
        participants.Start(db, run, now.UtcDateTime, $"{lab.Title} began{(run.IsRehearsal ? " as a rehearsal" : "")}.{Words(kept)}", actor.PersonId);
        return new Started(run.Id);
    }

    private static string Words(KeptCrew? crew) => crew is null ? "" : $" Crew {crew.Number}: {string.Join(", ", crew.Mates.Select(mate => mate.Name))}.";

    private sealed record Started(Guid RunId, bool IsOfCrew = false);
}
