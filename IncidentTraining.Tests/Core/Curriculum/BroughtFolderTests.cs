using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Curriculum;

/// <summary>A folder of a team's existing documents works unchanged.</summary>
public sealed class BroughtFolderTests : IDisposable
{
    private readonly TemporaryContent _content = new();
    private readonly CurriculumLibrary _library;

    public BroughtFolderTests() => _library = new CurriculumLibrary(_content.Folder, new NoAddress());

    public void Dispose() => _content.Dispose();

    [Theory]
    [InlineData(
        "---\ntitle: On-call handbook\ndescription: How we answer pages.\nauthor: Sam\ntags: [a, b]\nsidebar_position: 3\n---\nText.\n"
    )]
    [InlineData(
        "---\nid: call\ntitle: On-call handbook\ndescription: How we answer pages.\nlayout: default\nnav_order: 2\n---\n# On-call handbook\n\nText.\n"
    )]
    [InlineData("+++\ntitle = \"On-call handbook\"\ndescription = \"How we answer pages.\"\nweight = 3\n+++\nText.\n")]
    public void Front_matter_of_another_program_gives_title_and_description_and_nothing_else(string text)
    {
        _content.Save("days/handbook/guide/call.md", text);

        Assert.Equal([], _library.Check());
        var page = Page("guide-call");
        Assert.Equal(("On-call handbook", "How we answer pages."), (page.Title, page.Summary));
        Assert.Contains("Text.", Html("guide-call"));
        Assert.DoesNotContain("<h1", Html("guide-call"));
        Assert.DoesNotContain("<hr", Html("guide-call"));
    }

    [Theory]
    [InlineData("---\ntitle: Say: when\n---\nText.\n", 2, "The front matter is not used")]
    [InlineData("---\n- a\n- b\n---\nText.\n", 2, "The front matter is not used")]
    public void Front_matter_that_cannot_be_read_is_reported_and_the_page_is_shown(string text, int line, string reason)
    {
        _content.Save("days/handbook/paging-rules.md", text);

        var problem = Assert.Single(_library.Check());
        Assert.Equal((line, ContentSeverity.Warning), (problem.Line, problem.Severity));
        Assert.StartsWith(reason, problem.Reason);
        Assert.Equal("Paging rules", Page("paging-rules").Title);
        Assert.Contains("Text.", Html("paging-rules"));
    }

    [Fact]
    public void A_rule_at_the_top_is_no_front_matter()
    {
        _content.Save("days/handbook/a.md", "---\n\nText.\n");

        Assert.Equal([], _library.Check());
        Assert.Contains("Text.", Html("a"));
    }

    [Theory]
    [InlineData("# The handbook\n\nText.\n", "The handbook")]
    [InlineData("<!-- owner: sre -->\n# The handbook\n\nText.\n", "The handbook")]
    [InlineData("Text first.\n\n# Later\n", "Paging rules")]
    [InlineData("## Second level\n\nText.\n", "Paging rules")]
    [InlineData("Text.\n", "Paging rules")]
    public void The_title_is_a_heading_of_the_first_level_at_the_top_or_else_the_files_name_in_words(string text, string title)
    {
        _content.Save("days/handbook/02-paging_rules.md", text);

        Assert.Equal(title, Page("02-paging-rules").Title);
    }

    [Fact]
    public void Headings_other_than_the_title_stay_where_they_are_and_links_to_every_heading_arrive()
    {
        _content
            .Save("days/handbook/a.md", "# Title\n\nGo [up](#title) or to [tools](#our-tools).\n\n## Our tools\n\nx\n")
            .Save("days/handbook/b.md", "## First part\n\nGo to [it](#first-part) and [there](a.md#title).\n");

        Assert.Equal([], _library.Check());
        Assert.Contains("id=\"title\"", Html("a"));
        Assert.DoesNotContain("<h1", Html("a"));
        Assert.Contains("<h2 id=\"our-tools\"", Html("a"));
        Assert.Contains("<h2 id=\"first-part\"", Html("b"));
        Assert.Contains("href=\"/learn/handbook/a#title\"", Html("b"));
    }

    [Fact]
    public void A_picture_without_words_is_reported_and_the_page_is_shown()
    {
        _content
            .Save("days/handbook/a.md", "Before.\n\n![](plan.png)\n\n<img src=\"plan.png\">\n\nAfter.\n")
            .Save("days/handbook/plan.png", [1, 2, 3]);

        Assert.Equal([3, 5], _library.Check().Select(problem => problem.Line));
        Assert.All(_library.Check(), problem => Assert.Contains("has no text alternative", problem.Reason));
        Assert.Contains("<img src=\"/learn/files/handbook/plan.png\"", Html("a"));
        Assert.Contains("After.", Html("a"));
    }

    [Fact]
    public void Notes_and_disclosures_of_other_programs_become_ours()
    {
        _content.Save(
            "days/handbook/a.md",
            """
            !!! warning "Mind the *gap*"
                First paragraph.

                - item

            Outside.

            ??? question "Why?"
                Because.

            ???+ note
                Open.

            === "Linux"
                apt

            :::caution
            Hot.
            :::

            :::tip[Our tip]
            Good.
            :::

            > [!IMPORTANT]
            > Read this.
            """
        );

        Assert.Equal([], _library.Check());
        var html = Html("a");
        Assert.Contains(
            "<aside class=\"admonition warning\"><p class=\"admonition-title\"><span class=\"label\">Warning:</span> Mind the <em>gap</em></p>",
            html
        );
        Assert.Contains("<li>item</li>", html[..html.IndexOf("</aside>", StringComparison.Ordinal)]);
        Assert.DoesNotContain("Outside.", html[..html.IndexOf("</aside>", StringComparison.Ordinal)]);
        Assert.Contains("<details class=\"check\"><summary><span class=\"label\">Why?</span></summary>", html);
        Assert.Contains("<details class=\"check\" open><summary><span class=\"label\">Note</span></summary>", html);
        Assert.Contains("<span class=\"label\">Linux</span>", html);
        Assert.Contains("<span class=\"label\">Tip:</span> Our tip", html);
        Assert.Contains("<span class=\"label\">Warning:</span> Important", html);
        Assert.DoesNotContain("!!!", html);
        Assert.DoesNotContain("???", html);
        Assert.DoesNotContain("[!", html);
    }

    [Fact]
    public void Attribute_lists_are_left_out_and_the_names_that_they_give_to_headings_are_kept()
    {
        _content.Save(
            "days/handbook/a.md",
            "## Set up {#install}\n\nText [link](https://example.org){: target=\"_blank\" }.\n{: .lead }\n\n## Use\n{: #usage .no_toc }\n\n[a](#install) [b](#usage)\n"
        );

        Assert.Equal([], _library.Check());
        var html = Html("a");
        Assert.DoesNotContain("{", html);
        Assert.Contains("<h2 id=\"install\">", html);
        Assert.Contains("<h2 id=\"usage\">", html);
    }

    [Fact]
    public void What_only_another_program_understands_is_reported_with_its_line()
    {
        _content.Save(
            "days/handbook/a.md",
            "Text.\n\n{% include note.html %}\n\nVersion {{ site.version }}.\n\n<Tabs>\n\ninside\n\n</Tabs>\n\nUse <your-name>.\n"
        );

        Assert.Equal([3, 5, 7, 13], _library.Check().Select(problem => problem.Line).Order());
        Assert.All(_library.Check(), problem => Assert.Equal(ContentSeverity.Warning, problem.Severity));
        Assert.Contains("inside", Html("a"));
        Assert.Contains("&lt;your-name&gt;", Html("a"));
    }

    [Fact]
    public void Other_endings_of_markdown_are_read()
    {
        _content
            .Save("days/handbook/one.markdown", "# One\n\n[two](two.mdx) [three](THREE.MD) [four](four)\n")
            .Save("days/handbook/two.mdx", "import Tabs from '@theme/Tabs';\n\n# Two\n\n{/* hidden */}\n\nText.\n")
            .Save("days/handbook/THREE.MD", "# Three\n")
            .Save("days/handbook/four.md", "# Four\n");

        Assert.Equal([], _library.Check());
        Assert.Equal(["Four", "One", "Three", "Two"], Day().Pages.Select(page => page.Title).Order());
        Assert.DoesNotContain("import", Html("two"));
        Assert.DoesNotContain("hidden", Html("two"));
    }

    [Fact]
    public void Folders_become_groups_with_the_page_of_a_folder_first_and_numbers_in_their_order()
    {
        _content
            .Save("days/handbook/README.md", "# Our handbook\n")
            .Save("days/handbook/10-last.md", "x")
            .Save("days/handbook/9-first.md", "x")
            .Save("days/handbook/on-call/rota.md", "x")
            .Save("days/handbook/on-call/index.md", "x")
            .Save("days/handbook/on-call/deep/more.md", "x");

        Assert.Equal([], _library.Check());
        Assert.Equal("Our handbook", Day().Title);
        Assert.Equal(
            [": readme, 9-first, 10-last", "On call: on-call-index, on-call-rota", "On call / Deep: on-call-deep-more"],
            Day().Groups.Select(group => $"{group.Title}: {string.Join(", ", group.Pages.Select(page => page.Id))}")
        );
    }

    [Fact]
    public void The_navigation_of_mkdocs_gives_the_order_and_the_groups()
    {
        _content
            .Save(
                "days/handbook/mkdocs.yml",
                "site_name: Team site\ntheme: {name: material}\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\nnav:\n  - index.md\n  - Guides:\n      - Second: guides/b.md\n      - First: guides/a.md\n  - gone.md\n  - Wiki: https://example.org\n"
            )
            .Save("days/handbook/docs/index.md", "# Start\n")
            .Save("days/handbook/docs/guides/a.md", "# A\n")
            .Save("days/handbook/docs/guides/b.md", "# B\n")
            .Save("days/handbook/docs/left.md", "# Left\n");

        var problem = Assert.Single(_library.Check());
        Assert.Equal(
            ("days/handbook/mkdocs.yml", 11, "The navigation refers to 'gone.md', which does not exist"),
            (problem.File, problem.Line, problem.Reason)
        );
        Assert.Equal("Team site", Day().Title);
        Assert.Equal(
            [": Start", "Guides: B, A"],
            Day().Groups.Select(group => $"{group.Title}: {string.Join(", ", group.Pages.Select(page => page.Title))}")
        );
        Assert.Equal(["Left"], Day().Further.Select(page => page.Title));
    }

    [Fact]
    public void The_contents_in_a_summary_give_the_order_and_the_groups()
    {
        _content
            .Save(
                "days/handbook/src/SUMMARY.md",
                "# Summary\n\n[Preface](preface.md)\n\n- [Two](two.md)\n  - [Two and a half](half.md)\n\n# Annex\n\n- [One](one.md)\n"
            )
            .Save("days/handbook/src/preface.md", "# Preface\n")
            .Save("days/handbook/src/two.md", "# Two\n")
            .Save("days/handbook/src/half.md", "# Half\n")
            .Save("days/handbook/src/one.md", "# One\n");

        Assert.Equal([], _library.Check());
        Assert.Equal(
            [": Preface, Two", "Two: Half", "Annex: One"],
            Day().Groups.Select(group => $"{group.Title}: {string.Join(", ", group.Pages.Select(page => page.Title))}")
        );
    }

    [Fact]
    public void Links_are_followed_as_other_programs_write_them()
    {
        _content
            .Save(
                "days/handbook/docs/a.md",
                "[1](/guide/b.md) [2](guide/) [3](guide/b.html) [4](guide/b?raw=true) [5](My%20file.md#x)\n\n<a href=\"guide/b.md\">6</a> <a name=\"spot\"></a> [7](#spot)\n"
            )
            .Save("days/handbook/docs/guide/README.md", "# G\n")
            .Save("days/handbook/docs/guide/b.md", "# B\n")
            .Save("days/handbook/docs/My file.md", "## x\n");

        Assert.Equal([], _library.Check());
        var html = Html("docs-a");
        Assert.Equal(4, html.Split("href=\"/learn/handbook/docs-guide-b\"").Length - 1);
        Assert.Contains("href=\"/learn/handbook/docs-guide-readme\"", html);
        Assert.Contains("href=\"/learn/handbook/docs-a#spot\"", html);
    }

    [Theory]
    [InlineData("#our-tool", "the nearest heading is '#our-tools'")]
    [InlineData("#something-else-entirely", null)]
    public void The_nearest_heading_is_named_only_when_it_is_near(string link, string? advice)
    {
        _content.Save("days/handbook/a.md", $"## Our tools\n\n[x]({link})\n");

        var cure = Assert.Single(_library.Check()).Cure;
        if (advice is null)
        {
            Assert.DoesNotContain("nearest", cure);
        }
        else
        {
            Assert.Contains(advice, cure);
        }
    }

    [Fact]
    public void A_table_that_no_page_shows_as_a_chart_is_an_attachment()
    {
        _content.Save("days/handbook/a.md", "[list](people.csv)\n").Save("days/handbook/people.csv", "name,team\nSam,sre\n");

        Assert.Equal([], _library.Check());
        Assert.Contains("href=\"/learn/files/handbook/people.csv\"", Html("a"));
    }

    [Fact]
    public void A_link_to_a_folder_above_is_not_followed()
    {
        _content.Save("days/handbook/a.md", "x");
        Directory.CreateSymbolicLink(_content.Folder.FullPath("days/handbook/again"), _content.Folder.FullPath("days/handbook"));
        _content.Save("days/handbook/b.md", "x");

        Assert.Equal(["a", "b"], Day().Pages.Select(page => page.Id));
    }

    private TrainingDay Day() => Assert.Single(_library.Days);

    private CurriculumPage Page(string id) => Day().FindPage(id)!;

    private string Html(string id) => _library.Render(Page(id), Audience.Trainee).Html;

    private sealed class NoAddress : IPortalAddresses
    {
        public bool Exists(string path) => false;
    }
}
