using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The ended runs of a person's crews with their times and the instructors' corrections.</summary>
public sealed class OwnResults : IOwnData
{
    /// <inheritdoc />
    public string Part => "runs";

    /// <inheritdoc />
    public async Task<object> ReadAsync(TrainingDb db, Guid personId, CancellationToken ct)
    {
        var runs = await db.RunsOf(personId).AsNoTracking().Where(run => run.EndedAt != null).OrderBy(run => run.StartedAt).ToListAsync(ct);
        var ids = runs.ConvertAll(run => run.Id);
        var measures = await db.Set<RunResult>()
            .AsNoTracking()
            .Where(result => ids.Contains(result.RunId))
            .ToDictionaryAsync(result => result.RunId, result => result.Measures, ct);
        var corrections = await db.CorrectionsAsync(db.RunsOf(personId), ct);
        return runs.ConvertAll(run => new
        {
            run.Id,
            lab = run.PageId,
            run.StartedAt,
            run.EndedAt,
            run.IsRehearsal,
            times = measures.GetValueOrDefault(run.Id),
            corrections = corrections[run.Id]
                .Select(one => new
                {
                    part = one.Part.ToString(),
                    mark = one.Mark?.ToString() ?? "as measured",
                    one.Reason,
                    one.By,
                    one.At,
                }),
        });
    }
}
