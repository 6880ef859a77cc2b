using Bunit;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.Assessment;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment;
using IncidentTraining.Web.Features.Assessment.Results;
using IncidentTraining.Web.Features.Progress.Today;

namespace IncidentTraining.Tests.Web.Assessment;

/// <summary>The page about a run: nothing without work, and each conclusion with its evidence.</summary>
public sealed class ResultCardTests : PageTest
{
    [Fact]
    public void A_run_without_a_result_shows_no_part_and_says_why()
    {
        var card = Show(new RunAssessment(false, "This run has no result.", [], [], [], [], IsComplete: true));
        Assert.Contains("This run has no result.", card.Find("[data-testid=result-headline]").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll(".result-part"));
        Assert.Empty(card.FindAll(".badge"));
        Assert.DoesNotContain("points", card.Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Each_line_leads_to_its_second_in_the_replay()
    {
        var runId = Guid.CreateVersion7();
        var card = Show(
            new RunAssessment(
                true,
                "Resolved.",
                [new(ResultKind.Diagnosis, ResultMark.Good, "right", [new("A cause", "right", ResultMark.Good, TimeSpan.FromSeconds(95))])],
                [],
                [],
                [],
                true
            ),
            runId
        );
        Assert.Equal("Good", card.Find("[data-testid=result-Diagnosis]").GetAttribute("data-mark"));
        var link = card.Find("[data-testid=evidence]").GetAttribute("href")!;
        Assert.StartsWith($"/runs/{runId}/replay?", link, StringComparison.Ordinal);
        Assert.EndsWith("at=95", link, StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrected_part_shows_the_correction_with_its_reason_and_what_was_measured()
    {
        ResultPart part = new(ResultKind.Diagnosis, ResultMark.Bad, "wrong", [])
        {
            Corrections =
            [
                new(
                    ResultKind.Diagnosis,
                    ResultMark.Good,
                    "The answer means the same thing.",
                    "Ines",
                    new(2026, 3, 2, 9, 5, 0, DateTimeKind.Utc)
                ),
            ],
        };
        var card = Show(new RunAssessment(true, "Resolved.", [part], [], [], [], true));
        Assert.Equal("Good", card.Find("[data-testid=result-Diagnosis]").GetAttribute("data-mark"));
        Assert.Contains("measured: not met", card.Find("[data-testid=corrected]").TextContent, StringComparison.Ordinal);
        var shown = card.Find("[data-testid=corrections-of-Diagnosis]").TextContent;
        Assert.Contains("Measured: not met.", shown, StringComparison.Ordinal);
        Assert.Contains("Ines, 2 March, 09:05 UTC: met. “The answer means the same thing.”", shown, StringComparison.Ordinal);
        Assert.True(card.Find("[data-testid=result-Diagnosis]").HasAttribute("open"));
    }

    [Fact]
    public void Hints_are_listed_with_their_price()
    {
        var card = Show(
            new RunAssessment(
                true,
                "Resolved.",
                [],
                [new PricedHint(TimeSpan.FromMinutes(4), "Took a pointer (price 10).", 10)],
                [],
                [],
                true
            )
        );
        Assert.Contains("price 10", card.Find("[data-testid=hints-taken]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_an_older_version_says_that_measurements_are_missing()
    {
        Assert.Single(Show(new RunAssessment(true, "Resolved.", [], [], [], [], IsComplete: false)).FindAll("[data-testid=old-run]"));
        Assert.Empty(Show(new RunAssessment(true, "Resolved.", [], [], [], [], IsComplete: true)).FindAll("[data-testid=old-run]"));
    }

    [Fact]
    public void A_member_who_did_nothing_has_no_result_beside_a_crew_that_has_one()
    {
        var run = new MadeRun()
            .Severity(130, IncidentTraining.Core.Response.Severity.P1)
            .Record(new(MadeRun.Anna, "Anna", false, []), new(MadeRun.Ben, "Ben", false, []));
        var card = Render<CrewCard>(p =>
            p.Add(c => c.RunId, Guid.CreateVersion7())
                .Add(c => c.Result, new RunAssessment(true, "Resolved.", [], [], PersonRecord.Of(run), [], true))
        );
        Assert.Equal(["true", "false"], card.FindAll("[data-testid=person]").Select(row => row.GetAttribute("data-worked")));
        Assert.Contains("Ben", card.Find("[data-testid=person-no-result]").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_did_nothing_reads_first_that_the_result_is_that_of_the_others()
    {
        var people = PersonRecord.Of(Run(helper: false));

        Assert.Single(Own(people, MadeRun.Ben));
        Assert.Empty(Own(people, MadeRun.Anna));
        Assert.Empty(Own(people, Guid.CreateVersion7()));
        // A helper from the staff has no result to miss.
        Assert.Empty(Own(PersonRecord.Of(Run(helper: true)), MadeRun.Ben));

        IReadOnlyList<AngleSharp.Dom.IElement> Own(IReadOnlyList<PersonRecord> crew, Guid viewer) =>
            Render<ResultCard>(p =>
                    p.Add(c => c.RunId, Guid.CreateVersion7())
                        .Add(c => c.Viewer, viewer)
                        .Add(c => c.Result, new RunAssessment(true, "Resolved.", [], [], crew, [], true))
                )
                .FindAll("[data-testid=own-no-result]");

        static RunRecord Run(bool helper) =>
            new MadeRun()
                .Severity(130, IncidentTraining.Core.Response.Severity.P1)
                .Record(new(MadeRun.Anna, "Anna", false, []), new(MadeRun.Ben, "Ben", helper, []));
    }

    [Fact]
    public void A_hand_over_shows_each_point_with_its_mark_and_how_many_were_met()
    {
        var run = new MadeRun()
            .Chart(ChartNames.ErrorRate, _ => 5)
            .Say(600, "Customers get errors at the checkout. Ben, you are the commander now. We rolled the release back.")
            .Add(600, IncidentEventKind.RoleHandedOver, "Incident commander: Anna → Ben.", nameof(IncidentRole.Commander))
            .Add(900, IncidentEventKind.RoleHandedOver, "Scribe: Anna → Ben.", nameof(IncidentRole.Scribe));
        var overs = HandOver.Of(
            run.Record(new(MadeRun.Anna, "Anna", false, []), new(MadeRun.Ben, "Ben", false, Enum.GetValues<IncidentRole>()))
        );
        var card = Render<CrewCard>(p =>
            p.Add(c => c.RunId, Guid.CreateVersion7()).Add(c => c.Result, new RunAssessment(true, "", [], [], [], overs, true))
        );

        Assert.Equal(
            ["with a message: 2 of 4 points", "without a message"],
            card.FindAll("[data-testid=hand-over-said]").Select(said => said.TextContent)
        );
        Assert.Equal(
            ["Good", "Bad", "Bad", "Good"],
            card.FindAll("[data-testid=hand-over-point]").Take(4).Select(point => point.GetAttribute("data-mark"))
        );
        Assert.Contains(
            "What was tried not true: no action had been taken",
            card.FindAll("[data-testid=hand-over-point]")[1].TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal([ResultMark.Partly, ResultMark.Bad], overs.Select(over => over.Mark));
    }

    [Fact]
    public void Each_tick_opens_its_proof_and_attendance_stands_apart()
    {
        var card = Render<CriteriaCard>(p =>
            p.Add(c => c.Attended, 3)
                .Add(
                    c => c.Criteria,
                    [
                        new Criterion(
                            "Incidents",
                            1,
                            2,
                            "Work another one.",
                            "/labs",
                            [new CriterionProof("Lab 1: a small pool", "/runs/1/replay?at=5")]
                        ),
                    ]
                )
        );
        Assert.Equal("/runs/1/replay?at=5", card.Find("[data-testid=proof]").GetAttribute("href"));
        Assert.Contains("0 of 1 criteria met", card.Markup, StringComparison.Ordinal);
        Assert.Contains("3 ended runs", card.Find("[data-testid=attended]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<ResultCard> Show(RunAssessment result, Guid? runId = null) =>
        Render<ResultCard>(p => p.Add(c => c.Result, result).Add(c => c.RunId, runId ?? Guid.CreateVersion7()));
}
