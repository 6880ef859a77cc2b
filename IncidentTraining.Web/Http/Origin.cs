namespace IncidentTraining.Web.Http;

/// <summary>The site of the page that sent a request, as the browser itself states it.</summary>
internal static class Origin
{
    /// <summary>Whether a browser says that the request comes from a page of another site. Requests without the header do not.</summary>
    public static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
