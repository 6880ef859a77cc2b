using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Components.Layout;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>
/// Caches whole reading pages per person. Nothing is shared between people, and a cached page is sent only if rendering it now would give
/// the same result: see <c>docs/decisions/0008-pages-kept-for-one-person.md</c>.
/// </summary>
internal sealed class PageCache(
    CurriculumLibrary library,
    ReadingVersions versions,
    IResponseCompressionProvider compression,
    IOptions<AntiforgeryOptions> antiforgery
) : IDisposable
{
    /// <summary>The memory limit of the cache, in bytes: about the pages that a class of forty opens in an hour.</summary>
    private const long MostBytes = 96 * 1024 * 1024;

    private static readonly TimeSpan LongestUnread = TimeSpan.FromMinutes(30);
    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>The cache key: everything in a request that affects the page.</summary>
    /// <param name="Address">The path. Requests with a query are never cached.</param>
    /// <param name="PersonId">The reader.</param>
    /// <param name="Name">The reader's name, from the sign-in cookie.</param>
    /// <param name="IsAdministrator">Whether the top bar shows the administration.</param>
    /// <param name="ChosenClass">The class that the reader has selected, if any.</param>
    /// <param name="Theme">Light, dark or system.</param>
    /// <param name="FormsCookie">The cookie that the page's antiforgery tokens belong to.</param>
    internal sealed record Request(
        string Address,
        Guid PersonId,
        string Name,
        bool IsAdministrator,
        string? ChosenClass,
        string Theme,
        string FormsCookie
    );

    /// <summary>The cache entry for a page and the state that it must have been rendered from.</summary>
    internal sealed record Place(Request Request, object Edition, (long, long) Version);

    /// <summary>Marks a page as depending only on content, the request and <see cref="ReadingVersions"/>.</summary>
    public static void Allow(HttpContext context) => context.Items[typeof(PageCache)] = true;

    /// <summary>Whether the rendered page was marked as cacheable and contains nothing specific to this response.</summary>
    public static bool IsAllowed(HttpContext context) =>
        context.Items.ContainsKey(typeof(PageCache)) && context.Response.Headers.SetCookie.Count == 0;

    /// <summary>Returns the cache entry for a request; <see langword="null"/> when it cannot be cached. Call before rendering the
    /// page.</summary>
    public Place? PlaceOf(HttpContext context)
    {
        var (request, user) = (context.Request, context.User);
        if (
            request.QueryString.HasValue
            || ViewerClaims.ActorOf(user) is not { } actor
            || antiforgery.Value.Cookie.Name is not { } cookie
            || request.Cookies[cookie] is not { } formsCookie
        )
        {
            return null;
        }

        var asked = new Request(
            request.PathBase + request.Path,
            actor.PersonId,
            user.FindFirst(ViewerClaims.DisplayName)?.Value ?? "",
            actor.IsAdministrator,
            user.FindFirst(ViewerClaims.ChosenClass)?.Value,
            Theme.Of(context),
            formsCookie
        );
        return new Place(asked, library.Edition, versions.Of(actor.PersonId));
    }

    /// <summary>Returns the cached page, if nothing has changed since it was rendered.</summary>
    public CachedPage? Find(Place place) =>
        _pages.TryGetValue(place.Request, out CachedPage? page)
        && ReferenceEquals(page!.Place.Edition, place.Edition)
        && page.Place.Version == place.Version
            ? page
            : null;

    /// <summary>Stores a page.</summary>
    /// <param name="place">The entry, created before the page was rendered.</param>
    /// <param name="tag">The page's entity tag.</param>
    public CachedPage Keep(Place place, ReadOnlyMemory<byte> html, string tag)
    {
        var page = new CachedPage(place, html.ToArray(), tag, compression);
        _pages.Set(place.Request, page, new MemoryCacheEntryOptions { Size = page.Size, SlidingExpiration = LongestUnread });
        return page;
    }

    public void Dispose() => _pages.Dispose();
}
