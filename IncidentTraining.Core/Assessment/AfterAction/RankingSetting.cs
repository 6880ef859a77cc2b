using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Assessment;

/// <summary>Whether the class has a ranking, for its copy.</summary>
public sealed class RankingSetting : IClassSettings
{
    /// <inheritdoc />
    public async Task CopyAsync(TrainingDb db, Guid fromId, Guid toId, CancellationToken ct)
    {
        if (await ChooseRanking.IsShownAsync(db, fromId, ct))
        {
            var ranking = new ClassRanking(toId);
            ranking.Show(isShown: true);
            db.Add(ranking);
        }
    }
}
