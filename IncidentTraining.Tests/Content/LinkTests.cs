using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>Follows every link of every rendered page in the real portal, anchors included.</summary>
[Trait("Speed", "slow")]
public sealed class LinkTests
{
    [Fact]
    public async Task No_link_of_any_page_is_dead()
    {
        await using var portal = new PortalFactory();
        var instructor = await portal.SignInAsync("demo-instructor");
        var library = RealContent.Library();
        var day = library.FindDay(RealContent.DayId)!;
        string[] addresses =
        [
            day.Path,
            .. day.Pages.Select(page => page.Path),
            .. library.ShopFiles.Select(file => ShopFile.Address(file.Path)),
        ];

        var dead = await DeadLinks.FindAsync(instructor.Http, addresses);

        Assert.Equal("", string.Join(Environment.NewLine, dead));
    }

    [Fact]
    public async Task A_dead_link_and_a_dead_anchor_are_found()
    {
        using var http = new HttpClient(new TwoPages()) { BaseAddress = new Uri("http://portal.test") };

        var dead = await DeadLinks.FindAsync(http, ["/a"]);

        Assert.Equal(["/a links to /gone: NotFound", "/a links to /b#nowhere: there is no such anchor"], dead);
    }

    private sealed class TwoPages : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var html = request.RequestUri!.AbsolutePath switch
            {
                "/a" =>
                    "<main><a href='/b#here'>1</a><a href='/gone'>2</a><a href='/b#nowhere'>3</a><a href='https://elsewhere.test/'>4</a></main>",
                "/b" => "<main><h2 id='here'>Here</h2></main>",
                _ => null,
            };
            return Task.FromResult(
                html is null
                    ? new HttpResponseMessage(HttpStatusCode.NotFound)
                    : new HttpResponseMessage { Content = new StringContent(html) }
            );
        }
    }

    private static class DeadLinks
    {
        public static async Task<IReadOnlyList<string>> FindAsync(HttpClient http, IEnumerable<string> addresses)
        {
            var opened = new Dictionary<string, (HttpStatusCode Status, IDocument Page)>();
            var dead = new List<string>();
            foreach (var address in addresses)
            {
                var from = await OpenAsync(address);
                Assert.Equal(HttpStatusCode.OK, from.Status);
                foreach (
                    var href in from
                        .Page.QuerySelectorAll("main a[href]")
                        .Select(link => link.GetAttribute("href")!)
                        .Where(href => href.StartsWith('/'))
                        .Distinct()
                )
                {
                    var parts = href.Split('#');
                    var to = await OpenAsync(parts[0]);
                    // The quiz exists, but is not for the instructor who follows the links here.
                    if (to.Status is not (HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.Forbidden))
                    {
                        dead.Add($"{address} links to {href}: {to.Status}");
                    }
                    else if (parts.Length == 2 && to.Page.GetElementById(Uri.UnescapeDataString(parts[1])) is null)
                    {
                        dead.Add($"{address} links to {href}: there is no such anchor");
                    }
                }
            }

            return dead;

            async Task<(HttpStatusCode Status, IDocument Page)> OpenAsync(string address)
            {
                if (!opened.TryGetValue(address, out var page))
                {
                    using var response = await http.GetAsync(address);
                    page = (response.StatusCode, new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()));
                    opened[address] = page;
                }

                return page;
            }
        }
    }
}
