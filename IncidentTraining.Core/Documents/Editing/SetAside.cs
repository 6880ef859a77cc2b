using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Documents.Editing;

/// <summary>
/// Stores the text that the author did not choose in an edit conflict. The document itself is unchanged; allowed in every state, because
/// the choice can come after the submission.
/// </summary>
public sealed class SetAside(WriteGate gate, TimeProvider time) : IUseCase
{
    /// <summary>Adds the text to the history.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid documentId, DocumentBody body, CancellationToken ct = default)
    {
        var tidied = body.Tidied();
        return await gate.WriteAsync(
            tidied,
            async db =>
            {
                var found = await db.OwnDocumentAsync(actor, documentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                await db.RecordVersionAsync(documentId, actor.PersonId, VersionReason.SetAside, tidied, time.GetUtcNow().UtcDateTime, ct);
                return Outcome.Done;
            },
            ct
        );
    }
}
