using Microsoft.AspNetCore.Diagnostics;

namespace IncidentTraining.Web.Http;

/// <summary>Marks an endpoint that scripts call.</summary>
internal sealed class ScriptEndpoint;

/// <summary>
/// Answers a script whose request failed by a defect or a full disk with 500 and a sentence. The page that people are shown
/// takes no PUT: a script would see "method not allowed", take its text for refused and not try again.
/// </summary>
internal sealed class ScriptFailure : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<ScriptEndpoint>() is null)
        {
            return false;
        }

        await Results.Problem("The portal could not do this just now.", statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        return true;
    }
}
