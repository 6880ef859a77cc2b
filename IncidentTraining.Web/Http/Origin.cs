namespace IncidentTraining.Web.Http;

/// <summary>The origin of the page that sent a request, as stated by the browser.</summary>
internal static class Origin
{
    /// <summary>Whether the browser states that the request comes from another site. False for requests without the header.</summary>
    public static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(
            Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        );
}
