using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Curriculum;

/// <summary>Raw HTML in a page: harmless elements are shown, and nothing else passes through.</summary>
public sealed class RawHtmlTests : IDisposable
{
    private readonly TemporaryContent _content = new();
    private readonly CurriculumLibrary _library;

    public RawHtmlTests() => _library = new CurriculumLibrary(_content.Folder, new NoAddress());

    public void Dispose() => _content.Dispose();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("x <script>alert(1)</script> y")]
    [InlineData("<img src=x onerror=alert(1) alt=a>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"JaVaScRiPt:alert(1)\">x</a>")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"data:text/html,<script>alert(1)</script>\">x</a>")]
    [InlineData("<div onclick=\"alert(1)\" style=\"position:fixed\">x</div>")]
    [InlineData("<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>")]
    [InlineData("<math><mtext><script>alert(1)</script></mtext></math>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<form action=//evil><input name=a onfocus=alert(1) autofocus><button>x</button></form>")]
    [InlineData("<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>")]
    [InlineData("<style>@import url(//evil)</style><link rel=stylesheet href=//evil><base href=//evil><meta http-equiv=refresh content=0>")]
    [InlineData("<details ontoggle=alert(1) open><summary>x</summary></details>")]
    [InlineData("<b title='\"><script>alert(1)</script>'>x</b>")]
    [InlineData("<b title=\"a&quot; onmouseover=&quot;alert(1)\">x</b>")]
    [InlineData("<scr<script>ipt>alert(1)</script>")]
    [InlineData("<!--><script>alert(1)</script>-->")]
    [InlineData("<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>")]
    [InlineData("<template><script>alert(1)</script></template>")]
    [InlineData("<video><source onerror=alert(1)></video>")]
    [InlineData("<x-y onclick=alert(1)>x</x-y>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt; <b>&lt;script&gt;</b>")]
    [InlineData("::: note <script>alert(1)</script>\nx\n:::")]
    [InlineData("!!! note \"<script>alert(1)</script>\"\n    <script>alert(1)</script>")]
    [InlineData("## Title {#x\" onclick=\"alert(1)}")]
    [InlineData("[x](https://example.org){: onclick=\"alert(1)\" }")]
    public void Nothing_that_acts_comes_through(string markdown)
    {
        _content.Save("days/handbook/a.md", markdown);

        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Html());

        Assert.Empty(
            document.QuerySelectorAll(
                "script, style, iframe, object, embed, form, input, button, svg, math, link, base, meta, textarea, template, video, source, noscript"
            )
        );
        foreach (var attribute in document.Body!.QuerySelectorAll("*").SelectMany(element => element.Attributes))
        {
            Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name);
            Assert.NotEqual("style", attribute.Name);
            Assert.DoesNotContain("javascript:", attribute.Value, StringComparison.OrdinalIgnoreCase);
            Assert.False(
                attribute.Name is "href" or "src" && attribute.Value.StartsWith("data:", StringComparison.Ordinal),
                attribute.Value
            );
        }
    }

    [Theory]
    [InlineData("Press <kbd>Ctrl</kbd>.", "Press <kbd>Ctrl</kbd>.")]
    [InlineData("a<br>b", "a<br>b")]
    [InlineData("<details>\n<summary>More</summary>\n\n**inside**\n\n</details>", "<summary>More</summary>")]
    [InlineData("<p align=\"center\"><b>x</b></p>", "<p><b>x</b></p>")]
    [InlineData("<a href=\"https://example.org/?a=1&amp;b=2\">x</a>", "<a href=\"https://example.org/?a=1&amp;b=2\">x</a>")]
    public void What_is_harmless_is_shown(string markdown, string html)
    {
        _content.Save("days/handbook/a.md", markdown);

        Assert.Equal([], _library.Check());
        Assert.Contains(html, Html());
    }

    [Fact]
    public void What_is_left_open_is_closed_within_the_page()
    {
        _content.Save("days/handbook/a.md", "</div></article>\n\n<div><details>\n\ntext\n");

        Assert.DoesNotContain("</article>", Html());
        Assert.EndsWith("</details></div>", Html().TrimEnd());
    }

    [Theory]
    [InlineData("<iframe src=\"https://example.org\"></iframe>", "The HTML element '<iframe>' is not shown")]
    [InlineData("<video src=\"x.mp4\"></video>", "The HTML element '<video>' is not shown")]
    public void What_is_not_shown_is_reported_with_its_line(string markdown, string reason)
    {
        _content.Save("days/handbook/a.md", $"Text.\n\n{markdown}\n");

        var problem = Assert.Single(_library.Check());
        Assert.Equal((3, reason), (problem.Line, problem.Reason));
    }

    [Fact]
    public void Raw_html_in_a_lesson_is_reported_even_when_it_is_harmless()
    {
        _content.Save("days/handbook/a.md", "---\nid: a\nkind: concept\ntitle: A\n---\nText.\n\n<div>\n\nx\n\n</div>\n");

        var problem = Assert.Single(_library.Check());
        Assert.Equal(
            (8, "The lesson contains raw HTML, '<div>'", ContentSeverity.Warning),
            (problem.Line, problem.Reason, problem.Severity)
        );
    }

    [Fact]
    public void Its_words_are_found_by_search()
    {
        _content.Save("days/handbook/a.md", "<div>\nquagmire\n</div>\n");

        Assert.NotEmpty(_library.Search("handbook", "quagmire", Audience.Trainee).Hits);
    }

    private string Html() => _library.Render(_library.Days.Single().FindPage("a")!, Audience.Trainee).Html;

    private sealed class NoAddress : IPortalAddresses
    {
        public bool Exists(string path) => false;
    }
}
