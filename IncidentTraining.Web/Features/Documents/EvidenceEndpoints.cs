using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Evidence;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Documents;

/// <summary>The endpoint of the editor's run data dialog.</summary>
internal static class EvidenceEndpoints
{
    /// <summary>The search; times in seconds of the run.</summary>
    internal sealed record Wanted(EvidenceKind Kind, string Search, int From, int To);

    public static void MapEvidence(this IEndpointRouteBuilder app) =>
        app.MapGroup(DocumentPaths.All).MapPost("/{id:guid}/evidence", FindAsync).ForScripts();

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, FindEvidence findEvidence)
    {
        var (request, refused) = await DraftRequest<Wanted>.ReadAsync(http, DocumentBody.Json);
        if (request is null)
        {
            return refused!;
        }

        var wanted = request.Content;
        var query = new EvidenceQuery(wanted.Kind, wanted.Search ?? "", TimeSpan.FromSeconds(wanted.From), TimeSpan.FromSeconds(wanted.To));
        var found = await findEvidence.RunAsync(request.Actor, id, query, http.RequestAborted);
        return found.Succeeded ? Results.Json(found.Value, DocumentBody.Json) : found.Refusal.ToResult();
    }
}
