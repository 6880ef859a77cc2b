using System.Collections.Concurrent;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Reads what a person did in the ended runs of a class. An ended run changes only through corrections, so it is judged once per
/// correction.
/// </summary>
public sealed class ReadPersonWork(IDbContextFactory<TrainingDb> databases, RunScenarios scenarios, LabCatalogue labs)
{
    private const int MostCached = 1000;

    private readonly ConcurrentDictionary<
        (Guid RunId, DateTime EndedAt, int Corrections),
        IReadOnlyDictionary<Guid, PersonRunWork>
    > _judged = new();

    /// <summary>
    /// The person's ended runs in the class, oldest first. Rehearsals, practice-only labs and runs without an archive are left out.
    /// </summary>
    public async Task<IReadOnlyList<PersonRunWork>> OfAsync(Guid personId, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var practice = labs.PracticeOf(await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(c => c.DayId).SingleAsync(ct));
        var runs = await db.RunsOf(personId)
            .AsNoTracking()
            .Where(run => run.CohortId == cohortId && !run.IsRehearsal && run.EndedAt != null && !practice.Contains(run.PageId))
            .OrderBy(run => run.StartedAt)
            .ToListAsync(ct);
        var ids = runs.ConvertAll(run => run.Id);
        var corrections = await db.CorrectedPartsAsync(db.Set<LabRun>().Where(run => ids.Contains(run.Id)), ct);
        var works = new List<PersonRunWork>();
        foreach (var run in runs)
        {
            var corrected = corrections.GetValueOrDefault(run.Id, CorrectedParts.None);
            var key = (run.Id, run.EndedAt!.Value, corrected.Count);
            if (!_judged.TryGetValue(key, out var judged) && await JudgeAsync(db, run, corrected, ct) is { } fresh)
            {
                if (_judged.Count >= MostCached)
                {
                    _judged.Clear();
                }

                judged = _judged[key] = fresh;
            }

            if (judged?.GetValueOrDefault(personId) is { } work)
            {
                works.Add(work);
            }
        }

        return works;
    }

    private async Task<IReadOnlyDictionary<Guid, PersonRunWork>?> JudgeAsync(
        TrainingDb db,
        LabRun run,
        CorrectedParts corrected,
        CancellationToken ct
    )
    {
        if (
            scenarios.Read(run.ScenarioId, run.ScenarioText) is not { } scenario
            || await db.Set<RunArchive>().AsNoTracking().SingleOrDefaultAsync(a => a.RunId == run.Id, ct) is not { } archive
        )
        {
            return null;
        }

        return PersonRunWork.Of(
            new RunRecord(
                run,
                await db.Set<Incident>().AsNoTracking().SingleAsync(i => i.RunId == run.Id, ct),
                scenario,
                archive.Open(),
                await db.TimelineAsync(run.Id, ct),
                await db.Set<RunInput>().AsNoTracking().Where(i => i.RunId == run.Id).OrderBy(i => i.Sequence).ToListAsync(ct),
                await Crew.LoadAsync(db, run, ct)
            ),
            corrected
        );
    }
}
