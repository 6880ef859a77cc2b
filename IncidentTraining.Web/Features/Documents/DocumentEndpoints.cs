using System.Text;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Documents;

/// <summary>
/// What the editor's script asks for. Texts travel by HTTP: they are larger than a circuit takes, and must be saved
/// while there is no circuit.
/// </summary>
internal static class DocumentEndpoints
{
    /// <summary>What a draft request carries.</summary>
    /// <param name="Content">The whole text.</param>
    /// <param name="Apart">Whether it becomes a version of its own in the history.</param>
    internal sealed record Draft(DocumentBody Content, bool Apart = false);

    /// <summary>What a request without a text carries.</summary>
    internal sealed record Nothing;

    internal sealed record PreviewText(string Markdown);

    public static void MapDocumentEndpoints(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup(DocumentPaths.All);
        documents.MapPut("/{id:guid}/draft", SaveAsync).ForScripts();
        documents.MapPost("/{id:guid}/set-aside", SetAsideAsync).ForScripts();
        documents.MapPost("/{id:guid}/submit", SubmitAsync).ForScripts();
        documents.MapPost("/preview", PreviewAsync).ForScripts();
    }

    private static async Task<IResult> SaveAsync(Guid id, HttpContext http, SaveDraft saveDraft)
    {
        var (request, refused) = await DraftRequest<Draft>.ReadAsync(http, DocumentBody.Json);
        if (request is null || !request.Content.Content.IsWhole)
        {
            return refused ?? ScriptRequest.Malformed();
        }

        // Not stopped when the browser leaves: what it has sent shall be kept.
        var input = new SaveDraft.Input(id, request.SeenVersion, request.Content.Content, request.Content.Apart);
        var outcome = await saveDraft.RunAsync(request.Actor, input, CancellationToken.None);
        return outcome.Succeeded
            ? DraftRequest<Draft>.Answer(http, outcome.Value.Saved, outcome.Value.Version, SavedAnswer(outcome.Value), DocumentBody.Json)
            : outcome.Refusal.ToResult();
    }

    private static object SavedAnswer(SaveDraft.Answer answer) => answer.Saved
        ? new { answer.Version, savedAt = answer.At }
        : new { answer.Version, savedAt = answer.At, content = answer.Present, by = answer.By };

    private static async Task<IResult> SetAsideAsync(Guid id, HttpContext http, SetAside setAside)
    {
        var (request, refused) = await DraftRequest<Draft>.ReadAsync(http, DocumentBody.Json);
        if (request is null || !request.Content.Content.IsWhole)
        {
            return refused ?? ScriptRequest.Malformed();
        }

        var outcome = await setAside.RunAsync(request.Actor, id, request.Content.Content, CancellationToken.None);
        return outcome.Succeeded ? Results.Ok(new { kept = true }) : outcome.Refusal.ToResult();
    }

    private static async Task<IResult> SubmitAsync(Guid id, HttpContext http, SubmitDocument submit)
    {
        var (request, refused) = await DraftRequest<Nothing>.ReadAsync(http, DocumentBody.Json);
        if (request is null)
        {
            return refused!;
        }

        var outcome = await submit.RunAsync(request.Actor, id, request.SeenVersion, CancellationToken.None);
        return outcome.Succeeded ? Results.Ok(new { version = outcome.Value }) : outcome.Refusal.ToResult();
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, SafeMarkdown markdown)
    {
        var (text, refused) = await ScriptRequest.ReadAsync<PreviewText>(http, DocumentBody.Json);
        if (text is null)
        {
            return refused!;
        }

        return Encoding.UTF8.GetByteCount(text.Markdown) > DocumentBody.LargestBytes
            ? Results.Problem("The text is over the limit of a document.", statusCode: StatusCodes.Status413PayloadTooLarge)
            : Results.Content(markdown.ToHtml(text.Markdown), "text/html; charset=utf-8");
    }
}
