using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Curriculum;

public sealed class CurriculumLibraryTests : IDisposable
{
    private const string Day = """
        id: day-9
        number: 9
        title: "Day 9: Tides"
        starts: "09:00"
        opening: [aims]
        sessions:
          - page: morning
            plan:
              - page: talk
              - pause: Tea
                minutes: 15
              - page: lab
        closing: [reading]
        """;

    private const string Plans = """

        plans:
          - id: long
            title: Two days
            sessions:
              - title: First
                page: morning
                day: 1
                starts: "10:00"
                plan:
                  - page: talk
                  - page: aims
                    minutes: 5
              - title: Second
                page: reading
                day: 2
                starts: "09:30"
                plan:
                  - page: lab
                    minutes: 45
        """;

    private readonly TemporaryContent _content = new();
    private readonly CurriculumLibrary _library;

    public CurriculumLibraryTests()
    {
        _library = new CurriculumLibrary(_content.Folder, new OnlyQuiz());
        _content
            .Save("days/day-9/day.yaml", Day)
            .Save(
                "days/day-9/aims.md",
                Page("aims", "objectives", "Aims", "Read [the talk](talks/talk.md#why-tides) and take [the quiz](/quiz).")
            )
            .Save("days/day-9/morning.md", Page("morning", "session", "Morning", "Then [the lab](lab.md)."))
            .Save("days/day-9/talks/talk.md", Page("talk", "lecture", "Talk: Tides", "## Why tides?\n\nThe moon.", "minutes: 60"))
            .Save(
                "days/day-9/labs/lab.md",
                Page("lab", "lab", "Lab", "See [`pool.ts`](shop:server/pool.ts) and [the folder](shop:server/).", "minutes: 30")
            )
            .Save("days/day-9/reading.md", Page("reading", "resources", "Reading", "Nothing yet."))
            .Save("practice-shop/server/pool.ts", "export const size = 20;\n");
    }

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_day_is_put_together_from_its_plan_and_its_pages()
    {
        Assert.Equal([], _library.Check());
        var day = Assert.Single(_library.Days);

        Assert.Equal(["aims", "morning", "talk", "lab", "reading"], day.Pages.Select(page => page.Id));
        Assert.Equal(
            ["Talk: Tides 09:00-10:00", "Tea 10:00-10:15", "Lab 10:15-10:45"],
            day.Sessions[0].Items.Select(item => $"{item.Title} {item.Starts:HH:mm}-{item.Ends:HH:mm}")
        );
        Assert.Equal(["talk", "lab"], day.Activities.Select(item => item.Page!.Id));
    }

    [Fact]
    public void A_plan_beside_the_days_own_has_its_own_hours_for_the_same_pages()
    {
        _content.Save("days/day-9/day.yaml", Day + Plans);
        Assert.Equal([], _library.Check());
        var day = Assert.Single(_library.Days);

        var plan = Assert.Single(day.Plans);
        Assert.Equal(
            ["Talk: Tides 10:00-11:00", "Aims 11:00-11:05", "Lab 09:30-10:15"],
            plan.Sessions.SelectMany(session => session.Items).Select(item => $"{item.Title} {item.Starts:HH:mm}-{item.Ends:HH:mm}")
        );
        Assert.Equal([(1, "First"), (2, "Second")], plan.Sessions.Select(session => (session.Day ?? 0, session.Title)));
        Assert.Equal(["Talk: Tides", "Tea", "Lab"], day.Sessions[0].Items.Select(item => item.Title));
    }

    [Theory]
    [InlineData("day: 2", "day: 1", "The session 'Second' starts before the previous session ends")]
    [InlineData("minutes: 5", "", "The page 'aims' is in the plan of a session but has no length")]
    [InlineData("- page: lab", "- page: gone", "There is no page with the id 'gone'")]
    [InlineData("- page: lab", "- page: talk", "The page 'talk' is in the plan twice")]
    [InlineData("id: long", "id: Long one", "The id 'Long one' cannot be part of an address")]
    public void A_plan_that_cannot_be_kept_is_reported(string right, string wrong, string reason)
    {
        _content.Save("days/day-9/day.yaml", Day + Plans.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(_library.Check(), problem =>
            problem.File == "days/day-9/day.yaml" && problem.Reason.StartsWith(reason, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_lab_for_practice_is_in_no_plan_and_one_without_a_scenario_is_reported()
    {
        _content.Save("days/day-9/try.md", Page("try", "lab", "Try", "Text.", "minutes: 10\nscenario: tides"));
        Assert.Contains(_library.Check(), problem => problem.Reason.Contains("'try' is not in the plan", StringComparison.Ordinal));

        _content.Save("days/day-9/day.yaml", Day.Replace("[aims]", "[aims, try]\npractice: [try]", StringComparison.Ordinal));
        Assert.Equal([], _library.Check());
        var day = Assert.Single(_library.Days);
        Assert.Equal(["try"], day.Practice.Select(page => page.Id));
        Assert.DoesNotContain(day.Activities, item => item.Page!.Id == "try");

        _content.Save("days/day-9/day.yaml", Day.Replace("[aims]", "[aims, try]\npractice: [try, lab]", StringComparison.Ordinal));
        Assert.Equal(
            ("days/day-9/day.yaml", 6, "'lab' is not a lab with a scenario, so it cannot be practised"),
            Assert.Single(_library.Check()) is var problem ? (problem.File, problem.Line, problem.Reason) : default
        );
    }

    [Fact]
    public void Links_lead_into_the_portal()
    {
        Assert.Contains("href=\"/learn/day-9/talk#why-tides\"", Html("aims"));
        Assert.Contains("href=\"/quiz\"", Html("aims"));
        Assert.Contains("href=\"/learn/day-9/lab\"", Html("morning"));
        Assert.Contains("href=\"/practice-shop/source/server/pool.ts\"", Html("lab"));
        Assert.Contains("href=\"/practice-shop/source/server\"", Html("lab"));
    }

    public static TheoryData<string, string, int, string> Breaks =>
        new()
        {
            { "reading.md", Page("reading", "resources", "Reading", "See [x](gone.md)."), 6, "The link 'gone.md' leads to no page" },
            {
                "reading.md",
                Page("reading", "resources", "Reading", "\n\nSee [x](talk.md#gone)."),
                8,
                "leads to a heading that days/day-9/talks/talk.md does not have"
            },
            {
                "reading.md",
                Page("reading", "resources", "Reading", "See [x](#gone)."),
                6,
                "leads to a heading that this page does not have"
            },
            {
                "reading.md",
                Page("reading", "resources", "Reading", "See [x](shop:server/gone.ts)."),
                6,
                "The practice shop has no 'server/gone.ts'"
            },
            { "reading.md", Page("reading", "resources", "Reading", "See [x](/gone)."), 6, "The portal has no page at '/gone'" },
            { "reading.md", Page("reading", "resources", "Reading", "See [x](ftp:gone)."), 6, "has an unknown format" },
            { "reading.md", Page("reading", "poem", "Reading", "x"), 3, "'kind' is 'poem'" },
            { "reading.md", Page("lab", "resources", "Reading", "x"), 2, "The id 'day-9/lab' is already used by days/day-9/labs/lab.md" },
            { "reading.md", Page("Reading List", "resources", "Reading", "x"), 2, "cannot be part of an address" },
            { "reading.md", "---\nid: reading\nkind: resources\ntitle: \"Reading\n---\nx\n", 4, "The YAML cannot be read" },
            {
                "reading.md",
                Page("reading", "resources", "Reading", "::: check Why?\nBecause.\n"),
                6,
                "The container '::: check' that starts here is not closed"
            },
            {
                "reading.md",
                Page("reading", "resources", "Reading", ":::: instructor\n::: note\nx\n::::\n"),
                7,
                "The container '::: note' that starts here is not closed"
            },
            {
                "reading.md",
                Page("reading", "resources", "Reading", "x").Replace("kind:", "knd:", StringComparison.Ordinal),
                3,
                "The key 'knd' is unknown here, and 'kind' is missing"
            },
            { "reading.md", Page("reading", "resources", "Reading", "::: rumour\nx\n:::"), 6, "The container '::: rumour' is unknown" },
            {
                "reading.md",
                Page("reading", "resources", "Reading", "```mermaid\nflowchart LR\n```"),
                6,
                "The diagram has no text alternative"
            },
            { "labs/lab.md", Page("lab", "lab", "Lab", "x"), 2, "'minutes' is missing, and a lab has a timer" },
            {
                "day.yaml",
                Day.Replace("closing: [reading]", "closing: [reading, gone]", StringComparison.Ordinal),
                13,
                "There is no page with the id 'gone'"
            },
            {
                "day.yaml",
                Day.Replace("closing: [reading]", "closing: [reading, lab]", StringComparison.Ordinal),
                13,
                "The page 'lab' is in the plan twice"
            },
            { "day.yaml", Day.Replace("\"09:00\"", "nine", StringComparison.Ordinal), 4, "'starts' is not a time of day" },
            { "day.yaml", Day.Replace("        minutes: 15\n", "", StringComparison.Ordinal), 10, "The pause 'Tea' has no length" },
            { "glossary.yaml", "- term: tide\n  text: x\n- term: Tide\n  text: y\n", 3, "'Tide' is already explained" },
        };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_break_is_reported_with_file_line_reason_and_cure_and_everything_else_serves(
        string file,
        string text,
        int line,
        string reason
    )
    {
        Assert.Equal([], _library.Check());

        _content.Save($"days/day-9/{file}", text);

        var problem = Assert.Single(_library.Check(), found => found.File == $"days/day-9/{file}");
        Assert.Equal(line, problem.Line);
        Assert.Contains(reason, problem.Reason);
        Assert.NotEmpty(problem.Cure);
        Assert.Superset(
            new HashSet<string> { "aims", "morning", "talk", "lab" },
            _library.Days.Single().Pages.Select(page => page.Id).ToHashSet()
        );
    }

    [Theory]
    [InlineData("talks/talk.md", "---\nid: talk\nkind: lecture\ntitle: Talk\n---\nx\n")]
    [InlineData("talks/talk.md", "---\nid: talk\nkind: [\n---\nx\n")]
    [InlineData("talks/talk.md", "")]
    public void One_mistake_is_one_message(string file, string text)
    {
        _content.Save($"days/day-9/{file}", text);

        // First access: there is no last good version that could hide consequences of the mistake.
        var problem = Assert.Single(_library.Check(), found => !found.Reason.Contains("a heading", StringComparison.Ordinal));
        Assert.True(problem.File == $"days/day-9/{file}" || text.Length == 0, problem.ToString());
    }

    [Fact]
    public void A_lab_that_no_plan_contains_is_reported()
    {
        _content
            .Save("days/day-9/extra.md", Page("extra", "lab", "Extra", "x", "minutes: 20"))
            .Save("days/day-9/day.yaml", Day.Replace("closing: [reading]", "closing: [reading, extra]", StringComparison.Ordinal));

        var problem = Assert.Single(_library.Check());
        Assert.Equal(("days/day-9/extra.md", 2), (problem.File, problem.Line));
        Assert.StartsWith("The lab 'extra' is not in the plan of any session", problem.Reason);
    }

    [Fact]
    public void A_page_to_which_nothing_leads_is_reported_and_one_to_which_a_link_leads_is_not()
    {
        _content
            .Save("days/day-9/orphan.md", Page("orphan", "concept", "Orphan", "x"))
            .Save("days/day-9/linked.md", Page("linked", "concept", "Linked", "[on](further.md)"))
            .Save("days/day-9/further.md", Page("further", "concept", "Further", "x"))
            .Save("days/day-9/reading.md", Page("reading", "resources", "Reading", "[a](linked.md)"));

        var problem = Assert.Single(_library.Check());
        Assert.Equal(("days/day-9/orphan.md", 2), (problem.File, problem.Line));
    }

    [Fact]
    public void The_words_of_a_dead_link_stay()
    {
        _content.Save("days/day-9/reading.md", Page("reading", "resources", "Reading", "See [the *old* list](gone.md)."));

        Assert.Contains("<p>See the <em>old</em> list.</p>", Html("reading"));
    }

    [Fact]
    public void A_page_that_breaks_keeps_its_last_good_text()
    {
        Assert.Contains("The moon.", Html("talk"));

        _content.Save("days/day-9/talks/talk.md", "---\nid: talk\nkind: [\n---\nBroken.");

        Assert.Single(_library.Check());
        Assert.Contains("The moon.", Html("talk"));
    }

    [Fact]
    public void What_is_for_staff_never_reaches_a_trainee_in_page_outline_or_search()
    {
        _content.Save(
            "days/day-9/reading.md",
            Page(
                "reading",
                "resources",
                "Reading",
                "Seen.\n\n::: notes\n## Zanzibar heading\n\nSay quagmire slowly.[^n]\n:::\n\n:::: note\n::: instructor Xylophone\nThe cause is the pelican.\n:::\n::::\n\n[^n]: A footnote on walruses.\n"
            )
        );
        var page = _library.Days.Single().FindPage("reading")!;
        string[] secrets = ["Zanzibar", "quagmire", "Xylophone", "pelican", "walruses"];

        var trainee = _library.Render(page, Audience.Trainee);
        var staff = _library.Render(page, Audience.Staff);

        Assert.Equal([], _library.Check());
        foreach (var secret in secrets)
        {
            Assert.Contains(secret, staff.Html);
            Assert.DoesNotContain(secret, trainee.Html);
            Assert.Empty(_library.Search("day-9", secret, Audience.Trainee).Hits);
            Assert.NotEmpty(_library.Search("day-9", secret, Audience.Staff).Hits);
        }

        Assert.Contains(staff.Outline, heading => heading.Text == "Zanzibar heading");
        Assert.Empty(trainee.Outline);
        Assert.Contains("Seen.", trainee.Html);
    }

    [Fact]
    public void Raw_html_in_the_title_of_a_container_is_shown_as_text()
    {
        _content.Save(
            "days/day-9/reading.md",
            Page("reading", "resources", "Reading", "<script>alert(1)</script>\n\n::: note <b>x</b>\ny\n:::")
        );

        Assert.DoesNotContain("<script", Html("reading"));
        Assert.DoesNotContain("<b>", Html("reading"));
    }

    [Theory]
    [InlineData("moon")]
    [InlineData("moo")]
    [InlineData("MOONS")]
    public void Search_finds_words_their_beginnings_and_their_other_forms(string query)
    {
        var hit = Assert.Single(_library.Search("day-9", query, Audience.Trainee).Hits);

        Assert.Equal("/learn/day-9/talk#why-tides", hit.Address);
        Assert.Equal("moon", Assert.Single(hit.Snippet, part => part.IsMatch).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("' OR 1 = 1 --")]
    [InlineData("title:x NEAR(y")]
    [InlineData("*")]
    public void Search_takes_any_text(string query) => Assert.NotNull(_library.Search("day-9", query, Audience.Trainee));

    [Fact]
    public void A_second_day_needs_no_code()
    {
        _content
            .Save(
                "days/day-10/day.yaml",
                "id: day-10\nnumber: 10\ntitle: Ten\nstarts: \"10:00\"\nsessions:\n  - page: all\n    plan:\n      - page: work\n"
            )
            .Save("days/day-10/all.md", Page("all", "session", "All day", "x"))
            .Save("days/day-10/work.md", Page("work", "lab", "Work", "x", "minutes: 20"));

        Assert.Equal([], _library.Check());
        Assert.Equal(["day-9", "day-10"], _library.Days.Select(day => day.Id));
    }

    [Fact]
    public void Plain_markdown_without_front_matter_is_a_page_too()
    {
        _content
            .Save("days/day-9/Our Handbook.md", "# The handbook\n\nCall us.\n")
            .Save("days/day-9/reading.md", Page("reading", "resources", "Reading", "[Ours](<Our Handbook.md>)"));

        Assert.Equal([], _library.Check());
        Assert.Equal("The handbook", _library.Days.Single().FindPage("our-handbook")!.Title);
    }

    private string Html(string pageId) => _library.Render(_library.Days.Single().FindPage(pageId)!, Audience.Trainee).Html;

    private static string Page(string id, string kind, string title, string body, string more = "") =>
        more.Length == 0
            ? $"---\nid: {id}\nkind: {kind}\ntitle: \"{title}\"\n---\n{body}\n"
            : $"---\nid: {id}\nkind: {kind}\ntitle: \"{title}\"\n{more}\n---\n{body}\n";

    private sealed class OnlyQuiz : IPortalAddresses
    {
        public bool Exists(string path) => path == "/quiz";
    }
}
