using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>The check of who may read a classmate's document. Every use case asks it inside its own transaction.</summary>
internal static class PeerAccess
{
    /// <summary>Comments among classmates are switched off.</summary>
    public static readonly Refusal Off = Refusal.NotAllowed("Comments among classmates are switched off in your class. What was written is kept.");

    /// <summary>No such comment for this person.</summary>
    public static readonly Refusal NoComment = Refusal.NotFound("There is no such comment. Its writer may have taken it back.");

    private static readonly Refusal None = Refusal.NotFound("There is no such document, or it was not given to you to comment on.");

    /// <summary>Whether classmates may comment in this state: it is handed in and not yet decided.</summary>
    public static bool IsWithPeers(this DocumentState state) => state is DocumentState.Submitted or DocumentState.InReview;

    /// <summary>The title for classmates. What was returned is being written on, and that text is its author's alone.</summary>
    public static string ShownTitle(DocumentState state, string title) => state.IsOpen() ? "" : title;

    /// <summary>The document for a trainee to whom it was given; whatever its state. For everybody else there is none.</summary>
    public static async Task<Outcome<Document>> DocumentForPeerAsync(this TrainingDb db, Actor actor, Guid documentId, CancellationToken ct)
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
        if (document is null
            || !await db.Set<PeerReader>().AnyAsync(reader => reader.DocumentId == documentId && reader.PersonId == actor.PersonId, ct)
            || !(await db.RequireRoleAsync(actor, document.CohortId, [ClassRole.Trainee], ct)).Succeeded
            || document.OwnerId == actor.PersonId
            || await db.WritesAsync(documentId, actor.PersonId, ct))
        {
            return None;
        }

        return (await db.GradingRulesAsync(document.CohortId, ct)).PeerComments ? document : Off;
    }
}
