using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>A runbook with the results of all its trials and runs.</summary>
/// <param name="Document">The runbook.</param>
/// <param name="StepsText">Its current steps, as far as the reader may see them.</param>
/// <param name="IsOffered">Whether classmates may run it.</param>
/// <param name="Trials">The portal's trials, newest first.</param>
/// <param name="Walks">The runs by classmates, newest first.</param>
public sealed record RunbookRuns(
    DocumentView Document,
    string StepsText,
    bool IsOffered,
    IReadOnlyList<RunbookTrial> Trials,
    IReadOnlyList<WalkSummary> Walks
);

/// <summary>A classmate's run of a runbook.</summary>
/// <param name="Walk">The run of the runbook.</param>
/// <param name="WalkerName">The person who runs it.</param>
/// <param name="Clock">The wall clock of the shop of the lab run; null without one.</param>
public sealed record WalkSummary(RunbookWalk Walk, string WalkerName, ShopClock? Clock);

/// <summary>A run of a runbook, as shown to the person who runs it.</summary>
/// <param name="Kind">The document kind that defines the text's structure.</param>
/// <param name="AuthorName">The author.</param>
/// <param name="TimeZone">The class's IANA time zone.</param>
/// <param name="Clock">The wall clock of the shop of the lab run; null without one.</param>
public sealed record WalkView(RunbookWalk Walk, DocumentKind Kind, string AuthorName, string TimeZone, ShopClock? Clock);

/// <summary>Reads the results of running a runbook: for its author and the instructors of its class, and for the person who runs
/// it.</summary>
public sealed class ReadRunbookRuns(
    IDbContextFactory<TrainingDb> databases,
    ReadDocument readDocument,
    DocumentKinds kinds,
    IAuthorNames names
) : IUseCase
{
    /// <summary>The most trials and runs that are shown.</summary>
    public const int MostShown = 20;

    /// <summary>Returns the runs of a runbook, for people who may read it.</summary>
    public async Task<Outcome<RunbookRuns>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        var document = await readDocument.RunAsync(actor, documentId, ct);
        if (!document.Succeeded)
        {
            return document.Refusal;
        }

        if (document.Value.Kind.StepsSection is null)
        {
            return Refusal.NotFound("Documents of this kind have no steps to run.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var trials = await db.Set<RunbookTrial>()
            .AsNoTracking()
            .Where(trial => trial.DocumentId == documentId)
            .OrderByDescending(trial => trial.At)
            .Take(MostShown)
            .ToListAsync(ct);
        var walks = await (
            from walk in db.Set<RunbookWalk>().AsNoTracking()
            join walker in db.Set<Person>() on walk.WalkerId equals walker.Id
            where walk.DocumentId == documentId
            orderby walk.BeganAt descending
            select new
            {
                Walk = walk,
                walker.DisplayName,
                RunBegan = db.Set<LabRun>().Where(run => run.Id == walk.RunId).Select(run => (DateTime?)run.StartedAt).FirstOrDefault(),
            }
        )
            .Take(MostShown)
            .ToListAsync(ct);
        var offered = await db.Set<RunbookOffer>().AnyAsync(offer => offer.DocumentId == documentId, ct);
        var cover = document.Value.IsMine ? NameCover.None : await names.CoverAsync(db, actor, document.Value.CohortId, documentId, ct);
        return new RunbookRuns(
            document.Value,
            TryRunbook.StepsOf(document.Value),
            offered,
            trials,
            [.. walks.Select(one => new WalkSummary(one.Walk, cover.Over(one.DisplayName), ClockOf(one.RunBegan)))]
        );
    }

    /// <summary>Returns a run of a runbook, for the person who runs it.</summary>
    public async Task<Outcome<WalkView>> WalkAsync(Actor actor, Guid walkId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await (
            from walk in db.Set<RunbookWalk>().AsNoTracking()
            join document in db.Set<Document>() on walk.DocumentId equals document.Id
            join author in db.Set<Person>() on document.OwnerId equals author.Id
            join cohort in db.Set<Cohort>() on document.CohortId equals cohort.Id
            where walk.Id == walkId && walk.WalkerId == actor.PersonId
            select new
            {
                walk,
                document.KindId,
                author.DisplayName,
                cohort.TimeZone,
                RunBegan = db.Set<LabRun>().Where(run => run.Id == walk.RunId).Select(run => (DateTime?)run.StartedAt).FirstOrDefault(),
            }
        ).SingleOrDefaultAsync(ct);
        return found is null
            ? Refusal.NotFound("There is no such run of a runbook, or it is not yours.")
            : new WalkView(
                found.walk,
                kinds.Shape(found.KindId, found.walk.ReadBody()),
                found.DisplayName,
                found.TimeZone,
                ClockOf(found.RunBegan)
            );
    }

    private static ShopClock? ClockOf(DateTime? began) => began is { } start ? new ShopClock(start) : null;

    /// <summary>A member's open lab runs, in which a runbook can be run.</summary>
    public async Task<IReadOnlyList<(Guid RunId, string ScenarioId)>> OpenLabsAsync(
        Actor actor,
        Guid cohortId,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await db.RunsOf(actor.PersonId)
            .Where(run => run.CohortId == cohortId && (run.State == RunState.Running || run.State == RunState.Paused))
            .Select(run => new { run.Id, run.ScenarioId })
            .ToListAsync(ct);
        return [.. open.Select(run => (run.Id, run.ScenarioId))];
    }
}
