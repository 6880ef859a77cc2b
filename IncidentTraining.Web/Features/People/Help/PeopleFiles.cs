using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.People;

/// <summary>The files of the room: the audit log, a class, and a person's data.</summary>
internal static class PeopleFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void MapPeopleFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/audit/log.{format:regex(^(csv|json)$)}", async (string format, HttpContext context, ReadAudit log) =>
        {
            Guid? cohortId = Guid.TryParse(context.Request.Query["class"], out var id) ? id : null;
            if (cohortId is null && context.Request.Query.ContainsKey("class"))
            {
                return Results.NotFound();
            }

            var lines = await log.ExportAsync(ViewerClaims.ActorOf(context.User)!, cohortId, context.RequestAborted);
            return !lines.Succeeded ? lines.Refusal.ToResult()
                : format == "json"
                    ? Results.File(JsonSerializer.SerializeToUtf8Bytes(lines.Value, Json), "application/json", "audit-log.json")
                : Results.File(Encoding.UTF8.GetBytes(Csv(lines.Value)), "text/csv", "audit-log.csv");
        });
        app.MapGet("/class/{cohortId:guid}/export.zip", async (Guid cohortId, HttpContext context, ExportClass export) =>
        {
            var archive = await export.RunAsync(ViewerClaims.ActorOf(context.User)!, cohortId, context.RequestAborted);
            return archive.Succeeded
                ? Results.File(archive.Value.Content, "application/zip", $"class-{cohortId}.zip")
                : archive.Refusal.ToResult();
        });
        app.MapGet(
            "/admin/erasures/{proofId:guid}.{form:regex(^(json|sig|pem)$)}",
            async (Guid proofId, string form, HttpContext context, ReadErasureProof proofs) =>
            {
                var proof = await proofs.RunAsync(ViewerClaims.ActorOf(context.User)!, proofId, context.RequestAborted);
                return !proof.Succeeded ? proof.Refusal.ToResult()
                    : form == "json"
                        ? Results.File(Encoding.UTF8.GetBytes(proof.Value.Content), "application/json", $"erasure-{proofId}.json")
                    : form == "sig" ? Results.File(proof.Value.Signature, "application/octet-stream", $"erasure-{proofId}.sig")
                    : Results.File(Encoding.UTF8.GetBytes(proof.Value.PublicKey), "application/x-pem-file", $"erasure-{proofId}.pem");
            }
        );
        app.MapGet(PeoplePaths.OwnData, async (HttpContext context, OwnData data) =>
            Results.File(
                JsonSerializer.SerializeToUtf8Bytes(
                    await data.ReadAsync(ViewerClaims.ActorOf(context.User)!, context.RequestAborted),
                    Json
                ),
                "application/json",
                "your-data.json"
            )
        );
    }

    private static string Csv(IReadOnlyList<AuditLine> lines) =>
        SafeCsv.Write(
            ["id", "at", "action", "byId", "by", "personId", "person", "classId", "class", "subjectId", "address", "note"],
            lines.Select(line =>
                (IReadOnlyList<string?>)
                    [
                        line.Id.ToString(),
                        line.At.ToString("O", CultureInfo.InvariantCulture),
                        line.Action.ToString(),
                        line.ById?.ToString(),
                        line.By,
                        line.PersonId?.ToString(),
                        line.Person,
                        line.CohortId?.ToString(),
                        line.Cohort,
                        line.SubjectId?.ToString(),
                        line.Address,
                        line.Note,
                    ]
            )
        );
}
