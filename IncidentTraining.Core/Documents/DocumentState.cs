using IncidentTraining.Core.Live;

namespace IncidentTraining.Core.Documents;

/// <summary>Where a document is on its way from the first word to acceptance.</summary>
public enum DocumentState
{
    /// <summary>With its author, who alone can read it.</summary>
    Draft,

    /// <summary>Handed in and waiting; nobody changes it.</summary>
    Submitted,

    /// <summary>An instructor has begun to review it.</summary>
    InReview,

    /// <summary>Back with its author, with what to change.</summary>
    Returned,

    /// <summary>Accepted and graded; it stays as it is.</summary>
    Accepted,
}

/// <summary>A document has moved on; published after the commit, by class and by author.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="State">Where it is now.</param>
public sealed record DocumentMoved(Guid DocumentId, DocumentState State);

/// <summary>What a state means for the people who look at the document.</summary>
public static class DocumentStates
{
    /// <summary>Whether the author may write in it.</summary>
    public static bool IsOpen(this DocumentState state) => state is DocumentState.Draft or DocumentState.Returned;

    /// <summary>The state within a sentence.</summary>
    public static string InWords(this DocumentState state) => state switch
    {
        DocumentState.Draft => "a draft",
        DocumentState.InReview => "in review",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>Tells the class and the author that the document has moved on.</summary>
    public static async Task AnnounceAsync(this LiveEvents events, Document document)
    {
        var moved = new DocumentMoved(document.Id, document.State);
        await events.PublishAsync(document.CohortId, moved);
        await events.PublishAsync(document.OwnerId, moved);
    }
}
