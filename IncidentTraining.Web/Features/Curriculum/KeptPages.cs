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
/// Reading pages, whole, kept ready for the one person for whom they were made. Nothing is shared between people, and nothing
/// is sent but what would be made now: see <c>docs/decisions/0008-pages-kept-for-one-person.md</c>.
/// </summary>
internal sealed class KeptPages(
    CurriculumLibrary library, ReadingVersions versions, IResponseCompressionProvider compression, IOptions<AntiforgeryOptions> antiforgery) : IDisposable
{
    /// <summary>The most memory that pages take, in bytes: about a class of forty with the pages that each has open in an hour.</summary>
    private const long MostBytes = 96 * 1024 * 1024;

    private static readonly TimeSpan LongestUnread = TimeSpan.FromMinutes(30);
    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>Everything in a request that decides how a page looks.</summary>
    /// <param name="Address">The path. Requests with a query are never answered from here.</param>
    /// <param name="PersonId">The reader.</param>
    /// <param name="Name">The reader's name, from the sign-in cookie.</param>
    /// <param name="IsAdministrator">Whether the top bar shows the administration.</param>
    /// <param name="ChosenClass">The class that the reader has chosen, if any.</param>
    /// <param name="Theme">Light, dark or as the system says.</param>
    /// <param name="FormsCookie">The cookie to which the tokens of the page's forms belong.</param>
    internal sealed record Request(string Address, Guid PersonId, string Name, bool IsAdministrator, string? ChosenClass, string Theme, string FormsCookie);

    /// <summary>Where a page is kept, and of which state of things it would be.</summary>
    internal sealed record Place(Request Request, object Edition, (long, long) Version);

    /// <summary>Says that a page depends on nothing but content, the request and what <see cref="ReadingVersions"/> counts.</summary>
    public static void Allow(HttpContext context) => context.Items[typeof(KeptPages)] = true;

    /// <summary>Whether the page that was made has said so, and carries nothing for this one answer.</summary>
    public static bool IsAllowed(HttpContext context) =>
        context.Items.ContainsKey(typeof(KeptPages)) && context.Response.Headers.SetCookie.Count == 0;

    /// <summary>Where the page of a request is kept; <see langword="null"/> when it cannot be. To be asked before the page is made.</summary>
    public Place? PlaceOf(HttpContext context)
    {
        var (request, user) = (context.Request, context.User);
        if (request.QueryString.HasValue
            || ViewerClaims.ActorOf(user) is not { } actor
            || antiforgery.Value.Cookie.Name is not { } cookie
            || request.Cookies[cookie] is not { } formsCookie)
        {
            return null;
        }

        var asked = new Request(
            request.PathBase + request.Path, actor.PersonId, user.FindFirst(ViewerClaims.DisplayName)?.Value ?? "", actor.IsAdministrator,
            user.FindFirst(ViewerClaims.ChosenClass)?.Value, Theme.Of(context), formsCookie);
        return new Place(asked, library.Edition, versions.Of(actor.PersonId));
    }

    /// <summary>The page that is kept in a place, if nothing has changed since it was made.</summary>
    public KeptPage? Find(Place place) =>
        _pages.TryGetValue(place.Request, out KeptPage? page) && ReferenceEquals(page!.Place.Edition, place.Edition) && page.Place.Version == place.Version ? page : null;

    /// <summary>Keeps a page.</summary>
    /// <param name="place">Where, as things were before the page was made.</param>
    /// <param name="html">The page.</param>
    /// <param name="tag">Its entity tag.</param>
    public KeptPage Keep(Place place, ReadOnlyMemory<byte> html, string tag)
    {
        var page = new KeptPage(place, html.ToArray(), tag, compression);
        _pages.Set(place.Request, page, new MemoryCacheEntryOptions { Size = page.Size, SlidingExpiration = LongestUnread });
        return page;
    }

    public void Dispose() => _pages.Dispose();
}
