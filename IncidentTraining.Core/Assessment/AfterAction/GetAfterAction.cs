using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The truth about an ended run, and what its responder believed.</summary>
/// <param name="TrueCause">The root cause; null when the run was closed before it could be measured.</param>
/// <param name="DeclaredCause">The declared diagnosis in words; null when none was declared.</param>
/// <param name="CauseWasRight">Whether the declared diagnosis was right in all parts.</param>
/// <param name="Severity">The severities compared with the measured impact; null when the run was closed before it could be
/// measured.</param>
/// <param name="Truth">The engine's times; null when the run was closed before it could be measured.</param>
/// <param name="Measures">The durations; null when the run was closed before it could be measured.</param>
/// <param name="ParTimes">The scenario's par times by phase.</param>
/// <param name="Cost">What the incident cost; null when the run was closed before it could be measured.</param>
/// <param name="Charts">The charts of the whole run; null when the run was closed before it could be measured.</param>
/// <param name="Communication">The communication; null when the run was closed before it could be measured.</param>
/// <param name="Actions">The actions that could have repaired something, judged; empty when the run was closed before it could be
/// measured.</param>
/// <param name="Class">The run compared with those of its class.</param>
/// <param name="Calibration">How well belief and truth matched; null when the run was closed before it could be measured.</param>
public sealed record AfterAction(
    RootCause? TrueCause,
    string? DeclaredCause,
    bool CauseWasRight,
    SeverityRecord? Severity,
    ShopTruth? Truth,
    RunMeasures? Measures,
    IReadOnlyDictionary<string, TimeSpan> ParTimes,
    IncidentCost? Cost,
    ShopCharts? Charts,
    CommunicationScore? Communication,
    IReadOnlyList<ActionVerdict> Actions,
    ClassComparison Class,
    Calibration? Calibration
)
{
    /// <summary>Whether the declared diagnosis found a fault: what failed and how it failed are right.</summary>
    public bool CauseWasFound { get; init; }

    /// <summary>Whether the declared diagnosis claimed a fault that did not exist.</summary>
    public bool ClaimedMore { get; init; }

    /// <summary>The result; null when the run was closed before it could be measured.</summary>
    public RunAssessment? Result { get; init; }

    /// <summary>Whether there is a result. Without one, no text compares the run with anything.</summary>
    public bool HasResult => Result is { HasResult: true };

    /// <summary>One figure for the whole result; null when the class does not show it, or without a result.</summary>
    public ResultFigure? Figure { get; init; }

    /// <summary>Whether the viewer may correct the result.</summary>
    public bool MayCorrect { get; init; }

    /// <summary>How hard the cause is; null when there is no estimate for the run's text.</summary>
    public CauseDifficulty? Difficulty { get; init; }
}

/// <summary>Shows the truth to the responder and the staff of the class once the run has ended.</summary>
public sealed class GetAfterAction(
    IDbContextFactory<TrainingDb> databases,
    RunScenarios scenarios,
    DifficultyTable difficulties,
    IAuthorNames names
) : IUseCase
{
    /// <summary>The comparison; refused to everyone while the run is in progress.</summary>
    public async Task<Outcome<AfterAction>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var ended = await db.RequireEndedRunAsync(actor, runId, "The run is still in progress. The true cause is shown after it ends.", ct);
        if (!ended.Succeeded)
        {
            return ended.Refusal;
        }

        var run = ended.Value;

        if (scenarios.Read(run.ScenarioId, run.ScenarioText) is not { } scenario)
        {
            return Refusal.Conflict("This version of the portal can no longer read the run's scenario; its timeline is kept.");
        }

        var incident = await db.Set<Incident>().AsNoTracking().SingleAsync(i => i.RunId == runId, ct);
        var sealedShop = (await db.Set<RunArchive>().AsNoTracking().SingleOrDefaultAsync(a => a.RunId == runId, ct))?.Open();
        var cover = await names.OverRunAsync(db, actor, run, ct);
        var log = (await db.TimelineAsync(runId, ct)).Under(cover);
        var inputs = await InputsAsync(db, runId, ct);
        var record = sealedShop is null
            ? null
            : new RunRecord(run, incident, scenario, sealedShop, log, inputs, (await Crew.LoadAsync(db, run, ct)).Under(cover));
        var (cause, severity, communication) = (
            record?.Cause,
            record is null ? null : SeverityRecord.Of(record),
            record is null ? null : CommunicationScore.Of(record)
        );
        var declared = FaultClaim.Parse(incident.DeclaredCause);
        var verdicts = record is null ? [] : ActionVerdict.Of(log, inputs, record.Cause, record.Shop);
        var account = await db.Set<StoredAccount>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.RunId == runId && a.RunEndedAt == run.EndedAt, ct);
        var weights = await ChooseWeights.OfAsync(db, run.CohortId, ct);
        var result = record is null
            ? null
            : RunAssessment.Of(record, verdicts, communication!, severity!, account).With(await db.CorrectionsAsync(run, ct));
        var diagnosis = cause is null
            ? null
            : DiagnosisVerdict.Of(declared, cause, sealedShop!.Truth.IsInSecondActAt(incident.CauseDeclaredAt));
        return new AfterAction(
            cause,
            declared is null ? null : FaultClaim.WordsOf(declared),
            cause is not null && diagnosis is { IsRight: true } && (!cause.IsHealthy || FalseAlarm.IsRight(record!)),
            severity,
            sealedShop?.Truth,
            sealedShop is null ? null : RunMeasures.Of(incident, sealedShop.Truth),
            scenario.ParTimes,
            sealedShop?.Cost,
            sealedShop?.Charts,
            communication,
            verdicts,
            (
                await ClassComparison.LoadAsync(
                    db,
                    run,
                    actor.PersonId,
                    other => scenarios.Read(other.ScenarioId, other.Text)?.RootCauseFor(other.Seed).IsHealthy == true,
                    ct
                )
            ).Under(cover),
            cause is null ? null : Calibration.Of(log, cause, sealedShop!.Truth, run.EndedAtVirtual!.Value)
        )
        {
            CauseWasFound = diagnosis?.IsFound == true,
            ClaimedMore = diagnosis?.HasWrongClaim == true,
            Result = result,
            Figure = result is { HasResult: true } && weights.IsShown ? new ResultFigure(weights.Weights, result, account) : null,
            Difficulty = cause is null ? null : difficulties.Of(scenario, cause.Id),
            MayCorrect = await CorrectResult.MayAsync(db, actor, run, ct),
        };
    }

    private static Task<List<RunInput>> InputsAsync(TrainingDb db, Guid runId, CancellationToken ct) =>
        db.Set<RunInput>().AsNoTracking().Where(i => i.RunId == runId).OrderBy(i => i.Sequence).ToListAsync(ct);
}
