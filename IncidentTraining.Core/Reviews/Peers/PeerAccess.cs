using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>Checks who may read a classmate's document. Every use case calls it inside its own transaction.</summary>
internal static class PeerAccess
{
    /// <summary>Peer comments are switched off.</summary>
    public static readonly Refusal Off = Refusal.NotAllowed("Peer comments are switched off in your class. Existing comments are kept.");

    /// <summary>The refusal for a comment that does not exist for this person.</summary>
    public static readonly Refusal NoComment = Refusal.NotFound("There is no such comment. Its writer may have removed it.");

    private static readonly Refusal None = Refusal.NotFound("There is no such document, or it was not assigned to you for comments.");

    /// <summary>Whether classmates can comment in this state: submitted and not yet decided.</summary>
    public static bool IsWithPeers(this DocumentState state) => state is DocumentState.Submitted or DocumentState.InReview;

    /// <summary>The title shown to classmates. A returned document is being edited, and that text is private to its author.</summary>
    public static string ShownTitle(DocumentState state, string title) => state.IsOpen() ? "" : title;

    /// <summary>Loads the document, in any state, for a trainee it was assigned to; "not found" for everyone else.</summary>
    public static async Task<Outcome<Document>> DocumentForPeerAsync(this TrainingDb db, Actor actor, Guid documentId, CancellationToken ct)
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
        if (
            document is null
            || !await db.Set<PeerReader>().AnyAsync(reader => reader.DocumentId == documentId && reader.PersonId == actor.PersonId, ct)
            || !(await db.RequireRoleAsync(actor, document.CohortId, [ClassRole.Trainee], ct)).Succeeded
            || document.OwnerId == actor.PersonId
            || await db.WritesAsync(documentId, actor.PersonId, ct)
        )
        {
            return None;
        }

        return (await db.GradingRulesAsync(document.CohortId, ct)).PeerComments ? document : Off;
    }

    /// <summary>Publishes that the comments on a document have changed.</summary>
    public static async Task TellOfCommentsAsync(this LiveEvents events, Document document)
    {
        var changed = new PeerCommentsChanged(document.Id);
        await events.PublishAsync(document.Id, changed);
        await events.PublishAsync(document.CohortId, changed);
    }
}
