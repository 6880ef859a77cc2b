using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The reference responder, who follows the evidence path of the cause.</summary>
[Trait("Speed", "slow")]
public class ReferenceTests
{
    const double Chance = 1.005;

    public static TheoryData<string, string, int> Causes => Played.Causes;

    [Theory, MemberData(nameof(Causes))]
    public void It_begins_with_the_page_resolves_the_incident_and_does_no_more_harm_than_the_par_times(
        string scenario,
        string cause,
        int place
    )
    {
        var played = Played.Of(scenario, cause, place);
        var reference = played.Reference;

        Assert.True(reference.PagedAt >= played.DoNothing.Truth.OnsetAt);
        Assert.Equal(played.DoNothing.Truth.DetectedAt, reference.PagedAt);
        var reading = played.Cause.EvidencePath!.Looks.Aggregate(TimeSpan.Zero, (sum, look) => sum + look.Reading);
        Assert.True(reference.ConcludedAt - reference.PagedAt >= reading);
        Assert.NotNull(reference.Course.Truth.ResolvedAt);
        Assert.All(reference.Course.Taken, taken => Assert.True(taken.Answer.Accepted, taken.Answer.Text));
        Assert.True(reference.Course.Cents <= AtParTimes(played).Cents);
    }

    [Fact]
    public void A_look_does_not_end_before_what_it_is_to_show_is_visible()
    {
        // The status page of the gateway lags minutes behind the truth.
        var cause = Labs.Cause("lab-2-payment-failure", "gateway-erring");
        var lagging = cause with
        {
            EvidencePath = cause.EvidencePath! with
            {
                Looks =
                [
                    new EvidenceLook(
                        ShopViews.Status,
                        TimeSpan.FromSeconds(10),
                        "degraded",
                        new Symptom(SymptomKind.Status, "paylane", "degraded", null, null, default)
                    ),
                ],
            },
        };
        var scenario = Labs.Scenario("lab-2-payment-failure") with { RootCauses = [lagging] };

        var reference = ReferenceResponder.Work(
            new Situation(scenario, 1, TimeSpan.FromMinutes(35)),
            [],
            TestContext.Current.CancellationToken
        )!;

        Assert.InRange(reference.ConcludedAt!.Value - scenario.BeginsAt(1), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void What_is_mitigated_first_is_done_at_its_time_beside_the_reading_and_only_once()
    {
        var played = Played.Of("lab-1-high-latency", "pool-too-small");
        var first = Assert.Single(played.Cause.EvidencePath!.First);
        var taken = Assert.Single(played.Reference.Course.Taken, one => one.Input.Action == "disable-experiment");

        Assert.Equal(TimeSpan.FromSeconds(60), first.At);
        Assert.Equal(played.Reference.PagedAt + first.At, taken.Input.At);
        Assert.True(taken.Input.At < played.Reference.ConcludedAt);
        Assert.Equal(played.Reference.Marks.Select(mark => mark.At).Order(), played.Reference.Marks.Select(mark => mark.At));
    }

    [Theory, MemberData(nameof(Causes))]
    public void What_is_mitigated_first_is_free_and_does_no_harm_whatever_the_cause(string scenario, string cause, int place)
    {
        var played = Played.Of(scenario, cause, place);
        var path = played.Cause.EvidencePath!;
        Assert.All(path.First, step => Assert.DoesNotContain(step.Action, Occupation.Risky));
        // The same for every cause: it is done before anything is known.
        Assert.All(played.Situation.Scenario.RootCauses, other =>
            Assert.Equal(
                path.First.Select(step => (step.At, step.Action)),
                other.EvidencePath!.First.Select(step => (step.At, step.Action))
            )
        );
        if (path.First.Count == 0)
            return;

        var later = played.Cause with
        {
            EvidencePath = path with
            {
                First = [],
                Repair =
                [
                    .. path.First.Select(step => step with { At = TimeSpan.Zero }),
                    .. path.Repair.Select(step => step with { At = step.At + TimeSpan.FromSeconds(5) }),
                ],
            },
        };
        var situation = played.Situation with { Scenario = played.Situation.Scenario with { RootCauses = [later] } };
        var (early, late) = (
            played.Reference.Course.Cents,
            ReferenceResponder.Work(situation, played.Given, TestContext.Current.CancellationToken)!.Course.Cents
        );
        // If the weakness alone does nearly all of the harm, chance decides which of the two is slightly better.
        Assert.True(early < late * Chance, $"{early} cents with the experiment off at once, {late} with it off at the end.");
    }

    [Fact]
    public void Without_an_evidence_path_there_is_no_reference_and_the_content_check_says_so()
    {
        var scenario = Labs.Scenario("lab-4-worker-failure");
        var bare = scenario with { RootCauses = [scenario.RootCauses[0] with { EvidencePath = null }] };

        Assert.Null(ReferenceResponder.Work(new Situation(bare, 1, TimeSpan.FromMinutes(5)), [], TestContext.Current.CancellationToken));
        Assert.Contains(ScenarioProof.Check(bare), flaw =>
            flaw.Sentence.Contains("has no evidence path", StringComparison.Ordinal) && flaw.Line == bare.RootCauses[0].Line
        );
    }

    [Theory]
    [InlineData("view: dashboard", "view: crystal-ball", "There is no view 'crystal-ball'")]
    [InlineData("reading: 45s", "reading: 4s", "The reading time is too short")]
    [InlineData("reading: 45s", "reading: 301s", "The reading time is too short")]
    [InlineData("action: disable-experiment, experiment: http-latency-500ms", "action: pray", "There is no action 'pray'")]
    [InlineData("action: resize-pool, connections: 20", "action: wish", "There is no action 'wish'")]
    [InlineData(
        "- { after: 60s, action: disable-experiment",
        "- { after: 70s, action: run-smoke-tests }\n        - { after: 60s, action: disable-experiment",
        "The times of 'first' do not rise"
    )]
    [InlineData("shows: { chart: latency_p95, above: 450 }", "shows: { chart: mood, above: 450 }", "There is no chart line 'mood'")]
    [InlineData("conclusion: \"The pool", "conclusions: \"The pool", "conclusion")]
    public void A_mistake_in_an_evidence_path_is_reported_with_its_line(string right, string wrong, string reason)
    {
        var text = Labs.Scenario("lab-1-high-latency").Source;
        var from = text.IndexOf("    evidence-path:", StringComparison.Ordinal);
        var at = text.IndexOf(right, from, StringComparison.Ordinal);
        var file = new ContentFile("scenarios/lab-1-high-latency.yaml", text[..at] + wrong + text[(at + right.Length)..]);

        ScenarioReader.Read(file);

        var first = text[..from].Count(letter => letter == '\n') + 1;
        Assert.Contains(file.Problems, problem =>
            problem.Reason.Contains(reason, StringComparison.Ordinal) && problem.Line >= first && problem.Line <= first + 16
        );
    }

    [Fact]
    public void The_comparison_never_calls_the_reference_better_when_the_run_did_less_harm()
    {
        var incident = new Incident(Guid.CreateVersion7());
        var played = Played.Of("lab-4-worker-failure", "locked-table");
        var less = Track(incident, played, played.Reference.Course.Harm with { DelayedOrders = 0, DelaySeconds = 0 });
        var same = Track(incident, played, played.Reference.Course.Harm);
        var more = Track(incident, played, played.DoNothing.Harm);

        // It was never acknowledged and no cause was declared, and yet customers suffered less.
        Assert.Null(less.Parting);
        Assert.Contains("did less harm than the reference", less.Text, StringComparison.Ordinal);
        Assert.Null(same.Parting);
        Assert.Contains("as much harm", same.Text, StringComparison.Ordinal);
        Assert.NotNull(more.Parting);
        Assert.Contains("more harm", more.Text, StringComparison.Ordinal);
    }

    static ReferenceTrack Track(Incident incident, Played played, CustomerHarm recorded) =>
        ReferenceTrack.Of(
            new RunAccount
            {
                Horizon = played.Situation.Horizon,
                DoNothing = played.DoNothing.Harm,
                Recorded = recorded,
                Reference = played.Reference,
            },
            incident,
            played.DoNothing.Truth,
            played.Cause,
            MadeRun.Clock
        )!;

    /// <summary>The expert run of the scenario's author, begun at the par times: what the reference responder replaces.</summary>
    static Course AtParTimes(Played played)
    {
        var par = played.Situation.Scenario.ParTimes;
        var from = played.Reference.PagedAt!.Value + par["acknowledge"] + par["investigate"] + par["mitigate"];
        var course = new CourseShop(played.Situation, played.Given, TestContext.Current.CancellationToken);
        foreach (var step in played.Cause.ExpertRun)
        {
            course.LiveTo(from + (step.At - played.Cause.ExpertRun[0].At));
            course.Take(
                step.Action,
                step.Arguments.ToDictionary(
                    pair => pair.Key,
                    pair => pair.Value == TimedStep.Suspect ? ExpertPlayer.Suspect(course.Shop) : pair.Value
                )
            );
        }

        course.LiveTo(played.Situation.Horizon);
        return course.End();
    }
}
