using IncidentTraining.Core.Paging;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Mvc;

namespace IncidentTraining.Web.Features.Paging;

/// <summary>The one tap with which a page is acknowledged: a form, so that it works wherever the person is in the portal.</summary>
internal static class OnCallEndpoints
{
    public static void MapOnCall(this IEndpointRouteBuilder app) =>
        app.MapPost("/on-call/pages/{pageId:guid}/acknowledge", AcknowledgeAsync);

    // The parameter from the form is what makes the antiforgery check happen.
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
            : Results.LocalRedirect($"{RunPaths.OnCall}?said={Uri.EscapeDataString(outcome.Refusal.Message)}");
    }
}
