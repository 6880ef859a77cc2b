using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Documents;

/// <summary>The checks next to the text: called with the text on the page, so that they follow the typing.</summary>
internal static class CheckEndpoints
{
    internal sealed record Text(DocumentBody Content);

    internal sealed record Dismissal(string CheckId, string Key, string? Reason = null);

    public static void MapCheckEndpoints(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup(DocumentPaths.All);
        documents.MapPost("/{id:guid}/checks", FindAsync).ForScripts();
        documents.MapPost("/{id:guid}/checks/dismissals", DismissAsync).ForScripts();
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, CheckDocument checkDocument)
    {
        var (request, refused) = await DraftRequest<Text>.ReadAsync(http, DocumentBody.Json);
        if (request is null || !request.Content.Content.IsWhole)
        {
            return refused ?? ScriptRequest.Malformed();
        }

        var outcome = await checkDocument.WhileWritingAsync(request.Actor, id, request.Content.Content, http.RequestAborted);
        return outcome.Succeeded
            ? Results.Json(
                outcome.Value.Select(shown => new
                {
                    shown.Finding.Key,
                    shown.Finding.CheckId,
                    shown.Finding.SectionId,
                    shown.Finding.Excerpt,
                    shown.Finding.Problem,
                    shown.Finding.Better,
                    shown.Check.Title,
                    shown.Check.Why,
                    shown.Check.Source,
                    shown.DismissedBecause,
                }),
                DocumentBody.Json
            )
            : outcome.Refusal.ToResult();
    }

    private static async Task<IResult> DismissAsync(Guid id, HttpContext http, DismissFinding dismissFinding)
    {
        var (request, refused) = await DraftRequest<Dismissal>.ReadAsync(http, DocumentBody.Json);
        if (request is null)
        {
            return refused!;
        }

        var input = new DismissFinding.Input(id, request.Content.CheckId, request.Content.Key, request.Content.Reason);
        var outcome = await dismissFinding.RunAsync(request.Actor, input, CancellationToken.None);
        return outcome.Succeeded ? Results.Ok(new { done = true }) : outcome.Refusal.ToResult();
    }
}
