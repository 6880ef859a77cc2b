using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>A part of a run's result was corrected. The key of the event is the run.</summary>
/// <param name="RunId">The run.</param>
public sealed record ResultCorrected(Guid RunId);

/// <summary>An instructor of a class corrects what the portal measured in an ended run, with a reason that the crew reads.</summary>
public sealed class CorrectResult(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    LiveEvents events,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    private static readonly ClassRole[] Instructors = [ClassRole.Instructor];

    /// <summary>A correction.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Part">The part of the result.</param>
    /// <param name="Mark">The new mark; null to restore the measured one.</param>
    /// <param name="Reason">The reason, shown to the crew.</param>
    public sealed record Input(Guid RunId, ResultKind Part, ResultMark? Mark, string Reason);

    /// <summary>The rules for a correction.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Part).IsInEnum().WithMessage("Choose a part of the result.");
            RuleFor(input => input.Mark).IsInEnum().WithMessage("Choose a judgment for the part.");
            RuleFor(input => input.Reason)
                .Must(reason => reason.Trim().Length >= ResultCorrection.ShortestReason)
                .WithMessage($"Enter a reason of at least {ResultCorrection.ShortestReason} characters. The crew can read it.")
                .MaximumLength(ResultCorrection.LongestReason)
                .WithMessage($"A reason can have at most {ResultCorrection.LongestReason} characters.");
        }
    }

    /// <summary>Corrects a part, or restores the measured mark.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var corrected = await gate.WriteAsync(db => CorrectAsync(db, actor, input, ct), ct);
        if (corrected.Succeeded)
        {
            await events.PublishAsync(input.RunId, new ResultCorrected(input.RunId));
        }

        return corrected;
    }

    /// <summary>The corrected parts of each run of a class that has corrections, for its staff.</summary>
    public async Task<Outcome<IReadOnlyDictionary<Guid, CorrectedParts>>> OfClassAsync(
        Actor actor,
        Guid cohortId,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var staff = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator, ClassRole.Instructor], ct);
        return staff.Succeeded
            ? Outcome<IReadOnlyDictionary<Guid, CorrectedParts>>.Done(
                await db.CorrectedPartsAsync(db.Set<LabRun>().Where(run => run.CohortId == cohortId), ct)
            )
            : staff.Refusal;
    }

    /// <summary>
    /// Whether a person may correct the result of a run: an instructor of its class who was not in its crew, until the class is archived.
    /// </summary>
    internal static async Task<bool> MayAsync(TrainingDb db, Actor actor, LabRun run, CancellationToken ct) =>
        (await db.RequireRoleAsync(actor, run.CohortId, Instructors, ct)).Succeeded
        && !await db.IsOfCrewAsync(actor, run, ct)
        && await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == run.CohortId && cohort.ArchivedAt == null, ct);

    private async Task<Outcome> CorrectAsync(TrainingDb db, Actor actor, Input input, CancellationToken ct)
    {
        var ended = await db.RequireEndedRunAsync(
            actor,
            input.RunId,
            "The run is still in progress. You can correct its result after it ends.",
            ct
        );
        if (!ended.Succeeded)
        {
            return ended.Refusal;
        }

        var run = ended.Value;
        if (await db.RequireRoleAsync(actor, run.CohortId, Instructors, ct) is { Succeeded: false } stranger)
        {
            return stranger.Refusal;
        }

        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        if (await db.IsOfCrewAsync(actor, run, ct))
        {
            return Refusal.NotAllowed("You worked in this run, so another instructor must correct its result.");
        }

        if (
            !await db.Set<RunArchive>().AnyAsync(archive => archive.RunId == run.Id, ct)
            || !(await CrewWork.OfAsync(db, [run.Id], ct)).Contains(run.Id)
        )
        {
            return Refusal.Conflict("This run has no result to correct.");
        }

        var last = (await db.CorrectionsAsync(run, ct)).LastOrDefault(one => one.Part == input.Part);
        if (last?.Mark is null && input.Mark is null)
        {
            return Refusal.Conflict("This part has no correction to withdraw: it is shown as measured.");
        }

        // A double click must count as one correction.
        if (last is null || last.Mark != input.Mark || last.Reason != input.Reason.Trim())
        {
            var number = 1 + await db.Set<ResultCorrection>().CountAsync(one => one.RunId == run.Id, ct);
            db.Add(
                new ResultCorrection(run, number, input.Part, input.Mark, input.Reason.Trim(), actor.PersonId, time.GetUtcNow().UtcDateTime)
            );
            db.Audit(
                AuditAction.ResultCorrected,
                time,
                actor,
                run.PersonId,
                run.CohortId,
                run.Id,
                $"{input.Part}: {input.Mark?.ToString() ?? "as measured"}"
            );
        }

        return Outcome.Done;
    }
}
