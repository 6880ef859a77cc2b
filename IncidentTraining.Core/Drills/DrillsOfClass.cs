using System.Collections.Concurrent;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>A drill in a list.</summary>
/// <param name="Id">The attempt.</param>
/// <param name="PageId">The lab's page.</param>
/// <param name="Title">The title.</param>
/// <param name="Crew">Who writes.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="HasEnded">Whether it has ended.</param>
/// <param name="IsTeam">Whether classmates may join while it is open.</param>
/// <param name="IsOwn">Whether the reader writes in it.</param>
/// <param name="Updates">Number of updates sent.</param>
/// <param name="Mark">The result's mark; null while it is in progress, or when nothing was written.</param>
public sealed record ListedDrill(
    Guid Id,
    string PageId,
    string Title,
    IReadOnlyList<string> Crew,
    DateTime StartedAt,
    bool HasEnded,
    bool IsTeam,
    bool IsOwn,
    int Updates,
    ResultMark? Mark
);

/// <summary>Lists the drills of a class: for its staff all of them, for a trainee their own and those that can be joined.</summary>
public sealed class DrillsOfClass(
    IDbContextFactory<TrainingDb> databases,
    DrillFiles files,
    ReadDrill read,
    IAuthorNames names,
    TimeProvider time
) : IUseCase
{
    // An ended drill does not change, and judging it requires rebuilding it from its beginning.
    private readonly ConcurrentDictionary<(Guid Id, DateTime End), ResultMark?> _marks = new();

    /// <summary>The pages of a day that have a drill.</summary>
    public IReadOnlySet<string> Pages => files.Files.Items.Select(drill => drill.PageId).ToHashSet();

    /// <summary>The drills that the actor may see, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<ListedDrill>>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.RequireMemberAsync(actor, cohortId, ct);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var isStaff = (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct)).Succeeded;
        var listed = new List<ListedDrill>();
        var runs = await db.Set<DrillRun>()
            .AsNoTracking()
            .Where(run => run.CohortId == cohortId)
            .OrderByDescending(run => run.StartedAt)
            .ToListAsync(ct);
        var ids = runs.ConvertAll(run => run.Id);
        var updates = await db.Set<DrillEntry>()
            .Where(entry => ids.Contains(entry.DrillRunId) && entry.Kind == DrillEntryKind.Update)
            .GroupBy(entry => entry.DrillRunId)
            .Select(sent => new { sent.Key, Count = sent.Count() })
            .ToDictionaryAsync(sent => sent.Key, sent => sent.Count, ct);
        var people = runs.SelectMany(run => run.Writers).Select(writer => writer.PersonId).Distinct().ToList();
        var named = await db.Set<Person>()
            .Where(person => people.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);
        foreach (var run in runs)
        {
            var isOwn = run.Writers.Any(writer => writer.PersonId == actor.PersonId);
            if (!isStaff && !isOwn && (!run.IsTeam || run.HasEnded(now) || !await MayJoinAsync(db, actor, run, ct)))
            {
                continue;
            }

            var cover = run.HasEnded(now) && !isOwn ? await names.CoverAsync(db, actor, cohortId, run.Id, ct) : NameCover.None;
            listed.Add(
                new ListedDrill(
                    run.Id,
                    run.PageId,
                    files.Of(run).Title,
                    [.. run.Writers.OrderBy(writer => writer.JoinedAt).Select(writer => cover.Over(named[writer.PersonId]))],
                    run.StartedAt,
                    run.HasEnded(now),
                    run.IsTeam,
                    isOwn,
                    updates.GetValueOrDefault(run.Id),
                    run.HasEnded(now) ? await MarkAsync(db, run, ct) : null
                )
            );
        }

        return listed;
    }

    private async Task<ResultMark?> MarkAsync(TrainingDb db, DrillRun run, CancellationToken ct)
    {
        if (!_marks.TryGetValue((run.Id, run.End), out var mark))
        {
            var (drill, story, _) = await read.TellAsync(db, run, await db.DrillEntriesAsync(run.Id, ct), run.End, ct);
            _marks[(run.Id, run.End)] = mark = DrillResult.Of(drill, story, run.StartedAt, run.End - run.StartedAt)?.Mark;
        }

        return mark;
    }

    private static async Task<bool> MayJoinAsync(TrainingDb db, Actor actor, DrillRun run, CancellationToken ct) =>
        await db.KeptCrewOfAsync(run.CohortId, actor.PersonId, run.PageId, ct) is not { } kept
        || kept.Mates.Any(mate => run.Writers.Any(writer => writer.PersonId == mate.PersonId));
}
