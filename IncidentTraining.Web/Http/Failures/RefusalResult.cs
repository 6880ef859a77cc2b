using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Http;

/// <summary>Converts an expected refusal to an HTTP response with its message, and messages by field if there are any.</summary>
internal static class RefusalResult
{
    public static IResult ToResult(this Refusal refusal) => Results.Problem(
        refusal.Message,
        statusCode: StatusOf(refusal.Kind),
        extensions: new Dictionary<string, object?> { ["fields"] = refusal.Fields });

    private static int StatusOf(RefusalKind kind) => kind switch
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
}
