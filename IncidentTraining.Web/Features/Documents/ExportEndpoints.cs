using System.Text;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.Documents;

/// <summary>Exports a document as a file.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup(DocumentPaths.All);
        documents.MapGet("/{id:guid}/export.md", (Guid id, HttpContext http, ReadDocument read) =>
            ExportAsync(id, http, read, document => DocumentMarkdown.Write(document.Kind, document.Body), "text/markdown", "md")
        );
        documents.MapGet("/{id:guid}/export.json", (Guid id, HttpContext http, ReadDocument read) =>
            ExportAsync(id, http, read, DocumentJson.Write, "application/json", "json")
        );
    }

    private static async Task<IResult> ExportAsync(
        Guid id,
        HttpContext http,
        ReadDocument readDocument,
        Func<DocumentView, string> write,
        string mediaType,
        string ending
    )
    {
        if (ViewerClaims.ActorOf(http.User) is not { } actor)
        {
            return Results.NotFound();
        }

        var outcome = await readDocument.RunAsync(actor, id, http.RequestAborted);
        return outcome.Succeeded
            ? Results.File(Encoding.UTF8.GetBytes(write(outcome.Value)), $"{mediaType}; charset=utf-8", $"{outcome.Value.Kind.Id}.{ending}")
            : Results.NotFound();
    }
}
