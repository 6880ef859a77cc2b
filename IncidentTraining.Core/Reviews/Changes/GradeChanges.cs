using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Changes;

/// <summary>A changed grade that its author has not confirmed yet.</summary>
/// <param name="PointsBefore">The points shown to the author before; null for a document without points.</param>
/// <param name="Points">The new points; null when the document was returned instead, or has none.</param>
/// <param name="MostPoints">The maximum points; null when <paramref name="Points"/> is null.</param>
/// <param name="At">When it was last changed, UTC.</param>
public sealed record ChangedGrade(Guid DocumentId, string Title, int? PointsBefore, int? Points, int? MostPoints, DateTime At);

/// <summary>Shows an author which released grades were changed, until they confirm it.</summary>
public sealed class GradeChanges(IDbContextFactory<TrainingDb> databases, WriteGate gate)
{
    /// <summary>Returns the actor's unconfirmed changes in a class, last first; empty for a class they do not belong to.</summary>
    public async Task<IReadOnlyList<ChangedGrade>> ListAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (
            from change in db.Set<GradeChange>().AsNoTracking()
            join document in db.Set<Document>() on change.DocumentId equals document.Id
            where
                change.PersonId == actor.PersonId
                && document.CohortId == cohortId
                && db.Set<Membership>().Any(member => member.CohortId == cohortId && member.PersonId == actor.PersonId)
            orderby change.At descending
            select new ChangedGrade(document.Id, document.Title, change.PointsBefore, change.Points, change.MostPoints, change.At)
        ).ToListAsync(ct);
    }

    /// <summary>Confirms that the actor has read the notice; the grade itself is not affected.</summary>
    public Task<Outcome> ConfirmAsync(Actor actor, Guid documentId, CancellationToken ct = default) =>
        gate.WriteAsync(
            async db =>
            {
                if (await db.OwnDocumentAsync(actor, documentId, ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                if (
                    await db.Set<GradeChange>()
                        .SingleOrDefaultAsync(change => change.DocumentId == documentId && change.PersonId == actor.PersonId, ct)
                    is not { } told
                )
                {
                    return Refusal.NotFound("There is no grade change to confirm.");
                }

                db.Remove(told);
                return Outcome.Done;
            },
            ct
        );
}
