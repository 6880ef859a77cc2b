using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Features.Documents.Editing;

/// <summary>Why a document was not submitted.</summary>
/// <param name="Words">The reason.</param>
/// <param name="Place">The fragment of the affected section; null for the whole document.</param>
public sealed record SubmitProblem(string Words, string? Place = null);

/// <summary>
/// The state shared by the islands of an open editor: the stored text and the checks' findings. The page around them is static, so that no
/// circuit ever re-renders a text area.
/// </summary>
public sealed class EditorSession(ReadDocument readDocument, CheckDocument checkDocument, SubmitDocument submitDocument)
{
    private Task? _opened;

    /// <summary>The stored document; null before it is read, and when its reader may no longer write in it.</summary>
    public DocumentView? Document { get; private set; }

    /// <summary>Why the person can no longer write in it; null while they can.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The findings of the checks in the stored text.</summary>
    public IReadOnlyList<ShownFinding> Findings { get; private set; } = [];

    /// <summary>Why it was not submitted; empty before the attempt and after a successful one.</summary>
    public IReadOnlyList<SubmitProblem> Problems { get; private set; } = [];

    /// <summary>
    /// Saves the page's text and returns its version, null when it could not be saved. Set by the island that has the script.
    /// </summary>
    public Func<Task<int?>> SaveAsync { get; set; } = () => Task.FromResult<int?>(null);

    /// <summary>Raised when one of these has changed.</summary>
    public event Action? Changed;

    /// <summary>Reads the document once for all islands.</summary>
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

    /// <summary>Submits the document after saving everything on the page.</summary>
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
