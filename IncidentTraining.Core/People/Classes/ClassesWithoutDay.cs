using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Finds classes whose training day is missing in the content, so that the operator learns about it before the class does.
/// </summary>
public sealed class ClassesWithoutDay(IDbContextFactory<TrainingDb> databases, ITrainingDays days)
{
    /// <summary>Names and days of such classes, by name.</summary>
    public async Task<IReadOnlyList<(string Name, string DayKey)>> FindAsync(CancellationToken ct = default)
    {
        var known = days.All.Select(day => day.Key).ToHashSet();
        await using var db = await databases.CreateDbContextAsync(ct);
        var classes = await db.Set<Cohort>()
            .AsNoTracking()
            .OrderBy(cohort => cohort.Name)
            .Select(cohort => new
            {
                cohort.Name,
                cohort.DayId,
                cohort.PlanId,
            })
            .ToListAsync(ct);
        return
        [
            .. classes
                .Select(cohort => (cohort.Name, Key: TrainingDayChoice.KeyOf(cohort.DayId, cohort.PlanId)))
                .Where(cohort => !known.Contains(cohort.Key)),
        ];
    }
}
