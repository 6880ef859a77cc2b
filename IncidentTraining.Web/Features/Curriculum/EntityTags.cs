using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>
/// Gives reading pages an entity tag, so that a page that is opened again costs no transfer. The tag is made from the very
/// page that this person would be sent, so it can never confirm somebody else's page or an old one.
/// </summary>
internal sealed partial class EntityTags(RequestDelegate next)
{
    public static bool Concerns(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && ((context.Request.Path.StartsWithSegments("/learn") && !context.Request.Path.StartsWithSegments("/learn/files")) || context.Request.Path.StartsWithSegments("/practice-shop/source"));

    public async Task InvokeAsync(HttpContext context)
    {
        var response = context.Response;
        var body = response.Body;
        using var page = new MemoryStream();
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
            var tag = TagOf(page);
            response.Headers.ETag = tag;
            // Kept by the browser alone and asked about every time. The forms in the page forbid even that by default;
            // their tokens stay good for as long as the cookie they belong to.
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.Remove("Pragma");
            if (context.Request.Headers.IfNoneMatch.Contains(tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentLength = null;
                return;
            }
        }

        page.Position = 0;
        await page.CopyToAsync(body, context.RequestAborted);
    }

    private static string TagOf(MemoryStream page)
    {
        // These differ from one rendering to the next and mean the same.
        var lasting = Passing().Replace(Encoding.UTF8.GetString(page.GetBuffer(), 0, (int)page.Length), "");
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lasting)).AsSpan(0, 16))}\"";
    }

    /// <summary>Antiforgery tokens, and the state that Blazor keeps for a script which reading pages do not load.</summary>
    [GeneratedRegex("""<input type="hidden" name="__RequestVerificationToken"[^>]*>|<!--Blazor-Server-Component-State:[^>]*-->""")]
    private static partial Regex Passing();
}
