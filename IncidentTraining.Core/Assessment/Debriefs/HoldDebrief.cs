using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The debriefing of a run has changed. The key of the event is the run.</summary>
/// <param name="RunId">The run.</param>
public sealed record DebriefChanged(Guid RunId);

/// <summary>A note of the debriefing for display.</summary>
/// <param name="Phase">Its phase.</param>
/// <param name="Name">Who wrote it.</param>
/// <param name="Text">What they wrote.</param>
/// <param name="IsMine">Whether the viewer wrote it.</param>
public sealed record DebriefEntry(DebriefPhase Phase, string Name, string Text, bool IsMine);

/// <summary>The debriefing of a crew.</summary>
/// <param name="Phase">The current phase; null before it has begun.</param>
/// <param name="EndsAt">Planned end of that phase, UTC.</param>
/// <param name="Notes">The notes, by phase and then by name.</param>
/// <param name="MayWrite">Whether the viewer takes part; the staff of the class can read it.</param>
public sealed record DebriefView(DebriefPhase? Phase, DateTime EndsAt, IReadOnlyList<DebriefEntry> Notes, bool MayWrite);

/// <summary>The crew of an ended run debriefs it together, alone or led by staff, who can read it.</summary>
public sealed class HoldDebrief(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    IAuthorNames names,
    LiveEvents events,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    /// <summary>What was typed.</summary>
    /// <param name="Text">The note; empty to remove it.</param>
    public sealed record Typed(string Text);

    /// <summary>The rules for what was typed.</summary>
    public sealed class Rules : AbstractValidator<Typed>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(typed => typed.Text)
                .MaximumLength(DebriefNote.MaxLength)
                .WithMessage($"A note can have at most {DebriefNote.MaxLength} characters; put the rest in the review.")
                .AsTooLarge();
    }

    /// <summary>The crew's debriefing, for its members and the staff of the class.</summary>
    public async Task<Outcome<DebriefView>> ReadAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!run.Succeeded)
        {
            return run.Refusal;
        }

        var debrief = await db.Set<Debrief>().AsNoTracking().SingleOrDefaultAsync(d => d.RunId == runId, ct);
        var rows = await (
            from note in db.Set<DebriefNote>().AsNoTracking()
            join person in db.Set<Person>() on note.PersonId equals person.Id
            where note.RunId == runId
            select new { person.DisplayName, note }
        ).ToListAsync(ct);
        var cover = await names.OverRunAsync(db, actor, run.Value, ct);
        return new DebriefView(
            debrief?.Phase,
            debrief?.EndsAt ?? default,
            [
                .. rows.Select(row => new DebriefEntry(
                        row.note.Phase,
                        cover.Over(row.DisplayName),
                        row.note.Text,
                        row.note.PersonId == actor.PersonId
                    ))
                    .OrderBy(entry => entry.Phase)
                    .ThenBy(entry => entry.Name, StringComparer.Ordinal),
            ],
            await db.RunsOf(actor.PersonId).AnyAsync(r => r.Id == runId, ct)
        );
    }

    /// <summary>Starts the crew's debriefing, or continues it if it has begun.</summary>
    public Task<Outcome> BeginAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            runId,
            async (db, _) =>
            {
                if (!await db.Set<Debrief>().AnyAsync(d => d.RunId == runId, ct))
                {
                    db.Add(new Debrief(runId, time.GetUtcNow().UtcDateTime));
                }

                return Outcome.Done;
            },
            ct
        );

    /// <summary>Stores the actor's note for a phase and, if requested, moves the whole crew on to the next.</summary>
    /// <param name="actor">A member of the crew.</param>
    /// <param name="runId">The run.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="text">The note; an empty one is removed.</param>
    /// <param name="goOn">Whether to move on to the next phase.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> NoteAsync(Actor actor, Guid runId, DebriefPhase phase, string text, bool goOn, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            runId,
            async (db, _) =>
            {
                var debrief = await db.Set<Debrief>().SingleOrDefaultAsync(d => d.RunId == runId, ct);
                if (debrief is null)
                {
                    return Refusal.NotFound("The debriefing of this run has not started.");
                }

                if (!debrief.IsOpen(phase))
                {
                    return Refusal.Conflict("This phase has not started. The order is reactions, description, analysis, summary.");
                }

                if (rules.Refuse(new Typed(text)) is { } tooLarge)
                {
                    return tooLarge;
                }

                var notes = await db.Set<DebriefNote>().Where(n => n.RunId == runId && n.Phase == phase).ToListAsync(ct);
                var mine = notes.Find(n => n.PersonId == actor.PersonId);
                if (string.IsNullOrWhiteSpace(text))
                {
                    notes.RemoveAll(n => n == mine);
                    db.RemoveRange(mine is null ? [] : [mine]);
                }
                else
                {
                    if (mine is null)
                    {
                        notes.Add(mine = db.Add(new DebriefNote(runId, phase, actor.PersonId)).Entity);
                    }

                    mine.Text = text.Trim();
                }

                // If two members move on at the same moment, or one double-clicks, no phase may be skipped.
                return goOn && debrief.Phase == phase ? debrief.GoOn(notes.Count > 0, time.GetUtcNow().UtcDateTime) : Outcome.Done;
            },
            ct
        );

    private async Task<Outcome> ChangeAsync(Actor actor, Guid runId, Func<TrainingDb, LabRun, Task<Outcome>> change, CancellationToken ct)
    {
        var changed = await gate.WriteAsync(
            async db =>
            {
                var run = await db.RequireVisibleRunAsync(actor, runId, ct);
                if (!run.Succeeded)
                {
                    return run.Refusal;
                }

                if (!await db.RunsOf(actor.PersonId).AnyAsync(r => r.Id == runId, ct))
                {
                    return Refusal.NotAllowed("Only the crew can write its debriefing. You can read it.");
                }

                return run.Value.HasEnded
                    ? await change(db, run.Value)
                    : Refusal.Conflict("The run is still in progress. You can debrief it after it ends.");
            },
            ct
        );
        if (changed.Succeeded)
        {
            await events.PublishAsync(runId, new DebriefChanged(runId));
        }

        return changed;
    }
}
