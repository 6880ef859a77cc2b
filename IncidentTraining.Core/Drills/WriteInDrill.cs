using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>A member of a drill's crew sends an update or a message, or ends the drill. What was answered with success is stored.</summary>
public sealed class WriteInDrill(WriteGate gate, LiveEvents events, TimeProvider time, IValidator<PostStatusUpdate.Input> rules) : IUseCase
{
    /// <summary>The longest update and message, in characters.</summary>
    public const int LongestText = PostStatusUpdate.Rules.MaxLength;

    /// <summary>Two clicks within this time send one text.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(10);

    /// <summary>Sends an update to an audience, by the same rules as on the status page of a lab.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="update">The update; its run is the attempt at the drill.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome> SendAsync(Actor actor, PostStatusUpdate.Input update, CancellationToken ct = default)
    {
        if (await rules.ValidateAsync(update, ct) is { IsValid: false } invalid)
        {
            return Refusal.Invalid(invalid);
        }

        return await ChangeAsync(
            actor,
            update.RunId,
            async (db, run, now) =>
                await StoreAsync(
                    db,
                    run,
                    now,
                    number => new DrillEntry(run.Id, number, now, actor.PersonId, DrillEntryKind.Update, update.Text.Trim())
                    {
                        Audience = update.Audience,
                        Stage = update.Stage,
                        Impact = update.Impact,
                        // What is over needs no further news.
                        NextInMinutes = update.Stage == UpdateStage.Resolved ? null : update.NextInMinutes,
                    },
                    ct
                ),
            ct
        );
    }

    /// <summary>Writes a message in the channel. Staff of the class may, too; they do not speak for the crew.</summary>
    public async Task<Outcome> SayAsync(Actor actor, Guid drillRunId, string text, CancellationToken ct = default)
    {
        var message = text.Trim();
        if (message.Length is 0 or > LongestText)
        {
            return message.Length == 0
                ? Refusal.Invalid("Write something first.")
                : Refusal.TooLarge($"A message has at most {LongestText} characters; this one has {message.Length}.");
        }

        return
            await gate.WriteAsync(
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

    private static Refusal Ended => Refusal.TooLate("This drill has ended. Your text was not sent; it is still in its field.");

    private async Task<Outcome> ChangeAsync(
        Actor actor,
        Guid drillRunId,
        Func<TrainingDb, DrillRun, DateTime, Task<Outcome>> change,
        CancellationToken ct
    )
    {
        var changed = await gate.WriteAsync(
            async db =>
            {
                var own = await db.RequireOwnDrillAsync(actor, drillRunId, ct);
                // The time is taken inside the gate: what waited for it until the end came too late.
                var now = time.GetUtcNow().UtcDateTime;
                return !own.Succeeded ? own.Refusal
                    : own.Value.HasEnded(now) ? Ended
                    : await change(db, own.Value, now);
            },
            ct
        );
        return changed.Succeeded ? await AnnouncedAsync(drillRunId) : changed;
    }

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
