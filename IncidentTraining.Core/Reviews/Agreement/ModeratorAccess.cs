using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Checks who can moderate. In a class with two instructors, others than the graders are needed.</summary>
internal static class ModeratorAccess
{
    private static readonly Refusal None = Refusal.NotFound("There is no such document, or you cannot moderate it.");

    /// <summary>Allows instructors and the facilitator of the class, and administrators; otherwise returns the refusal.</summary>
    public static async Task<Outcome> RequireModeratorAsync(this TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct)
    {
        var member = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct);
        return member.Succeeded ? Outcome.Done
            : await db.IsAdministratorAsync(actor, ct) ? await db.RequireOpenAsync(cohortId, ct)
            : member.Refusal;
    }

    /// <summary>Loads the document for a moderator who did not write it; "not found" for everyone else.</summary>
    public static async Task<Outcome<Document>> DocumentForModerationAsync(
        this TrainingDb db,
        Actor actor,
        Guid documentId,
        CancellationToken ct
    )
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId && d.Submissions > 0, ct);
        if (document is null)
        {
            return None;
        }

        if (await db.RequireModeratorAsync(actor, document.CohortId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal.Hiding(None);
        }

        return document.OwnerId == actor.PersonId || await db.WritesAsync(documentId, actor.PersonId, ct)
            ? Refusal.NotAllowed("You cannot moderate your own document.")
            : document;
    }
}
