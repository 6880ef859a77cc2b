using AngleSharp.Html.Parser;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Tests.Core.Content;

public sealed class SafeMarkdownTests
{
    private const int Longest = 200 * 1024;

    private static readonly SafeMarkdown Markdown = new();

    [Fact]
    public void Ordinary_markdown_is_formatted()
    {
        var html = Markdown.ToHtml(
            "## Impact\n\n**71 %** of `orders` failed, see [the log](/labs).\n\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n"
        );

        Assert.Contains("<h4>Impact</h4>", html);
        Assert.Contains("<strong>71 %</strong>", html);
        Assert.Contains("<code>orders</code>", html);
        Assert.Contains("<a href=\"/labs\" rel=\"noopener noreferrer nofollow\">the log</a>", html);
        Assert.Contains("type=\"checkbox\"", html);
        Assert.Contains("<td>2</td>", html);
        Assert.Contains("<hr", html);
    }

    [Fact]
    public void Line_breaks_that_a_person_typed_are_kept_and_those_of_a_content_file_flow_together()
    {
        const string Lines = "10:02 paged\n10:05 acknowledged\n10:09 rolled back\n\n- one\n  more";
        var typed = new HtmlParser().ParseDocument(Markdown.ToHtml(Lines));
        Assert.Equal(2, typed.QuerySelectorAll("p > br").Length);
        Assert.Single(typed.QuerySelectorAll("li > br"));
        Assert.Equal(["10:02 paged", "10:05 acknowledged", "10:09 rolled back"], typed.QuerySelector("p")!.TextContent.Split('\n'));

        Assert.Empty(new HtmlParser().ParseDocument(Markdown.AuthoredToHtml(Lines)).QuerySelectorAll("br"));
        Assert.Empty(
            new HtmlParser().ParseDocument(Markdown.ToHtml("```\na\nb\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")).QuerySelectorAll("br")
        );
    }

    [Theory]
    [InlineData(
        "| Time | Event |\n|---|---|\n| 10:02 | paged |\n| 10:05 | acknowledged |\nThe pager was muted.\n- one\n- two",
        "The pager was muted."
    )]
    [InlineData("| Time | Event |\n|---|---|\n| 10:02 | paged |\n| 10:05 | acknowledged |\nWe ran `a | b`.", "We ran a | b.")]
    [InlineData("As measured:\n| Time | Event |\n|:--|--:|\n| 10:02 | paged |\n| 10:05 | acknowledged |", "As measured:")]
    [InlineData("As measured:\nTime | Event\n--- | ---\n10:02 | paged\n10:05 | acknowledged\nAfterwards.", "As measured:")]
    [InlineData(
        "```text\n| no | table |\n```\n| Time | Event |\n|---|---|\n| 10:02 | paged |\n| 10:05 | acknowledged |\n~~~\ncode\n~~~",
        ""
    )]
    public void Text_that_touches_a_table_stands_beside_it(string markdown, string paragraph)
    {
        var document = new HtmlParser().ParseDocument(Markdown.ToHtml(markdown));
        var table = Assert.Single(document.QuerySelectorAll("table"));
        Assert.Equal(["10:02", "paged", "10:05", "acknowledged"], table.QuerySelectorAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal(paragraph, document.QuerySelector("p")?.TextContent ?? "");
        Assert.DoesNotContain(
            "|",
            string.Concat(document.QuerySelectorAll("p").Select(one => one.TextContent)).Replace("a | b", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("```\na | b\n--- | ---\nc\n```")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n\nText.")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n")]
    [InlineData("one | two\nthree | four")]
    public void Where_nothing_touches_a_table_the_text_stays_as_it_is(string markdown) =>
        Assert.Equal(markdown, TableSpacing.Apart(markdown));

    public static TheoryData<string> Attacks =>
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<iframe src=//evil.example></iframe>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](vbscript:msgbox(1))",
            "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
            "![x](https://evil.example/track.png)",
            "![x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
            "# a {onclick=alert(1)}",
            "[a](/x){onmouseover=alert(1) style=position:fixed}",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<form action=/sign-out method=post><button>x</button></form>",
            "<style>body{display:none}</style>",
            "<div style=\"position:fixed;inset:0\">x</div>",
            "[x](https://a.example/\" onclick=\"alert(1))",
            "```\"><script>alert(1)</script>\ncode\n```",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<input autofocus onfocus=alert(1)>",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_ends_as_harmless_text(string attack)
    {
        var document = new HtmlParser().ParseDocument(Markdown.ToHtml(attack));

        Assert.Empty(
            document.QuerySelectorAll(
                "script, img, svg, iframe, object, embed, form, button, style, math, meta, link, base, input:not([type=checkbox][disabled])"
            )
        );
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.DoesNotContain(element.Attributes, attribute =>
                attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "style" or "id" or "class" or "src"
            );
            Assert.Matches("^(|https?:.*|mailto:.*|/.*)$", element.GetAttribute("href") ?? "");
        }
    }

    public static TheoryData<string> Exhausting =>
        [
            Repeat("[a](", 20_000),
            Repeat("[", 100_000),
            Repeat("[a", 50_000),
            Repeat("![", 50_000),
            Repeat("<div>", 40_000),
            Repeat("*a_ ", 50_000),
            Repeat("*a **a ", 25_000),
            Repeat("`a``", 40_000),
            Repeat(">", 200_000),
            Repeat("> ", 100_000),
            Repeat("- ", 100_000),
            Repeat("1. ", 60_000),
            Repeat("- a\n", 40_000),
            Repeat("[a](\n\n", 30_000),
            string.Concat(Enumerable.Range(0, 500).Select(depth => new string(' ', depth * 2) + "- a\n")).PadRight(200_000)[..200_000],
            Repeat("|", 200_000),
            Repeat("| a ", 50_000) + "\n" + Repeat("|---", 20_000),
            Repeat("~~a~", 50_000),
            "Kept.\n\n" + Repeat("[a]: /b\n", 25_000),
            Repeat("http://a.", 22_000),
            Repeat("&", 200_000),
            Repeat("\\", 200_000),
            Repeat("a\n", 100_000),
            Repeat("A paragraph of prose with **bold** and [a link](/labs) in it.\n\n", 3_200),
        ];

    [Theory]
    [MemberData(nameof(Exhausting), DisableDiscoveryEnumeration = true)]
    public async Task A_text_of_200_KB_comes_to_an_end_and_is_kept(string text)
    {
        // Unbounded, these take minutes; the guard is against hanging, not a promise of speed.
        var html = await Task.Run(
                () => Markdown.ToHtml(text.Length > Longest ? text[..Longest] : text),
                TestContext.Current.CancellationToken
            )
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.NotEmpty(html);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
