using IncidentTraining.Core.Progress;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Progress;

internal static class ProgressEndpoints
{
    public static void MapProgressEndpoints(this IEndpointRouteBuilder app) =>
        app.MapPut("/progress/read/{dayId}/{pageId}", async (string dayId, string pageId, HttpContext context, MarkRead markRead) =>
        {
            var outcome = await markRead.RunAsync(ViewerClaims.ActorOf(context.User)!, dayId, pageId, context.RequestAborted);
            return outcome.Succeeded ? Results.NoContent() : Results.NotFound();
        }).ForScripts();
}
