using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A lab that can be started in a class.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Page">The lab.</param>
/// <param name="Scenario">The scenario that it uses.</param>
/// <param name="Activity">The lab's timer; null before the facilitator has started it.</param>
internal sealed record StartableLab(Guid CohortId, LabPage Page, Scenario Scenario, TimedActivity? Activity);

/// <summary>A cause that must be simulated before its run can be stored.</summary>
internal sealed class UnplayedCause
{
    /// <summary>Simulates it; null when nothing needs to be simulated.</summary>
    public Action? Play { get; set; }
}

/// <summary>The common part of all ways to start a lab: whether the class has it, whether it is open, and the new run.</summary>
public sealed class LabStarter(
    WriteGate gate,
    LabCatalogue labs,
    RunScenarios scenarios,
    SeedChoice seeds,
    RunParticipants participants,
    TimeProvider time
)
{
    /// <summary>Why a practice lab has no crew.</summary>
    internal const string WorkedAlone = "This lab is for individual practice. Start it from the Labs page.";

    /// <summary>
    /// Starts a run in one transaction. The cause is drawn inside it, so that neighbours get different ones. If that cause must be
    /// simulated first, nothing is stored, it is simulated while others may write, and the start is retried.
    /// </summary>
    /// <param name="start">Starts the run; called again after a cause was simulated.</param>
    /// <param name="ct">Stops waiting.</param>
    internal async Task<Outcome<T>> WriteAsync<T>(Func<TrainingDb, UnplayedCause, Task<Outcome<T>>> start, CancellationToken ct)
    {
        while (true)
        {
            var unplayed = new UnplayedCause();
            var started = await gate.WriteAsync(db => start(db, unplayed), ct);
            if (unplayed.Play is not { } play)
            {
                return started;
            }

            await Task.Run(play, ct);
        }
    }

    /// <summary>A lab of the class with a practice shop.</summary>
    internal async Task<Outcome<StartableLab>> RequireLabAsync(TrainingDb db, Guid cohortId, string pageId, CancellationToken ct)
    {
        var cohort = await db.Set<Cohort>().Where(c => c.Id == cohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        var lab = labs.Of(cohort.DayId, cohort.PlanId).FirstOrDefault(l => l.PageId == pageId);
        if (lab?.ScenarioId is null || scenarios.Find(lab.ScenarioId) is not { } scenario)
        {
            return Refusal.NotFound("This lab has no practice shop to start. See its page for how it works.");
        }

        var activity = await db.Set<TimedActivity>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.CohortId == cohortId && a.ActivityId == pageId, ct);
        return new StartableLab(cohortId, lab, scenario, activity);
    }

    /// <summary>Refuses a trainee whose class keeps its labs closed until the facilitator starts them.</summary>
    internal static Task<Outcome> RequireOpenAsync(TrainingDb db, StartableLab lab, ClassRole role, CancellationToken ct) =>
        lab.Page.IsPractice ? Task.FromResult(Outcome.Done) : RequireOpenAsync(db, lab.CohortId, lab.Activity, role, ct);

    /// <summary>The same for a lab without a practice shop.</summary>
    internal static async Task<Outcome> RequireOpenAsync(
        TrainingDb db,
        Guid cohortId,
        TimedActivity? activity,
        ClassRole role,
        CancellationToken ct
    ) =>
        activity is null
        && role == ClassRole.Trainee
        && await db.Set<RunOfDay>().AnyAsync(d => d.CohortId == cohortId && d.LabsOpenWithTimer, ct)
            ? Refusal.Conflict("This lab opens when your facilitator starts it.")
            : Outcome.Done;

    /// <summary>Adds a run of the lab to the transaction; its incident's clock begins now.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="lab">The lab.</param>
    /// <param name="personId">Who starts it.</param>
    /// <param name="rehearsalRate">The pace of a rehearsal; null for a run that counts.</param>
    /// <param name="isTeam">Whether classmates may join.</param>
    /// <param name="words">What the timeline states about the crew after the lab's title; empty for nothing.</param>
    /// <param name="unplayed">Receives the cause if it must be simulated first; nothing is added then.</param>
    /// <param name="ct">Stops waiting.</param>
    internal async Task<Outcome<LabRun>> CreateAsync(
        TrainingDb db,
        StartableLab lab,
        Guid personId,
        int? rehearsalRate,
        bool isTeam,
        string words,
        UnplayedCause unplayed,
        CancellationToken ct
    )
    {
        var earlier = await db.Set<LabRun>()
            .AsNoTracking()
            .Where(r => r.CohortId == lab.CohortId && r.PageId == lab.Page.PageId)
            .OrderBy(r => r.StartedAt)
            .Select(r => new { r.Id, r.Seed })
            .ToListAsync(ct);
        var mine = (await db.RunsOf(personId).Select(r => r.Id).ToListAsync(ct)).ToHashSet();
        var seed = seeds.Pick(lab.Scenario, [.. earlier.Select(r => r.Seed)], earlier.LastOrDefault(r => mine.Contains(r.Id))?.Seed);
        if (!scenarios.IsPlayed(lab.Scenario, seed))
        {
            unplayed.Play = () => scenarios.Unproved(lab.Scenario, seed);
            return Refusal.Conflict("This lab is being prepared. Start it again in a moment.");
        }

        if (scenarios.Unproved(lab.Scenario, seed) is [var missing, ..])
        {
            return Refusal.NotFound(
                $"This lab cannot start, because its scenario does not show what it should: {missing}. Tell your instructor."
            );
        }

        var now = time.GetUtcNow();
        var run = new LabRun(
            Guid.CreateVersion7(now),
            lab.CohortId,
            personId,
            lab.Page.PageId,
            lab.Scenario,
            seed,
            ShopSimulation.EngineVersion,
            lab.Page.Minutes,
            rehearsalRate,
            now.UtcDateTime,
            isTeam,
            followsClass: rehearsalRate is null && lab.Activity is { IsOn: true }
        );
        participants.Start(
            db,
            run,
            now.UtcDateTime,
            $"{lab.Page.Title} began{(run.IsRehearsal ? " as a rehearsal" : "")}.{words}",
            personId
        );
        return run;
    }
}
