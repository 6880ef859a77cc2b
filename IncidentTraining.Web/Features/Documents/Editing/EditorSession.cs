using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Features.Documents.Editing;

/// <summary>Why a document was not submitted.</summary>
/// <param name="Words">The reason.</param>
/// <param name="Place">The fragment of the section that it is about; null for the whole document.</param>
public sealed record SubmitProblem(string Words, string? Place = null);

/// <summary>
/// What the islands of one open editor share: the stored text and what the checks say of it. The page around them is static, so that no
/// circuit ever draws a text area anew.
/// </summary>
public sealed class EditorSession(ReadDocument readDocument, CheckDocument checkDocument, SubmitDocument submitDocument)
{
    private Task? _opened;

    /// <summary>The document as it is stored; null before it is read, and when its reader may no longer write in it.</summary>
    public DocumentView? Document { get; private set; }

    /// <summary>Why the person can no longer write in it; null while they can.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What the checks say of the stored text.</summary>
    public IReadOnlyList<ShownFinding> Findings { get; private set; } = [];

    /// <summary>Why it was not submitted; empty before the attempt and after one that succeeded.</summary>
    public IReadOnlyList<SubmitProblem> Problems { get; private set; } = [];

    /// <summary>Saves the text of the page and returns its version, null when it could not be saved. Set by the island that knows the
    /// script.</summary>
    public Func<Task<int?>> SaveAsync { get; set; } = () => Task.FromResult<int?>(null);

    /// <summary>Raised when one of these has changed.</summary>
    public event Action? Changed;

    /// <summary>Reads the document, once for all islands.</summary>
    public Task OpenAsync(Actor actor, Guid documentId) => _opened ??= ReadAsync(actor, documentId);

    /// <summary>Reads it again.</summary>
    public async Task ReadAsync(Actor actor, Guid documentId)
    {
        var found = await readDocument.RunAsync(actor, documentId);
        (Document, Refusal) = (found.ValueOrDefault, found.Refusal);
        if (Document is { State: var state } && state.IsOpen())
        {
            Findings = (await checkDocument.WhileWritingAsync(actor, documentId)).ValueOrDefault ?? [];
        }

        Changed?.Invoke();
    }

    /// <summary>Submits the document: first everything on the page is saved.</summary>
    public async Task SubmitAsync(Actor actor, Guid documentId)
    {
        Problems =
            await SaveAsync() is not { } version
                ? [new("The document could not be saved, so it was not submitted. See the status next to the button.")]
            : (await submitDocument.RunAsync(actor, documentId, version)).Refusal is { } refusal ? ProblemsOf(refusal)
            : [];
        Changed?.Invoke();
    }

    private static IReadOnlyList<SubmitProblem> ProblemsOf(Refusal refusal) =>
        refusal.Fields is not { Count: > 0 } fields
            ? [new(refusal.Message)]
            : [.. fields.SelectMany(field => field.Value.Select(words => new SubmitProblem(words, PlaceOf(field.Key))))];

    // A field of an action item is named after its section: action-items[0].owner.
    private static string PlaceOf(string field) => field is "title" ? field : $"section-{field.Split('[')[0]}";
}
