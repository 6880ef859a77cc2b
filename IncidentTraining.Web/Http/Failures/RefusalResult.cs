using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Http;

/// <summary>Converts an expected refusal to an HTTP response with its message, and messages by field if there are any.</summary>
internal static class RefusalResult
{
    public static IResult ToResult(this Refusal refusal)
    {
        var problem = Results.Problem(
            refusal.Message,
            statusCode: StatusOf(refusal.Kind),
            extensions: new Dictionary<string, object?> { ["fields"] = refusal.Fields }
        );
        return refusal.RetryAfter is { } wait ? new Later(problem, wait) : problem;
    }

    /// <summary>The HTTP status of a refusal.</summary>
    public static int StatusOf(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.NotAllowed => StatusCodes.Status403Forbidden,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.TooLate => StatusCodes.Status410Gone,
            RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A refusal without an HTTP status."),
        };

    /// <summary>A response that says when to try again.</summary>
    private sealed class Later(IResult problem, TimeSpan wait) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = Waiting.InSeconds(wait);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
