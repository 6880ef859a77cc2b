using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>An ended run that can be simulated again.</summary>
/// <param name="Run">The given inputs and people's actions.</param>
/// <param name="Actions">The actions with the shop's responses, in order.</param>
/// <param name="Length">How long the run lasted.</param>
/// <param name="Digest">The digest sealed at its end.</param>
/// <param name="Clock">The shop's wall clock.</param>
public sealed record Recording(RecordedRun Run, IReadOnlyList<TakenAction> Actions, TimeSpan Length, string Digest, ShopClock Clock)
{
    /// <summary>Whether the replay reproduces the recorded telemetry; otherwise no conclusion may be drawn from it.</summary>
    internal bool IsTrue(CancellationToken ct) => Run.Matches(Length, Digest, ct);
}

/// <summary>Reads what replays of an ended run need.</summary>
public sealed class ReadRecording(RunScenarios scenarios, LabCatalogue labs) : IUseCase
{
    /// <summary>The message about a run whose replay differs from the recording.</summary>
    internal const string Differs = "The replay of this run differs from the recording, so it cannot be evaluated.";

    /// <summary>The recording; refused with a reason when the run cannot be simulated again.</summary>
    internal async Task<Outcome<Recording>> OfAsync(TrainingDb db, LabRun run, CancellationToken ct)
    {
        var length = run.EndedAtVirtual!.Value;
        if (run.EngineVersion != ShopSimulation.EngineVersion)
        {
            return Refusal.Conflict(
                "A portal update has changed the practice shop, so this run cannot be replayed. It was measured by earlier rules."
            );
        }

        if (scenarios.Read(run.ScenarioId, run.ScenarioText) is not { } scenario)
        {
            return Refusal.Conflict(
                "This version of the portal cannot read the run's scenario, so the run cannot be replayed. It was measured by earlier rules."
            );
        }

        if (await db.Set<RunArchive>().AsNoTracking().SingleOrDefaultAsync(a => a.RunId == run.Id, ct) is not { } archive)
        {
            return Refusal.Conflict("The run was closed before it could be measured, so it cannot be replayed.");
        }

        var all = await db.Set<RunInput>().AsNoTracking().Where(i => i.RunId == run.Id).OrderBy(i => i.Sequence).ToListAsync(ct);
        var inputs = all.Where(i => i.Accepted == true).ToList();
        var cohort = await db.Set<Cohort>().Where(c => c.Id == run.CohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        var planned = TimeSpan.FromMinutes(
            run.ShiftId is not null
                ? labs.OnCallMinutesOf(cohort.DayId)
                : labs.Of(cohort.DayId, cohort.PlanId).FirstOrDefault(lab => lab.PageId == run.PageId)?.Minutes ?? 0
        );
        var log = await db.TimelineAsync(run.Id, ct);
        var refused = log.Where(e => e.Kind == IncidentEventKind.ActionRefused).Select(e => e.Subject);
        var sealedShop = archive.Open();
        var record = new RunRecord(
            run,
            await db.Set<Incident>().AsNoTracking().SingleAsync(i => i.RunId == run.Id, ct),
            scenario,
            sealedShop,
            log,
            all,
            await Crew.LoadAsync(db, run, ct)
        );
        var recorded = RecordedRun.Of(
            new Situation(scenario, run.Seed, planned > length ? planned : length),
            inputs.Select(input => input.ToShop())
        ) with
        {
            RefusedActions = [.. refused],
            IsUnderstood = Understanding.IsShown(record),
        };
        var answers = inputs.ToDictionary(input => input.Sequence, input => input.Answer.Length > 0 ? input.Answer : input.Action);
        return new Recording(
            recorded,
            [.. recorded.Actions.Select(input => new TakenAction(input.Sequence, input.At, answers[input.Sequence]))],
            length,
            sealedShop.Digest,
            record.Clock
        );
    }
}
