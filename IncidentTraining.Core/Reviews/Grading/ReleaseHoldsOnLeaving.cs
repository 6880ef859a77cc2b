using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>A grader who leaves the class releases the documents that they have locked.</summary>
public sealed class ReleaseHoldsOnLeaving : IMembershipEnd
{
    /// <inheritdoc />
    public async Task<Func<Task>> EndAsync(TrainingDb db, Guid cohortId, Guid personId, CancellationToken ct)
    {
        db.RemoveRange(
            await db.Set<ReviewHold>()
                .Where(hold =>
                    hold.PersonId == personId
                    && db.Set<Document>().Any(document => document.Id == hold.DocumentId && document.CohortId == cohortId)
                )
                .ToListAsync(ct)
        );
        return () => Task.CompletedTask;
    }
}
