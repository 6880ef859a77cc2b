using Microsoft.AspNetCore.Diagnostics;

namespace IncidentTraining.Web.Http;

/// <summary>Marks an endpoint called by scripts.</summary>
internal sealed class ScriptEndpoint;

/// <summary>
/// Answers a script whose request failed because of a defect or a full disk with 500 and a message. The error page does not accept PUT: the
/// script would get "method not allowed", treat its text as refused and not retry.
/// </summary>
internal sealed class ScriptFailure : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<ScriptEndpoint>() is null)
        {
            return false;
        }

        await Results
            .Problem("The portal cannot do this right now.", statusCode: StatusCodes.Status500InternalServerError)
            .ExecuteAsync(context);
        return true;
    }
}
