using IncidentTraining.Core.Live;

namespace IncidentTraining.Core.Documents;

/// <summary>The lifecycle state of a document.</summary>
public enum DocumentState
{
    /// <summary>Being written; no one but its writers can read it.</summary>
    Draft,

    /// <summary>Submitted and in the review queue; read-only.</summary>
    Submitted,

    /// <summary>An instructor has started to review it.</summary>
    InReview,

    /// <summary>Returned to its author for changes.</summary>
    Returned,

    /// <summary>Accepted and graded; read-only.</summary>
    Accepted,
}

/// <summary>The state of a document has changed. Published after the commit, under the class, the author and the document.</summary>
/// <param name="State">The new state.</param>
public sealed record DocumentMoved(Guid DocumentId, DocumentState State);

/// <summary>The text of a document has changed. Published after the commit, under the document.</summary>
public sealed record DocumentWritten(Guid DocumentId);

/// <summary>Who writes in a document has changed. Published after the commit, under the document and under the person who was added or
/// removed.</summary>
public sealed record WritersChanged(Guid DocumentId);

/// <summary>Properties of the document states.</summary>
public static class DocumentStates
{
    /// <summary>Whether the author can edit it.</summary>
    public static bool IsOpen(this DocumentState state) => state is DocumentState.Draft or DocumentState.Returned;

    /// <summary>The state as words within a sentence.</summary>
    public static string InWords(this DocumentState state) =>
        state switch
        {
            DocumentState.Draft => "a draft",
            DocumentState.InReview => "in review",
            _ => state.ToString().ToLowerInvariant(),
        };

    /// <summary>Notifies the class, the author and everyone who has the document open, such as a co-writer, of the new state.</summary>
    public static async Task AnnounceAsync(this LiveEvents events, Document document)
    {
        var moved = new DocumentMoved(document.Id, document.State);
        await events.PublishAsync(document.CohortId, moved);
        await events.PublishAsync(document.OwnerId, moved);
        await events.PublishAsync(document.Id, moved);
    }
}
