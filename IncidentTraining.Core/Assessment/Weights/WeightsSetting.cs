using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>A class's setting for one figure per result, for its copy.</summary>
public sealed class WeightsSetting : IClassSettings
{
    /// <inheritdoc />
    public async Task CopyAsync(TrainingDb db, Guid fromId, Guid toId, CancellationToken ct)
    {
        if (await db.Set<ClassWeights>().AsNoTracking().SingleOrDefaultAsync(one => one.CohortId == fromId, ct) is { } original)
        {
            var weights = new ClassWeights(toId);
            weights.Choose(original.IsShown, original.Weights);
            db.Add(weights);
        }
    }
}
