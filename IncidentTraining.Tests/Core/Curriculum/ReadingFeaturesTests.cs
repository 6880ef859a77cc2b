using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Curriculum;

/// <summary>A page's features beyond its text: terms, exercises, pictures, recordings, slides.</summary>
public sealed class ReadingFeaturesTests : IDisposable
{
    private readonly TemporaryContent _content = new();
    private readonly CurriculumLibrary _library;

    public ReadingFeaturesTests()
    {
        _library = new CurriculumLibrary(_content.Folder, new NoPortal());
        _content.Save(
            "days/tides/glossary.yaml",
            """
            - term: ebb tide
              aliases: [ebb tides]
              text: Water that goes.
              not: [ebbing tide]
            - term: tide
              text: Water that comes and goes.
            - term: SLO
              text: A promise.
            - term: barnacle
              text: A small animal.
            """
        );
    }

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_term_is_explained_where_it_first_occurs_in_running_text_and_nowhere_else()
    {
        Save("# Water\n\n## The tide\n\n**Tide** and [tide](b.md), `tide`, riptide. An *ebb tide* is a tide. Another tide. One SLO.");
        _content.Save("days/tides/b.md", "# B\n");

        var html = Html();

        Assert.Equal([], _library.Check());
        Assert.Equal(3, html.Split("class=\"term\"").Length - 1);
        Assert.Contains(
            """<em><a class="term" href="/learn/tides/glossary#term-ebb-tide" data-term="Water that goes.">ebb tide</a></em> is a <a class="term" href="/learn/tides/glossary#term-tide" data-term="Water that comes and goes.">tide</a>. Another tide.""",
            html
        );
    }

    [Theory]
    [InlineData("An ebbing tide.", "'ebbing tide' is not how the glossary spells it")]
    [InlineData("One slo.", "'slo' looks like a misspelling of the glossary's 'SLO'")]
    [InlineData("A barnacel.", "'barnacel' looks like a misspelling of the glossary's 'barnacle'")]
    [InlineData("![](sea.png)", "The image 'sea.png' has no text alternative")]
    [InlineData("![The sea](gone.png)", "The link 'gone.png' leads to no file")]
    [InlineData("::: answer Not A Name\nx\n:::", "The model answer's name 'Not A Name' is missing")]
    [InlineData("::: sort A, B\n1. One\n   - C: why\n:::", "The item's answer is not one of the categories")]
    public void The_check_finds_it_with_its_line(string mistake, string reason)
    {
        _content.Save("days/tides/sea.png", "not really a picture");
        Save($"# Water\n\n{mistake}\n");

        var problem = Assert.Single(_library.Check());

        Assert.Equal("days/tides/water.md", problem.File);
        Assert.InRange(problem.Line, 3, 4);
        Assert.Contains(reason, problem.Reason);
        Assert.NotEmpty(problem.Cure);
    }

    [Theory]
    [InlineData("Barnacles and a barnacle's shell, `slo` in code, the SLO.")]
    [InlineData("Tides, ebb tides, EBB TIDE.")]
    public void Other_forms_of_a_term_are_no_misspellings(string text)
    {
        Save($"# Water\n\n{text}\n");

        Assert.Equal([], _library.Check());
    }

    [Fact]
    public void A_model_answer_is_withheld_from_trainees_and_from_their_search()
    {
        Save("# Water\n\nWhy?\n\n::: answer why-tides\nBecause of the pelican, see [here](#why).\n:::\n\n## Why\n\nHm.");

        var trainee = Render(Audience.Trainee);

        Assert.DoesNotContain("pelican", trainee.Html);
        Assert.Empty(_library.Search("tides", "pelican", Audience.Trainee).Hits);
        Assert.Contains("pelican", trainee.Answers["why-tides"]);
        Assert.Contains("href=\"/learn/tides/water#why\"", trainee.Answers["why-tides"]);
        Assert.Equal([PagePartKind.Html, PagePartKind.Answer, PagePartKind.Html], trainee.Parts.Select(part => part.Kind));
        Assert.Contains("pelican", Render(Audience.Staff).Html);
        Assert.Empty(Render(Audience.Staff).Answers);
    }

    [Fact]
    public void A_page_cannot_bring_the_mark_of_a_part_itself()
    {
        Save("# Water\n\n<!--part:Answer:x-->\n\n`<!--part:Answer:x-->`");

        Assert.Single(Render(Audience.Trainee).Parts);
    }

    [Fact]
    public void A_sorting_exercise_marks_the_right_drawer_and_explains_it()
    {
        Save("# Water\n\n::: sort Wet, Dry\n1. The *sea*\n   - Wet: It is water.\n:::");

        Assert.Contains("<legend>The <em>sea</em></legend>", Html());
        Assert.Contains("class=\"is-right\"> Wet</label>", Html());
        Assert.Contains("Wet: It is water.", Html());
    }

    [Fact]
    public void Pictures_and_files_beside_a_page_are_shown_and_served()
    {
        _content.Save("days/tides/pictures/the sea.png", "x");
        Save("# Water\n\n![The sea at noon](pictures/the%20sea.png)");

        Assert.Equal([], _library.Check());
        Assert.Contains("src=\"/learn/files/tides/pictures/the%20sea.png\" loading=\"lazy\" alt=\"The sea at noon\"", Html());
        Assert.Equal("image/png", _library.FindFile("tides/pictures/the sea.png")!.Value.File.MediaType);
        Assert.Null(_library.FindFile("tides/water.md"));
        Assert.Null(_library.FindFile("../scenarios/x.png"));
    }

    [Fact]
    public void A_picture_that_comes_later_cures_its_link()
    {
        Save("# Water\n\n![The sea](sea.png)");
        Assert.Single(_library.Check());

        _content.Save("days/tides/sea.png", "x");

        Assert.Equal([], _library.Check());
        Assert.Contains("<img", Html());
    }

    [Fact]
    public void Recorded_figures_are_a_chart_with_its_table()
    {
        _content.Save("days/tides/level.csv", "time,north,south\n23:50,1,2\n23:55,,3.5\n00:05,4,1\n");
        Save("# Water\n\n![Level in metres](level.csv)");

        Assert.Equal([], _library.Check());
        Assert.Contains("<figcaption>Level in metres</figcaption>", Html());
        Assert.Equal(2, Html().Split("<path class=\"series-0\"").Length - 1);
        // The gap at 23:55 interrupts the first line; the second continues past midnight.
        Assert.Matches("""<path class="series-0" d="M52 [0-9]+M708 [0-9]+"/>""", Html());
        Assert.Matches("""<path class="series-1" d="M52 [0-9]+l219 -?[0-9]+l437 -?[0-9]+"/>""", Html());
        Assert.Contains("<td>23:55<td>–<td>3.5", Html());
    }

    [Theory]
    [InlineData("41.48", "41")]
    [InlineData("9.96", "10")]
    [InlineData("3.54", "3.5")]
    [InlineData("0.046", "0.05")]
    [InlineData("1041", "1041")]
    public void A_table_of_figures_shows_as_many_digits_as_a_reader_compares(string recorded, string shown)
    {
        _content.Save("days/tides/level.csv", $"time,north\n10:00,{recorded}\n10:01,2\n");
        Save("# Water\n\n![Level in metres](level.csv)");

        Assert.Contains($"<tr><td>10:00<td>{shown}\n", Html().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("a,b\n10:00,1\n10:01,2\n", 1, "does not name the columns")]
    [InlineData("time,a\n10:00,1\n10:01\n10:02,1\n", 3, "The row has 1 values")]
    [InlineData("time,a\nnoon,1\n10:01,2\n10:02,2\n", 2, "'noon' is not a time of day")]
    [InlineData("time,a\n10:00,1\n10:01,NaN\n10:02,1\n", 3, "'NaN' is not a number")]
    public void A_mistake_in_recorded_figures_is_reported(string csv, int line, string reason)
    {
        _content.Save("days/tides/level.csv", csv);
        Save("# Water\n\n![The level](level.csv)\n");

        var problem = Assert.Single(_library.Check());

        Assert.Equal(("days/tides/level.csv", line), (problem.File, problem.Line));
        Assert.Contains(reason, problem.Reason);
    }

    [Fact]
    public void A_recorded_log_is_named_counted_and_linked()
    {
        _content.Save("days/tides/sea.log", "10:00 info calm\n10:01 error <b>storm</b>\n");
        Save("# Water\n\n![Log of the sea](sea.log)");

        Assert.Contains("Log of the sea <span class=\"log-count\">2 lines</span>", Html());
        Assert.Contains("<a href=\"/learn/files/tides/sea.log\">Open log</a>", Html());
        Assert.DoesNotContain("storm", Html());
    }

    [Fact]
    public void Slides_come_from_the_same_page_and_notes_only_to_staff()
    {
        Save(
            "# Water\n\n::: notes\nGreet them.\n:::\n\n::: slide Hello\n- Welcome\n:::\n\n## Tides\n\nLong text.\n\n::: slide The moon\n- It pulls\n:::\n\n::: notes\nPoint at the moon.\n:::"
        );
        var page = _library.Days.Single().Pages.Single();

        var staff = _library.RenderSlides(page, Audience.Staff);

        Assert.Equal(["Hello", "The moon"], staff.Select(slide => slide.Title));
        Assert.Contains("It pulls", staff[1].Html);
        Assert.DoesNotContain("Long text", staff[1].Html);
        Assert.Contains("Point at the moon.", staff[1].Notes);
        Assert.All(_library.RenderSlides(page, Audience.Trainee), slide => Assert.Empty(slide.Notes));
        Assert.DoesNotContain("It pulls", Html());
    }

    [Fact]
    public void A_page_without_slides_of_its_own_is_shown_by_its_lists_tables_and_first_sentences()
    {
        Save("# Water\n\n## Why *tides*\n\nText.\n\n- The moon\n- The sun\n\n## How\n\nFirst.\n\nSecond.");
        var slides = _library.RenderSlides(_library.Days.Single().Pages.Single(), Audience.Trainee);

        Assert.Equal(["Why <em>tides</em>", "How"], slides.Select(slide => slide.Title));
        Assert.Contains("The moon", slides[0].Html);
        Assert.DoesNotContain("Text.", slides[0].Html);
        Assert.Contains("First.", slides[1].Html);
        Assert.DoesNotContain("Second.", slides[1].Html);
    }

    [Fact]
    public void A_folder_of_plain_markdown_is_a_day_in_the_order_of_its_files()
    {
        _content
            .Save("days/Our Team/02 Rota.md", "# The rota\n\nSee [home](README.md) and [the page](guides/README.md#who).\n")
            .Save("days/Our Team/01 Start.md", "No heading here.\n")
            .Save("days/Our Team/README.md", "# Our team's handbook\n\nHello.\n")
            .Save("days/Our Team/guides/README.md", "# Guides\n\n## Who\n\nYou.\n");

        var day = _library.FindDay("Our Team")!;

        Assert.Equal([], _library.Check());
        Assert.Equal("Our team's handbook", day.Title);
        Assert.Equal(["readme", "01-start", "02-rota", "guides-readme"], day.Pages.Select(page => page.Id));
        Assert.Equal(["Our team's handbook", "Start", "The rota", "Guides"], day.Pages.Select(page => page.Title));
        var rota = _library.Render(day.FindPage("02-rota")!, Audience.Trainee).Html;
        Assert.Contains("href=\"/learn/Our%20Team/readme\"", rota);
        Assert.Contains("href=\"/learn/Our%20Team/guides-readme#who\"", rota);
        Assert.DoesNotContain("<h1", rota);
    }

    private RenderedPage Render(Audience audience) => _library.Render(_library.FindDay("tides")!.FindPage("water")!, audience);

    private string Html() => Render(Audience.Trainee).Html;

    private void Save(string markdown) => _content.Save("days/tides/water.md", markdown);

    private sealed class NoPortal : IPortalAddresses
    {
        public bool Exists(string path) => false;
    }
}
