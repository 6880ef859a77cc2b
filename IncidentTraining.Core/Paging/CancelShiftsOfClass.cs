using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>Cancels the shifts of a class that is archived, so that no further incident begins in it.</summary>
public sealed class CancelShiftsOfClass(WriteGate gate) : IClassEnd
{
    /// <inheritdoc />
    public Task EndAsync(Guid cohortId, CancellationToken ct) =>
        gate.WriteAsync(
            async db =>
            {
                foreach (
                    var shift in await db.Set<OnCallShift>()
                        .Where(shift => shift.CohortId == cohortId && shift.State == ShiftState.Waiting)
                        .ToListAsync(ct)
                )
                {
                    shift.Cancel();
                }

                return Outcome.Done;
            },
            ct
        );
}
