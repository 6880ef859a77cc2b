using System.Security.Cryptography;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>
/// Adds an entity tag to reading pages, so that reopening a page transfers nothing. The tag is computed from the page as sent to this
/// person, so it never validates another person's page or an outdated one.
/// </summary>
internal sealed class EntityTags(RequestDelegate next, PageCache kept)
{
    private const int TagBytes = 16;

    public static bool Concerns(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && (
            (
                context.Request.Path.StartsWithSegments("/learn", StringComparison.OrdinalIgnoreCase)
                && !context.Request.Path.StartsWithSegments("/learn/files", StringComparison.OrdinalIgnoreCase)
            ) || context.Request.Path.StartsWithSegments("/practice-shop/source", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Adds a tag to a response.</summary>
    public static void Describe(HttpResponse response, string tag)
    {
        response.Headers.ETag = tag;
        // The page is stored only by the browser and revalidated every time. Pages with forms forbid even that by default, but their tokens
        // are valid as long as the cookie they belong to.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Remove("Pragma");
    }

    /// <summary>Whether the browser already has the page with this tag.</summary>
    public static bool Confirms(HttpRequest request, string tag) => request.Headers.IfNoneMatch.Contains(tag);

    public async Task InvokeAsync(HttpContext context)
    {
        var place = kept.PlaceOf(context);
        if (place is not null && kept.Find(place) is { } ready)
        {
            await ready.AnswerAsync(context);
            return;
        }

        var response = context.Response;
        var body = response.Body;
        using var page = new PooledPage();
        response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        if (response.StatusCode == StatusCodes.Status200OK && !response.HasStarted)
        {
            var tag = TagOf(page.Written.Span);
            if (place is not null && PageCache.IsAllowed(context))
            {
                await kept.Keep(place, page.Written, tag).AnswerAsync(context);
                return;
            }

            Describe(response, tag);
            if (Confirms(context.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentLength = null;
                return;
            }
        }

        // Writing an empty body would start the response, and a refusal without a body could then not be replaced with an error page.
        if (page.Written.Length > 0)
        {
            await body.WriteAsync(page.Written, context.RequestAborted);
        }
    }

    /// <summary>
    /// Returns the hash of a page without parts that differ between renderings without changing its meaning: antiforgery tokens, and Blazor
    /// state for a script that reading pages do not load.
    /// </summary>
    private static string TagOf(ReadOnlySpan<byte> page)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (page.Length > 0)
        {
            var token = page.IndexOf("<input type=\"hidden\" name=\"__RequestVerificationToken\""u8);
            var state = page.IndexOf("<!--Blazor-Server-Component-State:"u8);
            var from =
                token < 0 ? state
                : state < 0 ? token
                : Math.Min(token, state);
            if (from < 0)
            {
                break;
            }

            hash.AppendData(page[..from]);
            var length = page[from..].IndexOf(from == token ? ">"u8 : "-->"u8);
            page = length < 0 ? [] : page[(from + length)..];
        }

        hash.AppendData(page);
        return $"W/\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, TagBytes))}\"";
    }
}
