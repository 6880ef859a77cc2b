using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>A correction for display.</summary>
/// <param name="Part">The part of the result.</param>
/// <param name="Mark">The corrected mark; null when the measured one counts again.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who corrected it.</param>
/// <param name="At">When, UTC.</param>
public sealed record PartCorrection(ResultKind Part, ResultMark? Mark, string Reason, string By, DateTime At);

/// <summary>The marks of a result's parts after their corrections.</summary>
public sealed class CorrectedParts
{
    private readonly Dictionary<ResultKind, ResultMark> _marks = [];

    /// <summary>Nothing is corrected.</summary>
    internal static CorrectedParts None { get; } = new([]);

    internal CorrectedParts(IEnumerable<(ResultKind Part, ResultMark? Mark)> corrections)
    {
        foreach (var (part, mark) in corrections)
        {
            Count++;
            _marks.Remove(part);
            if (mark is { } corrected)
            {
                _marks[part] = corrected;
            }
        }
    }

    /// <summary>Number of corrections, including those that were replaced or withdrawn.</summary>
    public int Count { get; }

    /// <summary>
    /// The corrected parts in the order of the result, each with its mark; parts whose correction was withdrawn are not included.
    /// </summary>
    public IReadOnlyList<(ResultKind Part, ResultMark Mark)> All => [.. _marks.OrderBy(one => one.Key).Select(one => (one.Key, one.Value))];

    /// <summary>The mark of a part; null when what was measured counts.</summary>
    public ResultMark? Of(ResultKind part) => _marks.TryGetValue(part, out var mark) ? mark : null;

    /// <summary>
    /// Whether something counts: according to the correction if the part was corrected to met or not met, otherwise as measured.
    /// </summary>
    /// <param name="part">The part of the result to which it belongs.</param>
    /// <param name="measured">Whether it counts as measured.</param>
    internal bool Counts(ResultKind part, bool measured) =>
        Of(part) switch
        {
            ResultMark.Good => true,
            ResultMark.Bad => false,
            _ => measured,
        };
}

/// <summary>Reads corrections of results.</summary>
internal static class ReadingCorrections
{
    /// <summary>The corrections of a run's current end, oldest first.</summary>
    public static async Task<IReadOnlyList<PartCorrection>> CorrectionsAsync(this TrainingDb db, LabRun run, CancellationToken ct) =>
        [.. (await db.CorrectionsAsync(db.Set<LabRun>().Where(one => one.Id == run.Id), ct))[run.Id]];

    /// <summary>The corrections of the current ends of runs, by run, oldest first.</summary>
    public static async Task<ILookup<Guid, PartCorrection>> CorrectionsAsync(
        this TrainingDb db,
        IQueryable<LabRun> runs,
        CancellationToken ct
    )
    {
        var rows = await (
            from correction in db.Set<ResultCorrection>().AsNoTracking()
            join run in runs on correction.RunId equals run.Id
            join person in db.Set<Person>() on correction.PersonId equals person.Id
            where correction.RunEndedAt == run.EndedAt
            orderby correction.Number
            select new
            {
                correction.RunId,
                Correction = new PartCorrection(correction.Part, correction.Mark, correction.Reason, person.DisplayName, correction.At),
            }
        ).ToListAsync(ct);
        return rows.ToLookup(row => row.RunId, row => row.Correction);
    }

    /// <summary>The corrected parts of the runs that have corrections of their current end.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CorrectedParts>> CorrectedPartsAsync(
        this TrainingDb db,
        IQueryable<LabRun> runs,
        CancellationToken ct
    )
    {
        var rows = await (
            from correction in db.Set<ResultCorrection>().AsNoTracking()
            join run in runs on correction.RunId equals run.Id
            where correction.RunEndedAt == run.EndedAt
            orderby correction.Number
            select new
            {
                correction.RunId,
                correction.Part,
                correction.Mark,
            }
        ).ToListAsync(ct);
        return rows.GroupBy(row => row.RunId)
            .ToDictionary(own => own.Key, own => new CorrectedParts(own.Select(row => (row.Part, row.Mark))));
    }
}
