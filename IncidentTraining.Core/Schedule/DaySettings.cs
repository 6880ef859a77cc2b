using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>Whether labs wait for the facilitator, for the copy of a class.</summary>
public sealed class DaySettings : IClassSettings
{
    /// <inheritdoc />
    public async Task CopyAsync(TrainingDb db, Guid fromId, Guid toId, CancellationToken ct)
    {
        if (await db.Set<RunOfDay>().AnyAsync(day => day.CohortId == fromId && day.LabsOpenWithTimer, ct))
        {
            var day = new RunOfDay(toId);
            day.OpenLabs(withTimer: true);
            db.Add(day);
        }
    }
}
