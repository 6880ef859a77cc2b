using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// A member of a drill's crew sends an update or a message, or ends the drill. A successful response means that it is stored.
/// </summary>
public sealed class WriteInDrill(WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The longest update or message, in characters.</summary>
    public const int LongestText = PostStatusUpdate.Rules.MaxLength;

    /// <summary>Two clicks within this time send one text.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(10);

    /// <summary>The text typed into the channel.</summary>
    /// <param name="Text">The message, trimmed.</param>
    public sealed record Typed(string Text);

    /// <summary>Validation rules for a message.</summary>
    public sealed class Rules : AbstractValidator<Typed>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(typed => typed.Text)
                .NotEmpty()
                .WithMessage("Write something first.")
                .MaximumLength(LongestText)
                .WithMessage(typed => $"A message can have at most {LongestText} characters; this one has {typed.Text.Length}.")
                .AsTooLarge();
    }

    /// <summary>Sends an update to an audience, by the same rules as on the status page of a lab.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="update">The update; its run is the attempt at the drill.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome> SendAsync(Actor actor, PostStatusUpdate.Input update, CancellationToken ct = default)
    {
        var sent = await gate.WriteAsync(
            update,
            async db =>
            {
                var own = await db.RequireOwnDrillAsync(actor, update.RunId, ct);
                if (!own.Succeeded)
                {
                    return own.Refusal;
                }

                // The time is taken inside the gate: an entry that waited for it until the end is too late.
                var (run, now) = (own.Value, time.GetUtcNow().UtcDateTime);
                return run.HasEnded(now)
                    ? Ended
                    : await StoreAsync(
                        db,
                        run,
                        now,
                        number => new DrillEntry(run.Id, number, now, actor.PersonId, DrillEntryKind.Update, update.Text.Trim())
                        {
                            Audience = update.Audience,
                            Stage = update.Stage,
                            Impact = update.Impact,
                            // A resolved incident needs no further update.
                            NextInMinutes = update.Stage == UpdateStage.Resolved ? null : update.NextInMinutes,
                        },
                        ct
                    );
            },
            ct
        );
        return sent.Succeeded ? await AnnouncedAsync(update.RunId) : sent;
    }

    /// <summary>Posts a message in the channel. Staff of the class may post as well, but do not speak for the crew.</summary>
    public async Task<Outcome> SayAsync(Actor actor, Guid drillRunId, string text, CancellationToken ct = default)
    {
        var message = text.Trim();
        return
            await gate.WriteAsync(
                new Typed(message),
                async db =>
                {
                    var visible = await db.RequireVisibleDrillAsync(actor, drillRunId, ct);
                    if (!visible.Succeeded)
                    {
                        return visible.Refusal;
                    }

                    var now = time.GetUtcNow().UtcDateTime;
                    return visible.Value.Run.HasEnded(now)
                        ? Ended
                        : await StoreAsync(
                            db,
                            visible.Value.Run,
                            now,
                            number => new DrillEntry(drillRunId, number, now, actor.PersonId, DrillEntryKind.Said, message)
                            {
                                IsByStaff = !visible.Value.IsWriter,
                            },
                            ct
                        );
                },
                ct
            )
                is { Succeeded: false } refused
            ? refused
            : await AnnouncedAsync(drillRunId);
    }

    /// <summary>Ends the drill for its crew; no-op when it has ended.</summary>
    public async Task<Outcome> EndAsync(Actor actor, Guid drillRunId, CancellationToken ct = default)
    {
        Guid? cohort = null;
        var ended = await gate.WriteAsync(
            async db =>
            {
                var own = await db.RequireOwnDrillAsync(actor, drillRunId, ct);
                cohort = own.ValueOrDefault?.CohortId;
                return own.Succeeded ? own.Value.EndNow(time.GetUtcNow().UtcDateTime) : own.Refusal;
            },
            ct
        );
        if (!ended.Succeeded)
        {
            return ended;
        }

        await events.PublishAsync(cohort!.Value, new RunsOfClassChanged(cohort.Value));
        return await AnnouncedAsync(drillRunId);
    }

    private static Refusal Ended => Refusal.TooLate("This drill has ended. Your text was not sent; it is still in the field.");

    private static async Task<Outcome> StoreAsync(
        TrainingDb db,
        DrillRun run,
        DateTime now,
        Func<int, DrillEntry> make,
        CancellationToken ct
    )
    {
        var entry = make(await db.NextDrillEntryAsync(run.Id, ct));
        var last = await db.Set<DrillEntry>()
            .AsNoTracking()
            .OrderByDescending(e => e.Number)
            .FirstOrDefaultAsync(e => e.DrillRunId == run.Id && e.PersonId == entry.PersonId, ct);
        if (
            last is null
            || last.Text != entry.Text
            || last.Kind != entry.Kind
            || last.Audience != entry.Audience
            || last.Stage != entry.Stage
            || last.Impact != entry.Impact
            || now - last.At > Same
        )
        {
            db.Add(entry);
        }

        return Outcome.Done;
    }

    private async Task<Outcome> AnnouncedAsync(Guid drillRunId)
    {
        await events.PublishAsync(drillRunId, new DrillChanged(drillRunId));
        return Outcome.Done;
    }
}
