using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>The checks of who may moderate. A class with two instructors needs more people for it than its graders.</summary>
internal static class ModeratorAccess
{
    private static readonly Refusal None = Refusal.NotFound("There is no such document, or it is not yours to decide about.");

    /// <summary>An instructor or the facilitator of the class, or an administrator; otherwise the refusal.</summary>
    public static async Task<Outcome> RequireModeratorAsync(this TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct)
    {
        var member = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct);
        return member.Succeeded || await db.IsAdministratorAsync(actor, ct) ? Outcome.Done : member.Refusal;
    }

    /// <summary>The document for a moderator who has not written it. For everyone else there is no such document.</summary>
    public static async Task<Outcome<Document>> DocumentForModerationAsync(this TrainingDb db, Actor actor, Guid documentId, CancellationToken ct)
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId && d.Submissions > 0, ct);
        if (document is null || !(await db.RequireModeratorAsync(actor, document.CohortId, ct)).Succeeded)
        {
            return None;
        }

        return document.OwnerId == actor.PersonId || await db.WritesAsync(documentId, actor.PersonId, ct)
            ? Refusal.NotAllowed("You cannot moderate a document of your own.")
            : document;
    }
}
