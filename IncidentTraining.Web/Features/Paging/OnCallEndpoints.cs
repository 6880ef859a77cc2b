using IncidentTraining.Core.Paging;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Mvc;

namespace IncidentTraining.Web.Features.Paging;

/// <summary>Acknowledges a page with one tap: a form, so that it works on every page of the portal.</summary>
internal static class OnCallEndpoints
{
    public static void MapOnCall(this IEndpointRouteBuilder app) =>
        app.MapPost("/on-call/pages/{pageId:guid}/acknowledge", AcknowledgeAsync);

    // The parameter from the form makes the antiforgery check happen.
    private static async Task<IResult> AcknowledgeAsync(
        Guid pageId,
        [FromForm] string? from,
        HttpContext context,
        AcknowledgePage acknowledge
    )
    {
        if (ViewerClaims.ActorOf(context.User) is not { } actor)
        {
            return Results.Challenge();
        }

        var outcome = await acknowledge.RunAsync(actor, pageId, context.RequestAborted);
        return outcome.Succeeded
            ? Results.LocalRedirect(RunPaths.Incident(outcome.Value))
            : Results.LocalRedirect($"{RunPaths.OnCall}?refused={outcome.Refusal.Kind}");
    }
}
