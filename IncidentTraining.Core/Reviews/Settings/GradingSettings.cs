using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Reviews.Settings;

/// <summary>The grading rules of a class, for its copy.</summary>
public sealed class GradingSettings : IClassSettings
{
    /// <inheritdoc />
    public async Task CopyAsync(TrainingDb db, Guid fromId, Guid toId, CancellationToken ct)
    {
        var rules = await db.GradingRulesAsync(fromId, ct);
        if (rules != new GradingRules())
        {
            db.Add(new ReviewSettings(toId, rules));
        }
    }
}
