using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>How somebody takes a step.</summary>
public enum StepWay
{
    /// <summary>They did it, and it was as the runbook says.</summary>
    Done,

    /// <summary>It was not as the runbook says.</summary>
    Failed,

    /// <summary>They passed it over.</summary>
    Passed,

    /// <summary>The portal takes it in their lab run: looks there, or takes the action.</summary>
    InShop,
}

/// <summary>A member of the class works a runbook that its author has offered, step by step, beside a lab run of their own or without one.</summary>
public sealed class WalkRunbook(WriteGate gate, IDbContextFactory<TrainingDb> databases, DocumentKinds kinds, ShopHost host, TimeProvider time, IValidator<WalkRunbook.Input> validator)
{
    /// <summary>A step and what came of it.</summary>
    /// <param name="WalkId">Which run of the runbook.</param>
    /// <param name="Number">The step's number.</param>
    /// <param name="Way">How it is taken.</param>
    /// <param name="Note">What to say about it; may be empty.</param>
    public sealed record Input(Guid WalkId, int Number, StepWay Way, string Note = "");

    /// <summary>The rules for what was typed.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Note).NotNull().MaximumLength(RunbookWalk.LongestNote).WithMessage($"A note has at most {RunbookWalk.LongestNote} characters.");
            RuleFor(input => input.Way).IsInEnum();
        }
    }

    /// <summary>Begins to work a runbook; one that the actor has begun and not ended goes on.</summary>
    /// <param name="actor">A member of the class who is not its author.</param>
    /// <param name="documentId">The runbook.</param>
    /// <param name="runId">An open lab run of the actor's own; null to talk it through.</param>
    /// <param name="ct">Stops the request.</param>
    public Task<Outcome<Guid>> BeginAsync(Actor actor, Guid documentId, Guid? runId, CancellationToken ct = default) => gate.WriteAsync<Guid>(async db =>
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
        if (document is null || !await db.Set<RunbookOffer>().AnyAsync(offer => offer.DocumentId == documentId, ct)
            || !(await db.RequireMemberAsync(actor, document.CohortId, ct)).Succeeded)
        {
            return Refusal.NotFound("There is no such runbook, or its author does not offer it.");
        }

        if (document.OwnerId == actor.PersonId)
        {
            return Refusal.NotAllowed("A runbook is run by somebody who did not write it: its author knows what it does not say.");
        }

        if (await db.Set<RunbookWalk>().SingleOrDefaultAsync(walk => walk.DocumentId == documentId && walk.WalkerId == actor.PersonId && walk.EndedAt == null, ct) is { } open)
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
        var begun = new RunbookWalk(Guid.CreateVersion7(now), document, actor.PersonId, runId, text, steps, now.UtcDateTime);
        db.Add(begun);
        return begun.Id;
    }, ct);

    /// <summary>Takes a step. In the shop, a check that does not hold and an action that is refused are not noted: the answer says so, and the person decides.</summary>
    /// <returns>What was seen or answered; empty when the person said themselves what came of it.</returns>
    public async Task<Outcome<string>> TakeAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (await validator.ValidateAsync(input, ct) is { IsValid: false } invalid)
        {
            return Refusal.Invalid(invalid);
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

        return await gate.WriteAsync<string>(async db =>
        {
            var walk = await OwnAsync(db, actor, input.WalkId, ct);
            if (!walk.Succeeded)
            {
                return walk.Refusal;
            }

            var now = time.GetUtcNow().UtcDateTime;
            var run = walk.Value.RunId is { } runId ? await db.Set<LabRun>().SingleOrDefaultAsync(r => r.Id == runId, ct) : null;
            var outcome = input.Way switch { StepWay.Failed => StepOutcome.Failed, StepWay.Passed => StepOutcome.Passed, _ => StepOutcome.Done };
            var note = string.Join(" ", new[] { seen, input.Note.Trim() }.Where(part => part.Length > 0));
            var taken = walk.Value.Take(new WalkedStep(input.Number, outcome, now, run?.VirtualAt(now), note));
            return taken.Succeeded ? seen : taken.Refusal;
        }, ct);
    }

    /// <summary>Ends the run of the runbook with a verdict.</summary>
    public Task<Outcome> EndAsync(Actor actor, Guid walkId, bool worked, string verdict, CancellationToken ct = default) =>
        verdict.Length > RunbookWalk.LongestNote
            ? Task.FromResult<Outcome>(Refusal.TooLarge($"Say it in at most {RunbookWalk.LongestNote} characters."))
            : gate.WriteAsync(async db =>
            {
                var walk = await OwnAsync(db, actor, walkId, ct);
                return walk.Succeeded ? walk.Value.End(worked, verdict.Trim(), time.GetUtcNow().UtcDateTime) : walk.Refusal;
            }, ct);

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
            return Refusal.Conflict("This runbook is talked through without a shop. Say yourself what came of the step.");
        }

        var next = walk.Value.ReadTaken().Count + 1;
        if (RunbookSteps.Read(walk.Value.StepsText).FirstOrDefault(step => step.Number == input.Number)?.Step is not { } asked || input.Number != next || walk.Value.EndedAt is not null)
        {
            return Refusal.Conflict("This step is not the next one. Load the page again.");
        }

        var (holds, seen) = (true, "");
        if (asked.Condition is { } condition)
        {
            var look = await host.ReadAsync(runId, shop => new Look(ShopLook.Holds(shop, condition), ShopLook.Seen(shop, condition)), ct);
            if (look is null)
            {
                return Refusal.Conflict("The lab run has ended, so its shop can no longer be looked at.");
            }

            (holds, seen) = (look.Holds, look.Seen);
        }

        if (!holds)
        {
            return Refusal.Conflict(asked.Kind is StepKind.If ? $"The decision does not apply: {seen}. Pass it over." : $"The check does not hold now: {seen}. Look again in a moment, or say that the step failed.");
        }

        if (asked.Command is not { } command)
        {
            return $"It holds: {seen}.";
        }

        if (command.Arguments.Values.Any(value => value.StartsWith('{')))
        {
            return Refusal.Conflict($"“{command}” has a gap that you fill in from what you see in the shop. Type it into the console of your run.");
        }

        var answer = await host.ApplyAsync(actor, runId, command.Action, command.Arguments, ct);
        return answer.Succeeded ? answer.Value.Text : answer.Refusal;
    }

    private static async Task<Outcome<RunbookWalk>> OwnAsync(TrainingDb db, Actor actor, Guid walkId, CancellationToken ct) =>
        await db.Set<RunbookWalk>().SingleOrDefaultAsync(walk => walk.Id == walkId && walk.WalkerId == actor.PersonId, ct) is { } own
            ? own
            : Refusal.NotFound("There is no such run of a runbook, or it is not yours.");

    private sealed record Look(bool Holds, string Seen);
}
