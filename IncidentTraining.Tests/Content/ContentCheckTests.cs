using System.Text.Json;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Tests.Content;

[Trait("Speed", "slow")]
public sealed class ContentCheckTests : IDisposable
{
    private readonly TemporaryContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task The_repositorys_own_content_passes_the_check_of_every_room()
    {
        var (exit, output, _) = await CheckAsync(RealContent.Directory);

        Assert.EndsWith("The content has no problems.", output.Trim(), StringComparison.Ordinal);
        // A table for each lab and each scenario of the pager; the introduction has a single cause, and nothing to distinguish.
        Assert.Equal(
            Directory.GetFiles(Path.Combine(RealContent.Directory, "scenarios"), "*.yaml").Length - 1,
            output.Split("pairs of causes that a view tells apart").Length - 1
        );
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task The_folder_is_an_argument_and_one_without_days_is_refused()
    {
        var (exit, output, error) = await CheckAsync(_content.Folder.Directory);

        Assert.Equal(78, exit);
        Assert.Empty(output);
        Assert.StartsWith($"{_content.Folder.Directory} contains no training day.", error);
    }

    [Fact]
    public async Task It_writes_nothing()
    {
        SaveDay();
        var before = Directory.GetFileSystemEntries(_content.Folder.Directory, "*", SearchOption.AllDirectories).Order().ToList();
        var beside = Directory.GetFileSystemEntries(AppContext.BaseDirectory).Order().ToList();

        await CheckAsync(_content.Folder.Directory);

        Assert.Equal(before, Directory.GetFileSystemEntries(_content.Folder.Directory, "*", SearchOption.AllDirectories).Order());
        Assert.Equal(beside, Directory.GetFileSystemEntries(AppContext.BaseDirectory).Order());
        Assert.False(Directory.Exists(Path.Combine(Path.GetTempPath(), "incident-training-without-data")));
    }

    public static TheoryData<string, string, string, string, int, string> Misses =>
        new()
        {
            { "quizzes/q.yaml", "QUIZ", "day: dns", "day: dsn", 2, "There is no training day 'dsn', so no class gets this quiz" },
            { "quizzes/q.yml", "QUIZ", "day: dns", "day: dsn", 2, "There is no training day 'dsn', so no class gets this quiz" },
            {
                "quizzes/q.yaml",
                "QUIZ",
                "kind: short\n    text: Why?\n    points: 1\n    topic: dns\n    feedback: So.\n    model: So.\n    marks: [So]",
                "kind: matching\n    text: Why?\n    points: 1\n    topic: dns\n    feedback: So.\n    pairs: [{left: A, right: B}, {left: C, right: D}]",
                13,
                "Every right side of 'a' is used, so the last pair can be guessed by elimination"
            },
            {
                "days/dns/lab.md",
                "LAB",
                "minutes: 30",
                "minutes: 30\nscenario: gone",
                6,
                "There is no scenario 'gone', so the page has no live incident"
            },
            {
                "days/dns/lab.md",
                "LAB",
                "minutes: 30",
                "minutes: 30\ndocument: gone",
                6,
                "There is no kind of document 'gone', so no document can be created from the page"
            },
            {
                "days/dns/other.md",
                "LAB",
                "id: lab",
                "id: other",
                2,
                "The lab 'other' is not in the plan of any session, so it can be read but not started"
            },
            {
                "days/dns/lab.md",
                "LAB",
                "Text.",
                "::: check Why?\nBecause.",
                7,
                "The container '::: check' that starts here is not closed"
            },
            { "days/dns/lab.md", "LAB", "Text.", "<div>", 7, "The lesson contains raw HTML, '<div>'" },
            {
                "days/dns/other.md",
                "LAB",
                "id: lab\nkind: lab",
                "id: other\nkind: concept",
                2,
                "The page 'other' is not in the plan, and no planned page links to it"
            },
            {
                "days/dns/day.yaml",
                "DAY",
                "starts:",
                "on-call:\n  scenarios: [gone]\nstarts:",
                5,
                "There is no scenario 'gone' for people on call"
            },
            { "drills/d.yaml", "DRILL", "page: lab\n", "page: bal\n", 2, "This drill belongs to the page 'bal', which does not exist" },
            {
                "document-kinds/k.yaml",
                "KIND",
                "serves: [lab]",
                "serves: [bal]",
                5,
                "This kind of document serves the page 'bal', which does not exist"
            },
            { "document-kinds/k.yaml", "KIND", "rubric: k", "rubric: gone", 4, "The rubric 'gone' does not exist" },
            // A consequence of a mistake in another file, or on another line, is not reported separately.
            { "days/dns/day.yaml", "DAY", "starts:", "strats:", 4, "The key 'strats' is unknown here, and 'starts' is missing" },
            { "days/dns/day.yaml", "DAY", "- page: lab", "- page: bal", 8, "There is no page with the id 'bal'" },
            { "days/dns/day.yaml", "DAY", "- page: morning", "- page: evening", 6, "There is no page with the id 'evening'" },
            { "days/dns/morning.md", "MORNING", "kind: session", "kind: sesion", 3, "'kind' is 'sesion'" },
            { "days/dns/lab.md", "LAB", Lab, "", 8, "The page 'lab' is in the plan of a session but has no length" },
            { "quizzes/q.yaml", "QUIZ", "kind: short", "knid: short", 8, "The key 'knid' is unknown here, and 'kind' is missing" },
            { "quizzes/q.yaml", "QUIZ", "kind: short", "kind: shrot", 8, "'kind' is 'shrot'" },
            { "rubrics/k.yaml", "RUBRIC", "points: 10", "pionts: 10", 9, "The key 'pionts' is unknown here, and 'points' is missing" },
        };

    [Theory]
    [MemberData(nameof(Misses))]
    public async Task Each_of_these_mistakes_is_one_message_at_its_line(
        string file,
        string text,
        string was,
        string becomes,
        int line,
        string reason
    )
    {
        SaveDay();
        Assert.Equal("The content has no problems.", (await CheckAsync(_content.Folder.Directory)).Output.Trim());
        if (text == "DRILL")
        {
            _content.Save("drills/d.yaml", Drill);
        }

        var good = text switch
        {
            "DRILL" => Drill,
            "QUIZ" => Quiz,
            "LAB" => Lab,
            "DAY" => Day,
            "MORNING" => Morning,
            "RUBRIC" => Rubric,
            _ => Kind,
        };

        _content.Save(file, good.Replace(was, becomes, StringComparison.Ordinal));
        if (file == "quizzes/q.yml")
        {
            _content.Remove("quizzes/q.yaml");
        }

        var (exit, output, _) = await CheckAsync(_content.Folder.Directory);
        var lines = output.Trim().Split('\n');
        Assert.Equal(1, exit);
        // An empty page does not show its purpose; the plan that needs it does.
        Assert.StartsWith($"{(becomes.Length == 0 ? "days/dns/day.yaml" : file)}:{line} {reason} — ", lines[0]);
        Assert.Equal("The content has 1 problem.", lines[^1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task A_briefing_that_names_the_cause_and_a_run_that_proves_nothing_are_reported_where_they_stand()
    {
        SaveDay();
        var scenario = await File.ReadAllTextAsync(
            Path.Combine(RealContent.Directory, "scenarios/lab-1-high-latency.yaml"),
            TestContext.Current.CancellationToken
        );
        var lines = scenario.ReplaceLineEndings("\n").Split('\n').ToList();
        var briefing = lines.FindIndex(line => line.StartsWith("briefing:", StringComparison.Ordinal));
        var title = lines
            .First(line => line.StartsWith("    title: ", StringComparison.Ordinal) && lines.IndexOf(line) > lines.IndexOf("root-causes:"))[
                "    title: ".Length..
            ]
            .Trim('"');
        var symptom = lines.FindIndex(lines.IndexOf("root-causes:"), line =>
            line.Contains("- { chart: ", StringComparison.Ordinal) || line.Contains("- { log: ", StringComparison.Ordinal)
        );
        lines[symptom] = "      - { log: words that no program writes, by: 2m }";
        lines[briefing + 1] += $" {title.ToUpperInvariant()}.";
        _content
            .Save("scenarios/lab-1-high-latency.yaml", string.Join('\n', lines))
            .Save("days/dns/lab.md", Lab.Replace("minutes: 30", "minutes: 30\nscenario: lab-1-high-latency", StringComparison.Ordinal));

        var output = (await CheckAsync(_content.Folder.Directory)).Output;

        Assert.Contains($"scenarios/lab-1-high-latency.yaml:{briefing + 1} The text gives away the root cause", output);
        Assert.Contains(
            $"scenarios/lab-1-high-latency.yaml:{symptom + 1} In 'pool-too-small' a log line with 'words that no program writes' does not show",
            output
        );
        Assert.Contains("The content has 2 problems.", output);
    }

    [Fact]
    public async Task Ci_reads_the_same_as_json()
    {
        SaveDay();
        _content.Save("days/dns/lab.md", Lab.Replace("Text.", "![](gone.png)", StringComparison.Ordinal)).Save("quizzes/q.yaml", "id: [");
        var output = new StringWriter();

        var exit = await new ContentCheckCommand(_content.Folder.Directory, ContentCheckFormat.Json).RunAsync(output, TextWriter.Null);

        var report = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(1, exit);
        Assert.Equal(_content.Folder.Directory, report.GetProperty("content").GetString());
        Assert.Equal((1, 2), (report.GetProperty("errors").GetInt32(), report.GetProperty("warnings").GetInt32()));
        var last = report.GetProperty("problems")[2];
        Assert.Equal(
            ("quizzes/q.yaml", 1, "error"),
            (last.GetProperty("file").GetString(), last.GetProperty("line").GetInt32(), last.GetProperty("severity").GetString())
        );
        Assert.NotEqual("", last.GetProperty("reason").GetString());
        Assert.NotEqual("", last.GetProperty("cure").GetString());
    }

    private const string Lab = "---\nid: lab\nkind: lab\ntitle: Lab\nminutes: 30\n---\nText.\n";

    private const string Day =
        "id: dns\nnumber: 2\ntitle: \"Day 2: DNS\"\nstarts: \"09:00\"\nsessions:\n  - page: morning\n    plan:\n      - page: lab\n";

    private const string Morning = "---\nid: morning\nkind: session\ntitle: Morning\n---\nSee [your classes](/).\n";

    private const string Rubric =
        "id: k\ntitle: K\ncriteria:\n  - id: a\n    title: A\n    weight: 10\n    levels:\n      - {points: 0, title: none, text: x}\n      - {points: 10, title: all, text: x}\n";

    private const string Drill =
        "id: d\npage: lab\ntitle: Drill\nminutes: 10\nbrief: Write.\npeople:\n"
        + "  - { id: a, name: A, called: [A], audience: support, answers-after: 10s, unknown: No. }\n  - { id: b, name: B, called: [B], audience: management, answers-after: 10s, unknown: No. }\n"
        + "  - { id: c, name: C, called: [C], audience: partners, answers-after: 10s, unknown: No. }\nfacts:\n  - { id: f, from: A, severity: p1, impact: errors, stage: investigating, text: Broken. }\n";

    private const string Quiz =
        "id: q\nday: dns\ntitle: Quiz\nminutes: 5\npass: 50\nquestions:\n  - id: a\n    kind: short\n    text: Why?\n    points: 1\n    topic: dns\n    feedback: So.\n    model: So.\n    marks: [So]\n";

    private const string Kind =
        "id: k\ntitle: Kind\nsummary: x\nrubric: k\nserves: [lab]\nsections:\n  - id: a\n    title: A\n    guidance: x\n    kind: markdown\n";

    private void SaveDay() =>
        _content
            .Save("days/dns/day.yaml", Day)
            .Save("days/dns/morning.md", Morning)
            .Save("days/dns/lab.md", Lab)
            .Save("quizzes/q.yaml", Quiz)
            .Save("document-kinds/k.yaml", Kind)
            .Save("rubrics/k.yaml", Rubric);

    private static async Task<(int Exit, string Output, string Error)> CheckAsync(string folder)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await new ContentCheckCommand(folder, ContentCheckFormat.Text).RunAsync(output, error);
        return (exit, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }
}
