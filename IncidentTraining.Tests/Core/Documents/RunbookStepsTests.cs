using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class RunbookStepsTests(Writing writing) : IClassFixture<Writing>
{
    private DocumentKind Runbook => writing.UseCase<DocumentKinds>().Find("runbook")!;

    [Fact]
    public void Each_form_of_a_step_is_read_and_comments_and_list_marks_are_passed_over()
    {
        var steps = RunbookSteps.Read(
            """
            # Is it this failure?
            1. check chart latency_p95 above 400
            - check health database is up within 5m
            do resize-pool connections=20

            if log "too many clients already" then do end-sessions client=analytics
            wait 90s
            note Tell the support lead: "we know"
            """
        );

        Assert.All(steps, step => Assert.Null(step.Problem));
        Assert.Equal([1, 2, 3, 4, 5, 6], steps.Select(step => step.Number));
        Assert.Equal(new RunbookStep(StepKind.Check, new ShopCondition("chart", "latency_p95", Above: 400)), steps[0].Step);
        Assert.Equal(
            new RunbookStep(StepKind.Check, new ShopCondition("health", "database", "up"), Time: TimeSpan.FromMinutes(5)),
            steps[1].Step
        );
        Assert.Equal("resize-pool connections=20", steps[2].Step!.Command!.ToString());
        Assert.Equal(
            (StepKind.If, "too many clients already", "end-sessions client=analytics"),
            (steps[3].Step!.Kind, steps[3].Step!.Condition!.Words, steps[3].Step!.Command!.ToString())
        );
        Assert.Equal(TimeSpan.FromSeconds(90), steps[4].Step!.Time);
        Assert.Equal("Tell the support lead: \"we know\"", steps[5].Step!.Words);
    }

    [Theory]
    [InlineData("restart everything", "Write one of")]
    [InlineData("check", "not a valid condition")]
    [InlineData("check chart latency_p95", "not a valid condition")]
    [InlineData("check chart latency_p95 above 400 within soon", "not a duration of up to 30 minutes")]
    [InlineData("wait 3h", "not a duration of up to 30 minutes")]
    [InlineData("wait 31m", "not a duration of up to 30 minutes")]
    [InlineData("do", "not a valid action")]
    [InlineData("do resize-pool 20", "not a valid action")]
    [InlineData("if chart pool_waiting above 0 resize-pool connections=20", "needs “then”")]
    [InlineData("if nothing then roll-back", "not a valid condition")]
    public void A_step_that_cannot_be_read_says_how_to_write_it(string line, string words)
    {
        var step = Assert.Single(RunbookSteps.Read(line));
        Assert.Null(step.Step);
        Assert.Contains(words, step.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("do restart-world", "There is no action “restart-world”")]
    [InlineData("do resize-pool", "needs connections")]
    [InlineData("do resize-pool connections=many", "whole number from 1 to 200")]
    [InlineData("do resize-pool size=20", "no argument “size”")]
    [InlineData("do switch-gateway route=nowhere", "There are primary, standby")]
    [InlineData("check chart p95 above 1", "There is no chart “p95”")]
    [InlineData("check alert sirens is firing", "There is no alert “sirens”")]
    [InlineData("check health database is happy", "There is no health state “happy”")]
    [InlineData("check network api-moon is ok", "There is no network route “api-moon”")]
    [InlineData("check statement read_minds above 60", "There is no statement “read_minds”")]
    [InlineData("check loop api-9 above 90", "There is no instance “api-9”")]
    public void A_step_that_the_shop_does_not_know_says_what_it_knows(string line, string words)
    {
        var step = Assert.Single(RunbookSteps.Read(line)).Step!;
        Assert.Contains(words, writing.UseCase<IShopWords>().ProblemWith(step), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_that_the_editor_offers_can_be_run()
    {
        var shop = writing.UseCase<IShopWords>();
        Assert.True(shop.Examples.Count > 30);
        Assert.All(shop.Examples, example =>
        {
            var written = Assert.Single(RunbookSteps.Read(example.Line));
            Assert.Null(written.Problem ?? shop.ProblemWith(written.Step!));
        });
    }

    [Fact]
    public void Every_step_that_a_lesson_shows_can_be_run()
    {
        var shop = writing.UseCase<IShopWords>();
        var shown = Directory
            .EnumerateFiles(Path.Combine(RealContent.Directory, "days"), "*.md", SearchOption.AllDirectories)
            .SelectMany(path => File.ReadAllText(path).Split("```steps\n").Skip(1))
            .SelectMany(block => RunbookSteps.Read(block.Split("```")[0]))
            .ToList();

        Assert.InRange(shown.Count, 5, int.MaxValue);
        Assert.All(shown, step => Assert.Null(step.Problem ?? shop.ProblemWith(step.Step!)));
    }

    [Fact]
    public void The_writer_is_told_of_words_that_cannot_be_run_and_of_a_missing_check_at_the_end()
    {
        Assert.Equal(
            ["step-words", "step-verified"],
            Find("check chart latency_p95 above 400\ndo restart-world").Select(finding => finding.CheckId)
        );
        Assert.Empty(Find("check chart latency_p95 above 400\ndo roll-back\ncheck chart latency_p95 below 400 within 5m"));
    }

    [Fact]
    public void More_steps_than_anybody_follows_are_refused()
    {
        var steps = RunbookSteps.Read(string.Join('\n', Enumerable.Repeat("wait 1s", RunbookSteps.Most + 1)));
        Assert.NotNull(steps[^1].Problem);
        Assert.Null(steps[^2].Problem);
    }

    [Fact]
    public void Steps_come_back_from_an_export_as_they_were()
    {
        var body = new DocumentBody(
            "R",
            new Dictionary<string, SectionBody>
            {
                ["steps"] = new("# Find out\ncheck alert any is firing\n\n## not a section\ndo roll-back"),
                ["escalation"] = new("Call Noor."),
            }
        ).Tidied();
        Assert.Equal(body.ToJson(), MarkdownReader.Read(Runbook, DocumentMarkdown.Write(Runbook, body)).ToJson());
    }

    private IReadOnlyList<Finding> Find(string steps) =>
        CheckCatalogue.Run(
            Runbook,
            new DocumentBody("R", new Dictionary<string, SectionBody> { ["steps"] = new(steps) }),
            new DateOnly(2026, 1, 1),
            [],
            writing.UseCase<IShopWords>()
        );
}
