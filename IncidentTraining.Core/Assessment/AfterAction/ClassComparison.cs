using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The quartiles of a class for one measure.</summary>
/// <param name="Median">The median of the runs that have the measure; null when fewer than half of the runs do.</param>
/// <param name="From">The lower quartile; null like the median.</param>
/// <param name="To">The upper quartile; null when fewer than three quarters of the runs have the measure.</param>
public sealed record Spread(TimeSpan? Median, TimeSpan? From, TimeSpan? To)
{
    /// <summary>
    /// The quartiles of a measure over all runs. A run without the measure (not resolved, nothing published) counts as longer than
    /// every other, so that giving up does not make a class look faster.
    /// </summary>
    public static Spread Of(IReadOnlyList<TimeSpan?> values)
    {
        var known = values.OfType<TimeSpan>().Order().ToList();
        return new Spread(Rank(0.5), Rank(0.25), Rank(0.75));

        // The nearest rank: a value that occurred.
        TimeSpan? Rank(double share) =>
            values.Count > 0 && Math.Max(1, (int)Math.Ceiling(share * values.Count)) is var rank && rank <= known.Count
                ? known[rank - 1]
                : null;
    }
}

/// <summary>
/// A run compared with those of its class, and with the same person's previous one. Without names or ranks, unless the class wants them.
/// </summary>
/// <param name="Runs">Number of ended runs of the lab in the class in which someone worked: the last of each crew.</param>
/// <param name="Unresolved">How many of them were not resolved.</param>
/// <param name="Detect">Time to detect.</param>
/// <param name="Acknowledge">Time to acknowledge.</param>
/// <param name="Assess">Time to assess.</param>
/// <param name="FirstUpdate">Time to the first update.</param>
/// <param name="Mitigate">Time to mitigate.</param>
/// <param name="Resolve">Time to resolve.</param>
/// <param name="Before">The measures of the viewer's previous run; null for a first run.</param>
/// <param name="Ranking">The runs by their time to resolve, if the class wants a ranking; otherwise empty.</param>
public sealed record ClassComparison(
    int Runs,
    int Unresolved,
    Spread Detect,
    Spread Acknowledge,
    Spread Assess,
    Spread FirstUpdate,
    Spread Mitigate,
    Spread Resolve,
    RunMeasures? Before,
    IReadOnlyList<RankedRun> Ranking
)
{
    /// <summary>The comparison with hidden names.</summary>
    internal ClassComparison Under(NameCover cover) =>
        this with
        {
            Ranking = [.. Ranking.Select(run => run with { Name = cover.Over(run.Name) })],
        };

    /// <summary>Loads the comparison. False alarms are not compared: what was never broken has no time to resolve.</summary>
    /// <param name="db">The database.</param>
    /// <param name="run">The run.</param>
    /// <param name="viewerId">Who looks.</param>
    /// <param name="isHealthy">Whether a run, by its scenario, text and seed, was a false alarm.</param>
    /// <param name="ct">Stops the reading.</param>
    internal static async Task<ClassComparison> LoadAsync(
        TrainingDb db,
        LabRun run,
        Guid viewerId,
        Func<(string ScenarioId, string Text, long Seed), bool> isHealthy,
        CancellationToken ct
    )
    {
        var rows = await (
            from other in db.Set<LabRun>().AsNoTracking()
            join result in db.Set<RunResult>() on other.Id equals result.RunId
            where other.CohortId == run.CohortId && other.PageId == run.PageId && !other.IsRehearsal
            select new
            {
                other.Id,
                other.PersonId,
                other.StartedAt,
                other.ScenarioId,
                other.ScenarioText,
                other.Seed,
                other.ShiftId,
                Result = result,
            }
        ).ToListAsync(ct);
        var person = await db.IsOfCrewAsync(new(viewerId), run, ct) ? viewerId : run.PersonId;
        var earlier = await (
            from own in db.RunsOf(person)
            join result in db.Set<RunResult>() on own.Id equals result.RunId
            where own.PageId == run.PageId && own.StartedAt < run.StartedAt && !own.IsRehearsal
            orderby own.StartedAt descending
            select result
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var worked = await CrewWork.OfAsync(db, [.. rows.Select(row => row.Id).Union(earlier.Select(result => result.RunId))], ct);
        rows =
        [
            .. rows.Where(row =>
                worked.Contains(row.Id) && (row.ShiftId is null || !isHealthy((row.ScenarioId, row.ScenarioText, row.Seed)))
            ),
        ];
        var lastRuns = rows.GroupBy(row => row.PersonId).Select(own => own.MaxBy(row => row.StartedAt)!).ToList();
        var last = lastRuns.ConvertAll(row => row.Result.Measures);
        return new ClassComparison(
            last.Count,
            last.Count(m => m.Resolve is null),
            Of(m => m.Detect),
            Of(m => m.Acknowledge),
            Of(m => m.Assess),
            Of(m => m.FirstUpdate),
            Of(m => m.Mitigate),
            Of(m => m.Resolve),
            earlier.FirstOrDefault(result => worked.Contains(result.RunId))?.Measures,
            await ChooseRanking.IsShownAsync(db, run.CohortId, ct)
                ? await RankAsync(db, [.. lastRuns.Select(row => (row.Id, row.PersonId, row.Result.Measures.Resolve))], run.Id, ct)
                : []
        );

        Spread Of(Func<RunMeasures, TimeSpan?> measure) => Spread.Of([.. last.Select(measure)]);
    }

    private static async Task<IReadOnlyList<RankedRun>> RankAsync(
        TrainingDb db,
        IReadOnlyList<(Guid RunId, Guid PersonId, TimeSpan? Resolve)> runs,
        Guid thisRunId,
        CancellationToken ct
    )
    {
        var people = runs.Select(run => run.PersonId).ToList();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        return
        [
            .. runs.OrderBy(run => run.Resolve ?? TimeSpan.MaxValue)
                .ThenBy(run => names[run.PersonId], StringComparer.CurrentCulture)
                .Select(run => new RankedRun(
                    run.Resolve is null ? null : 1 + runs.Count(other => other.Resolve < run.Resolve),
                    names[run.PersonId],
                    run.Resolve,
                    run.RunId == thisRunId
                )),
        ];
    }
}
