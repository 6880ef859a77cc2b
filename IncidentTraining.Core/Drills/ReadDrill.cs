using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>A drill as a person currently sees it. It contains no fact that is not known yet.</summary>
public sealed record DrillView
{
    /// <summary>The attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>The class.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The lab's page.</summary>
    public required string PageId { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The crew's task.</summary>
    public required string Brief { get; init; }

    /// <summary>Who writes.</summary>
    public required IReadOnlyList<string> Crew { get; init; }

    /// <summary>The people who listen in the channel, with their roles.</summary>
    public required IReadOnlyList<string> People { get; init; }

    /// <summary>Whether the reader writes in it.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Whether the reader may stop the clock of the facts and release them.</summary>
    public required bool MayPace { get; init; }

    /// <summary>Whether a facilitator releases the facts by hand.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>Number of facts still to come; null for a reader who may not know.</summary>
    public required int? FactsToCome { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it ended or ends, UTC.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>Whether it has ended.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>The timeline, in order.</summary>
    public required IReadOnlyList<TimelineEntry> Log { get; init; }

    /// <summary>The updates, oldest first.</summary>
    public required IReadOnlyList<StatusUpdate> Updates { get; init; }

    /// <summary>When something may happen next, UTC; null when nothing will by itself. For the server only.</summary>
    public required DateTime? NextAt { get; init; }

    /// <summary>The result of an ended drill; null while it is in progress, or when nothing was written.</summary>
    public required DrillResult? Result { get; init; }

    /// <summary>The reader's document of the messages; null without one.</summary>
    public required Guid? DocumentId { get; init; }
}

/// <summary>Shows a drill to its crew and to the staff of its class.</summary>
public sealed class ReadDrill(IDbContextFactory<TrainingDb> databases, DrillFiles files, IAuthorNames names, TimeProvider time) : IUseCase
{
    /// <summary>The current state of the drill.</summary>
    public async Task<Outcome<DrillView>> RunAsync(Actor actor, Guid drillRunId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = await db.RequireVisibleDrillAsync(actor, drillRunId, ct);
        if (!visible.Succeeded)
        {
            return visible.Refusal;
        }

        var (run, isWriter, _) = visible.Value;
        var now = time.GetUtcNow().UtcDateTime;
        var entries = await db.DrillEntriesAsync(drillRunId, ct);
        var told = await TellAsync(db, run, entries, now < run.End ? now : run.End, ct);
        var isFacilitator = (await db.RequireRoleAsync(actor, run.CohortId, [ClassRole.Facilitator], ct)).Succeeded;
        var facts = FactRelease.Of(told.Drill, run.StartedAt, entries);
        var cover = run.HasEnded(now) && !isWriter ? await names.CoverAsync(db, actor, run.CohortId, run.Id, ct) : NameCover.None;
        var log = told.Story.Log.Under(cover);
        return new DrillView
        {
            Id = run.Id,
            CohortId = run.CohortId,
            PageId = run.PageId,
            Title = told.Drill.Title,
            Brief = told.Drill.Brief,
            Crew = [.. told.Crew.Under(cover).Mates.Select(mate => mate.Name)],
            People = [.. told.Drill.People.Select(person => person.Name)],
            IsOwn = isWriter,
            MayPace = isFacilitator,
            IsHeld = facts.IsHeld,
            FactsToCome = isFacilitator ? told.Drill.Facts.Count - told.Story.Known.Count : null,
            StartedAt = run.StartedAt,
            EndsAt = run.End,
            HasEnded = run.HasEnded(now),
            Log = log,
            Updates = StatusUpdate.Of(log),
            NextAt =
                run.HasEnded(now) ? null
                : told.Story.Next is { } next && run.StartedAt + next is var at && at < run.End ? at
                : run.End,
            Result = run.HasEnded(now) ? DrillResult.Of(told.Drill, told.Story, run.StartedAt, run.End - run.StartedAt) : null,
            DocumentId = run.Writers.FirstOrDefault(writer => writer.PersonId == actor.PersonId)?.DocumentId,
        };
    }

    /// <summary>Rebuilds a drill up to a moment.</summary>
    internal async Task<(Drill Drill, DrillStory Story, Crew Crew)> TellAsync(
        TrainingDb db,
        DrillRun run,
        IReadOnlyList<DrillEntry> entries,
        DateTime until,
        CancellationToken ct
    )
    {
        var drill = files.Of(run);
        var people = run.Writers.Select(writer => writer.PersonId).Concat(entries.Select(entry => entry.PersonId)).Distinct().ToList();
        var named = await db.Set<Person>()
            .Where(person => people.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);
        var crew = new Crew([
            .. run
                .Writers.OrderBy(writer => writer.JoinedAt)
                .Select(
                    (writer, place) =>
                        new CrewMate(
                            writer.PersonId,
                            named[writer.PersonId],
                            IsHelper: false,
                            place == 0 ? Enum.GetValues<IncidentRole>() : []
                        )
                ),
        ]);
        return (drill, DrillStory.Of(drill, run.StartedAt, crew, entries, person => named[person], until - run.StartedAt), crew);
    }
}
