using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.History;

/// <summary>
/// Helps a browser whose draft was overtaken: puts its text together with the one that was saved meanwhile. Nothing is stored;
/// the result is saved like any other draft.
/// </summary>
public sealed class MergeDraft(IDbContextFactory<TrainingDb> databases)
{
    /// <summary>The texts that are merged.</summary>
    /// <param name="DocumentId">The document.</param>
    /// <param name="Origin">What was saved when the writer's text began.</param>
    /// <param name="Mine">The writer's text.</param>
    /// <param name="Theirs">What is saved now.</param>
    public sealed record Input(Guid DocumentId, DocumentBody Origin, DocumentBody Mine, DocumentBody Theirs);

    /// <summary>Merges the texts, for someone who may write in the document.</summary>
    public async Task<Outcome<Merged>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (new[] { input.Origin, input.Mine, input.Theirs }.Any(body => body.TextBytes > DocumentBody.LargestBytes))
        {
            return Refusal.TooLarge($"A document holds at most {DocumentBody.LargestBytes / 1024} KB of text.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, input.DocumentId, ct);
        return own.Succeeded ? MergeTexts.Of(input.Origin.Tidied(), input.Mine.Tidied(), input.Theirs.Tidied()) : own.Refusal;
    }
}
