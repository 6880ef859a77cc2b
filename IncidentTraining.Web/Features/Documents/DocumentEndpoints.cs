using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.Documents;

/// <summary>
/// The endpoints of the editor's script. Texts are sent by HTTP: they are larger than a circuit allows and must be saved even without a
/// circuit.
/// </summary>
internal static class DocumentEndpoints
{
    /// <summary>The body of a draft request.</summary>
    /// <param name="Content">The complete text.</param>
    /// <param name="Apart">Whether to store it as a separate version in the history.</param>
    internal sealed record Draft(DocumentBody Content, bool Apart = false);

    public static void MapDocumentEndpoints(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup(DocumentPaths.All);
        documents.MapPut("/{id:guid}/draft", SaveAsync).ForScripts();
        documents.MapGet("/{id:guid}/draft", ReadAsync);
        documents.MapPost("/{id:guid}/set-aside", SetAsideAsync).ForScripts();
    }

    private static async Task<IResult> SaveAsync(Guid id, HttpContext http, SaveDraft saveDraft)
    {
        var (request, refused) = await DraftRequest<Draft>.ReadAsync(http, DocumentBody.Json);
        if (request is null || !request.Content.Content.IsWhole)
        {
            return refused ?? ScriptRequest.Malformed();
        }

        // Not cancelled when the browser disconnects: a received text must be stored.
        var input = new SaveDraft.Input(id, request.SeenVersion, request.Content.Content, request.Content.Apart);
        var outcome = await saveDraft.RunAsync(request.Actor, input, CancellationToken.None);
        return outcome.Succeeded
            ? DraftRequest<Draft>.Answer(http, outcome.Value.Saved, outcome.Value.Version, SavedAnswer(outcome.Value), DocumentBody.Json)
            : outcome.Refusal.ToResult();
    }

    private static async Task<IResult> ReadAsync(Guid id, HttpContext http, ReadDraft readDraft)
    {
        if (ViewerClaims.ActorOf(http.User) is not { } actor)
        {
            return Results.Problem("You are not signed in.", statusCode: StatusCodes.Status401Unauthorized);
        }

        var outcome = await readDraft.RunAsync(actor, id, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return outcome.Succeeded ? Results.Json(SavedAnswer(outcome.Value), DocumentBody.Json) : outcome.Refusal.ToResult();
    }

    private static object SavedAnswer(SaveDraft.Answer answer) =>
        answer.Saved
            ? new { answer.Version, savedAt = answer.At }
            : new
            {
                answer.Version,
                savedAt = answer.At,
                content = answer.Present,
                by = answer.By,
            };

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
}
