using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>How a person completes a step.</summary>
public enum StepWay
{
    /// <summary>Done, as the runbook says.</summary>
    Done,

    /// <summary>Not as the runbook says.</summary>
    Failed,

    /// <summary>Skipped.</summary>
    Passed,

    /// <summary>The portal executes it in the person's lab run: evaluates the check or runs the action.</summary>
    InShop,
}

/// <summary>Runs an offered runbook step by step, as a member of the class, with or without a lab run of their own.</summary>
public sealed class WalkRunbook(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    DocumentKinds kinds,
    ShopHost host,
    LiveEvents events,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    /// <summary>A step and its result.</summary>
    /// <param name="WalkId">The run of the runbook.</param>
    /// <param name="Number">The step's number.</param>
    /// <param name="Way">How it is completed.</param>
    /// <param name="Note">A note; may be empty.</param>
    public sealed record Input(Guid WalkId, int Number, StepWay Way, string Note = "");

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules()
        {
            RuleFor(input => input.Note)
                .NotNull()
                .MaximumLength(RunbookWalk.LongestNote)
                .WithMessage($"A note can have at most {RunbookWalk.LongestNote} characters.");
            RuleFor(input => input.Way).IsInEnum();
        }
    }

    /// <summary>What was typed at the end.</summary>
    /// <param name="Text">The verdict; may be empty.</param>
    public sealed record Verdict(string Text);

    /// <summary>Validation rules for a verdict.</summary>
    public sealed class VerdictRules : AbstractValidator<Verdict>
    {
        public VerdictRules() =>
            RuleFor(verdict => verdict.Text)
                .MaximumLength(RunbookWalk.LongestNote)
                .WithMessage($"Use at most {RunbookWalk.LongestNote} characters.")
                .AsTooLarge();
    }

    /// <summary>Starts a run of a runbook, or continues the actor's run in progress.</summary>
    /// <param name="actor">A member of the class who is not its author.</param>
    /// <param name="documentId">The runbook.</param>
    /// <param name="runId">An open lab run of the actor; null to talk it through.</param>
    /// <param name="ct">Cancels the request.</param>
    public async Task<Outcome<Guid>> BeginAsync(Actor actor, Guid documentId, Guid? runId, CancellationToken ct = default)
    {
        var begun = await gate.WriteAsync<Guid>(
            async db =>
            {
                var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
                if (
                    document is null
                    || !await db.Set<RunbookOffer>().AnyAsync(offer => offer.DocumentId == documentId, ct)
                    || !(await db.RequireMemberAsync(actor, document.CohortId, ct)).Succeeded
                )
                {
                    return Refusal.NotFound("There is no such runbook, or it is not offered.");
                }

                if (document.OwnerId == actor.PersonId)
                {
                    return Refusal.NotAllowed(
                        "A runbook must be run by someone who did not write it, because its author knows what it leaves out."
                    );
                }

                if (
                    await db.Set<RunbookWalk>()
                        .SingleOrDefaultAsync(
                            one => one.DocumentId == documentId && one.WalkerId == actor.PersonId && one.EndedAt == null,
                            ct
                        ) is
                    { } open
                )
                {
                    return open.Id;
                }

                if (runId is { } id)
                {
                    var run = await db.RequireOwnRunAsync(actor, id, ct);
                    if (!run.Succeeded || run.Value.HasEnded)
                    {
                        return run.Refusal ?? Refusal.Conflict("That lab run has ended. Choose one that is open.");
                    }
                }

                var body = document.ReadBody();
                var text = kinds.Shape(document.KindId, body).StepsSection is { } section ? body.Section(section.Id).Text : "";
                var steps = RunbookSteps.Read(text).Count;
                if (steps == 0)
                {
                    return Refusal.Conflict("This runbook has no steps yet.");
                }

                var now = time.GetUtcNow();
                var walk = new RunbookWalk(Guid.CreateVersion7(now), document, actor.PersonId, runId, text, steps, now.UtcDateTime);
                db.Add(walk);
                return walk.Id;
            },
            ct
        );
        if (begun.Succeeded)
        {
            await events.PublishAsync(documentId, new RunbookRunsChanged(documentId));
        }

        return begun;
    }

    /// <summary>
    /// Completes a step. In the shop, a check that does not hold and a refused action are not recorded: the answer reports them, and the
    /// person decides.
    /// </summary>
    /// <returns>What was observed or answered; empty when the person reported the result.</returns>
    public async Task<Outcome<string>> TakeAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        var seen = "";
        if (input.Way is StepWay.InShop)
        {
            var answer = await InShopAsync(actor, input, ct);
            if (!answer.Succeeded)
            {
                return answer.Refusal;
            }

            seen = answer.Value;
        }

        Guid? documentId = null;
        var done = await gate.WriteAsync<string>(
            async db =>
            {
                var walk = await OwnAsync(db, actor, input.WalkId, ct);
                if (!walk.Succeeded)
                {
                    return walk.Refusal;
                }

                documentId = walk.Value.DocumentId;
                var now = time.GetUtcNow().UtcDateTime;
                var run = walk.Value.RunId is { } runId ? await db.Set<LabRun>().SingleOrDefaultAsync(r => r.Id == runId, ct) : null;
                var outcome = input.Way switch
                {
                    StepWay.Failed => StepOutcome.Failed,
                    StepWay.Passed => StepOutcome.Passed,
                    _ => StepOutcome.Done,
                };
                var note = string.Join(" ", new[] { seen, input.Note.Trim() }.Where(part => part.Length > 0));
                var taken = walk.Value.Take(new WalkedStep(input.Number, outcome, now, run?.VirtualAt(now), note));
                return taken.Succeeded ? seen : taken.Refusal;
            },
            ct
        );
        await TellAsync(done.Succeeded, input.WalkId, documentId);
        return done;
    }

    /// <summary>Ends the run of the runbook with a verdict.</summary>
    public async Task<Outcome> EndAsync(Actor actor, Guid walkId, bool worked, string verdict, CancellationToken ct = default)
    {
        Guid? documentId = null;
        var ended = await gate.WriteAsync(
            new Verdict(verdict),
            async db =>
            {
                var walk = await OwnAsync(db, actor, walkId, ct);
                documentId = walk.ValueOrDefault?.DocumentId;
                return walk.Succeeded ? walk.Value.End(worked, verdict.Trim(), time.GetUtcNow().UtcDateTime) : walk.Refusal;
            },
            ct
        );
        await TellAsync(ended.Succeeded, walkId, documentId);
        return ended;
    }

    private async Task TellAsync(bool isStored, Guid walkId, Guid? documentId)
    {
        if (isStored && documentId is { } id)
        {
            await events.PublishAsync(walkId, new RunbookRunsChanged(id));
            await events.PublishAsync(id, new RunbookRunsChanged(id));
        }
    }

    private async Task<Outcome<string>> InShopAsync(Actor actor, Input input, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var walk = await OwnAsync(db, actor, input.WalkId, ct);
        if (!walk.Succeeded)
        {
            return walk.Refusal;
        }

        if (walk.Value.RunId is not { } runId)
        {
            return Refusal.Conflict("This runbook is talked through without a shop. Enter the result of the step yourself.");
        }

        var next = walk.Value.ReadTaken().Count + 1;
        if (
            RunbookSteps.Read(walk.Value.StepsText).FirstOrDefault(step => step.Number == input.Number)?.Step is not { } asked
            || input.Number != next
            || walk.Value.EndedAt is not null
        )
        {
            return Refusal.Conflict("This step is not the next one. Reload the page.");
        }

        var (holds, seen) = (true, "");
        if (asked.Condition is { } condition)
        {
            var look = await host.ReadAsync(runId, shop => new Look(ShopLook.Holds(shop, condition), ShopLook.Seen(shop, condition)), ct);
            if (look is null)
            {
                return Refusal.Conflict("The lab run has ended, so its shop is no longer available.");
            }

            (holds, seen) = (look.Holds, look.Seen);
        }

        if (!holds)
        {
            return Refusal.Conflict(
                asked.Kind is StepKind.If
                    ? $"The condition does not apply: {seen}. Skip the step."
                    : $"The check does not hold now: {seen}. Check again in a moment, or mark the step as failed."
            );
        }

        if (asked.Command is not { } command)
        {
            return $"The check holds: {seen}.";
        }

        if (command.Arguments.Values.Any(value => value.StartsWith('{')))
        {
            return Refusal.Conflict(
                $"“{command}” has a placeholder that depends on what you see in the shop. Enter the command in the console of your run."
            );
        }

        var answer = await host.ApplyAsync(actor, runId, command.Action, command.Arguments, ct);
        return answer.Succeeded ? answer.Value.Text : answer.Refusal;
    }

    private static async Task<Outcome<RunbookWalk>> OwnAsync(TrainingDb db, Actor actor, Guid walkId, CancellationToken ct) =>
        await db.Set<RunbookWalk>().SingleOrDefaultAsync(walk => walk.Id == walkId && walk.WalkerId == actor.PersonId, ct) is { } own
            ? own
            : Refusal.NotFound("There is no such runbook run, or it is not yours.");

    private sealed record Look(bool Holds, string Seen);
}
