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
/// <param name="Updates">How many updates were sent.</param>
/// <param name="Mark">How the result is; null while it runs, or when nothing was written.</param>
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

/// <summary>Lists the drills of a class: to its staff all of them, to a trainee the own ones and those that can be joined.</summary>
public sealed class DrillsOfClass(
    IDbContextFactory<TrainingDb> databases,
    DrillFiles files,
    ReadDrill read,
    IAuthorNames names,
    TimeProvider time
)
{
    /// <summary>The pages of a day that have a drill.</summary>
    public IReadOnlySet<string> Pages => files.Files.Items.Select(drill => drill.PageId).ToHashSet();

    /// <summary>The drills that the actor may see, the newest first.</summary>
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
        foreach (
            var run in await db.Set<DrillRun>()
                .AsNoTracking()
                .Where(run => run.CohortId == cohortId)
                .OrderByDescending(run => run.StartedAt)
                .ToListAsync(ct)
        )
        {
            var isOwn = run.Writers.Any(writer => writer.PersonId == actor.PersonId);
            if (!isStaff && !isOwn && (!run.IsTeam || run.HasEnded(now) || !await MayJoinAsync(db, actor, run, ct)))
            {
                continue;
            }

            var entries = await db.DrillEntriesAsync(run.Id, ct);
            var (drill, story, crew) = await read.TellAsync(db, run, entries, now < run.End ? now : run.End, ct);
            var cover = run.HasEnded(now) && !isOwn ? await names.CoverAsync(db, actor, cohortId, run.Id, ct) : NameCover.None;
            var result =
                run.HasEnded(now) && (isStaff || isOwn) ? DrillResult.Of(drill, story, run.StartedAt, run.End - run.StartedAt) : null;
            listed.Add(
                new ListedDrill(
                    run.Id,
                    run.PageId,
                    drill.Title,
                    [.. crew.Mates.Select(mate => cover.Over(mate.Name))],
                    run.StartedAt,
                    run.HasEnded(now),
                    run.IsTeam,
                    isOwn,
                    entries.Count(entry => entry.Kind == DrillEntryKind.Update),
                    result?.Mark
                )
            );
        }

        return listed;
    }

    private static async Task<bool> MayJoinAsync(TrainingDb db, Actor actor, DrillRun run, CancellationToken ct) =>
        await db.KeptCrewOfAsync(run.CohortId, actor.PersonId, run.PageId, ct) is not { } kept
        || kept.Mates.Any(mate => run.Writers.Any(writer => writer.PersonId == mate.PersonId));
}
