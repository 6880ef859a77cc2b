using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>A facilitator's operation on the clock of the facts.</summary>
public enum DrillPace
{
    /// <summary>Stops it: facts are released by hand.</summary>
    Hold,

    /// <summary>Lets facts arrive by the clock; overdue ones arrive at once.</summary>
    Resume,

    /// <summary>Releases the next fact now.</summary>
    ReleaseNext,
}

/// <summary>A facilitator of a class stops the clock of the facts in its open drills, or releases the next one.</summary>
public sealed class PaceDrills(WriteGate gate, DrillFiles files, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Executes the operation in one open drill of the class, or in all.</summary>
    /// <param name="actor">A facilitator of the class.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="drillRunId">The drill; null for all open ones.</param>
    /// <param name="pace">What to do.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The number of drills that changed.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, Guid cohortId, Guid? drillRunId, DrillPace pace, CancellationToken ct = default)
    {
        var changed = new List<Guid>();
        var outcome = await gate.WriteAsync<int>(
            async db =>
            {
                var facilitator = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator], ct);
                if (!facilitator.Succeeded)
                {
                    return facilitator.Refusal;
                }

                var now = time.GetUtcNow().UtcDateTime;
                var open = await db.Set<DrillRun>()
                    .Where(run =>
                        run.CohortId == cohortId && run.EndedAt == null && run.EndsAt > now && (drillRunId == null || run.Id == drillRunId)
                    )
                    .ToListAsync(ct);
                if (open.Count == 0)
                {
                    return Refusal.Conflict(
                        drillRunId is null ? "The class has no open drills." : "This drill has ended, or does not belong to the class."
                    );
                }

                foreach (var run in open)
                {
                    if (Entry(run, await db.DrillEntriesAsync(run.Id, ct), pace, now) is var (kind, text))
                    {
                        db.Add(new DrillEntry(run.Id, await db.NextDrillEntryAsync(run.Id, ct), now, actor.PersonId, kind, text));
                        changed.Add(run.Id);
                    }
                }

                return changed.Count;
            },
            ct
        );
        foreach (var id in outcome.Succeeded ? changed : [])
        {
            await events.PublishAsync(id, new DrillChanged(id));
        }

        return outcome;
    }

    /// <summary>The entry to store; null when nothing changes.</summary>
    private (DrillEntryKind Kind, string Text)? Entry(DrillRun run, List<DrillEntry> entries, DrillPace pace, DateTime now)
    {
        var facts = FactRelease.Of(files.Of(run), run.StartedAt, entries);
        return pace switch
        {
            DrillPace.Hold => facts.IsHeld ? null : (DrillEntryKind.Held, ""),
            DrillPace.Resume => facts.IsHeld ? (DrillEntryKind.Resumed, "") : null,
            _ => facts
                .Known.Where(fact => fact.At > now - run.StartedAt)
                .Select(fact => fact.Fact)
                .Concat(facts.Waiting)
                .MinBy(fact => fact.After)
                is { } next
                ? (DrillEntryKind.Released, next.Id)
                : null,
        };
    }
}
