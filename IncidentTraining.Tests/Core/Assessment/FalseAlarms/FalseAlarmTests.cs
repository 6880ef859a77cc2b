using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// On-call runs through the real use cases as four people would play them, on shops in which no customer is harmed and on one in which many
/// are.
/// </summary>
[Trait("Speed", "slow")]
public sealed class FalseAlarmTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string, PinKind, string> Evidence =>
        new()
        {
            { "report-jobs", PinKind.View, ShopViews.Queue },
            { "passed-outage", PinKind.View, ShopViews.Payments },
            { "covers-elsewhere", PinKind.Chart, "latency_p95" },
        };

    [Theory, MemberData(nameof(Evidence))]
    public async Task The_diligent_look_say_so_answer_and_close_and_it_counts_as_an_incident_once(
        string cause,
        PinKind kind,
        string reference
    )
    {
        using var bench = new OnCallBench(cause);
        var trainee = await DiligentAsync(bench, kind, reference);
        Assert.True(await bench.Bench.Get<AccountQueue>().WorkAsync(Ct));

        var after = (await trainee.AfterActionAsync()).Value;
        var result = after.Result!;
        Assert.True(result.HasResult);
        Assert.StartsWith("There was no incident, and the crew said so with evidence at ", result.Headline, StringComparison.Ordinal);
        Assert.Contains("It was closed at", result.Headline, StringComparison.Ordinal);
        Assert.Equal(
            [.. Enum.GetValues<ResultKind>().Select(part => (part, ResultMark.Good))],
            result.Parts.Select(part => (part.Kind, part.Mark))
        );
        Assert.True(after.CauseWasRight);
        Assert.DoesNotContain(result.Part(ResultKind.Response)!.Lines, line =>
            line.Title.Contains("mitigate", StringComparison.Ordinal) || line.Title.Contains("detect", StringComparison.Ordinal)
        );

        var account = (await bench.Bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value;
        Assert.Equal((null, null), (account.Account!.Outcome, account.Account.Reference));
        Assert.StartsWith(
            "There was no incident, so there was no harm to prevent",
            account.Account.WithoutOutcome,
            StringComparison.Ordinal
        );
        Assert.Empty(account.Account.Lines);

        Assert.Equal([1, 0], (await ProgressAsync(bench, trainee)).Criteria.Take(2).Select(criterion => criterion.Done));
        await DiligentAsync(bench, kind, reference);
        Assert.Single((await ProgressAsync(bench, trainee)).Criteria[0].Proofs);
    }

    [Fact]
    public async Task The_lazy_have_no_result()
    {
        using var bench = new OnCallBench("report-jobs");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(10));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var result = (await trainee.AfterActionAsync()).Value.Result!;
        Assert.False(result.HasResult);
        Assert.Empty(result.Parts);
        Assert.Contains("no result", result.Headline, StringComparison.Ordinal);
        var progress = await ProgressAsync(bench, trainee);
        Assert.All(progress.Criteria, criterion => Assert.Equal(0, criterion.Done));
        Assert.Equal(1, progress.Attended);
    }

    [Fact]
    public async Task The_wrong_who_declare_a_fault_and_restart_things_are_told_each_needless_risk_and_have_no_credit()
    {
        using var bench = new OnCallBench("report-jobs");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P0)).Refusal);
        Assert.Null(
            (await trainee.DeclareAsync([new(FaultPlace.Workers, FaultMode.Crash, FaultOrigin.Nothing)], "The workers are stuck.")).Refusal
        );
        Assert.Null((await trainee.ActAsync("restart-worker", ("worker", "all"))).Refusal);
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.ActAsync("restart-redis")).Refusal);
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(5));
        Assert.Contains("Paid orders wait", (await trainee.VerifyAsync()).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.True(await bench.Bench.Get<AccountQueue>().WorkAsync(Ct));

        var after = (await trainee.AfterActionAsync()).Value;
        var result = after.Result!;
        // The restart of Redis lost the jobs of orders that had been paid: harm that doing nothing would not have done.
        Assert.Contains("because of the crew's actions", result.Headline, StringComparison.Ordinal);
        Assert.Contains(result.Part(ResultKind.Safety)!.Lines, line =>
            line.Title == "Action" && line.Text.StartsWith("Redis is being restarted. Without it", StringComparison.Ordinal)
        );
        Assert.StartsWith("There was no incident, but a fault was declared.", result.Headline, StringComparison.Ordinal);
        Assert.False(after.CauseWasRight);
        Assert.Equal(
            [ResultMark.Bad, ResultMark.Bad, ResultMark.Bad],
            [result.Part(ResultKind.Diagnosis)!.Mark, result.Part(ResultKind.Severity)!.Mark, result.Part(ResultKind.Safety)!.Mark]
        );
        Assert.Equal(2, result.Part(ResultKind.Safety)!.Lines.Count(line => line is { Title: "Needless risk", Mark: ResultMark.Bad }));
        Assert.Contains(result.Part(ResultKind.Response)!.Lines, line => line is { Title: "Closed as no incident", Mark: ResultMark.Bad });
        var account = (await bench.Bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value.Account!;
        Assert.Equal((2, null), (account.Lines.Count, account.Outcome));
        Assert.True(account.Saved.Cents < 0);
        Assert.All((await ProgressAsync(bench, trainee)).Criteria, criterion => Assert.Equal(0, criterion.Done));
    }

    [Theory]
    [InlineData(PinKind.View, ShopViews.Alerts, false)]
    [InlineData(PinKind.View, ShopViews.Flags, false)]
    [InlineData(PinKind.View, ShopViews.Payments, true)]
    public async Task The_cheat_who_always_says_no_incident_needs_evidence_from_a_view_that_shows_it(
        PinKind kind,
        string reference,
        bool isShown
    )
    {
        using var bench = new OnCallBench("passed-outage");
        var trainee = await CheatAsync(bench, kind, reference);

        var after = (await trainee.AfterActionAsync()).Value;
        Assert.Equal(isShown, after.CauseWasRight);
        Assert.Equal(isShown ? ResultMark.Good : ResultMark.Bad, after.Result!.Part(ResultKind.Diagnosis)!.Mark);
        Assert.Contains(isShown ? "said so with evidence" : "no pinned evidence shows it", after.Result.Headline, StringComparison.Ordinal);
        Assert.Equal(isShown ? 1 : 0, (await ProgressAsync(bench, trainee)).Criteria[0].Done);
        await using var db = await bench.Bench.Portal.OpenDatabaseAsync();
        Assert.Equal(isShown, db.Set<RunResult>().Single(row => row.RunId == trainee.RunId).CauseWasRight);
    }

    [Fact]
    public async Task Evidence_from_before_the_page_shows_nothing()
    {
        using var bench = new OnCallBench("passed-outage");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        var paged = (await bench.Bench.EventsAsync(trainee.RunId))
            .Single(e => e.Kind == IncidentTraining.Core.Runs.IncidentEventKind.Paged)
            .At;
        foreach (var (until, isShown) in new[] { (-1, false), (0, true) })
        {
            Assert.Null(
                (
                    await trainee.PinAsync(PinKind.Chart, "payment_success", from: 60, to: (int)Math.Ceiling(paged.TotalSeconds) + until)
                ).Refusal
            );
            var pins = (await trainee.ViewAsync()).Evidence;
            Assert.Equal(
                isShown,
                FalseAlarm.IsShown(Cause("passed-outage"), paged, [.. (await trainee.ViewAsync()).Timeline, Declared(pins[^1].Number)])
            );
        }
    }

    [Fact]
    public async Task The_cheat_who_always_says_no_incident_misses_a_real_one_and_the_headline_says_so_first()
    {
        using var bench = new OnCallBench("gateway-erring");
        var trainee = await CheatAsync(bench, PinKind.View, ShopViews.Payments);

        var after = (await trainee.AfterActionAsync()).Value;
        Assert.False(after.CauseWasRight);
        Assert.Matches(
            "^There was an incident, and it was declared to be none at [0-9:]+ UTC and closed. Never resolved: ",
            after.Result!.Headline
        );
        Assert.Equal(
            (ResultMark.Bad, "no incident was declared, but there was one"),
            (after.Result.Part(ResultKind.Diagnosis)!.Mark, after.Result.Part(ResultKind.Diagnosis)!.Summary)
        );
        Assert.Equal(0, (await ProgressAsync(bench, trainee)).Criteria[0].Done);
    }

    [Theory]
    [InlineData(9.9, ResultMark.Good)]
    [InlineData(10.2, ResultMark.Bad)]
    public async Task Who_asked_before_the_page_can_expect_an_answer_from_the_page_on(double minutes, ResultMark mark)
    {
        using var bench = new OnCallBench("gateway-hiccup", scenario: "on-call-weekend");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        var log = await bench.Bench.EventsAsync(trainee.RunId);
        var paged = log.Single(e => e.Kind == IncidentTraining.Core.Runs.IncidentEventKind.Paged).At;
        Assert.True(paged - log.Single(e => e.Subject == "support-asks").At > TimeSpan.FromMinutes(1));
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(20));
        // The manager misses a word of the people on call from the page on, not from a sign that they could not see.
        Assert.Equal(minutes > 10, (await trainee.ViewAsync()).Timeline.Any(e => e.Subject == "silence"));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3)).Refusal);
        Assert.True((await trainee.TypeAsync("It is a false alarm: customers notice nothing.")).Succeeded);
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var result = (await trainee.AfterActionAsync()).Value.Result!;
        var support = result.Part(ResultKind.Communication)!.Lines.Single(line => line.Title.StartsWith("Noor", StringComparison.Ordinal));
        Assert.Equal(mark, support.Mark);
        Assert.Matches("^asked at [0-9:]+ UTC, before the page, and was answered (9|10) min [0-9]+ s after it$", support.Text);
        Assert.Equal(mark, result.Part(ResultKind.Response)!.Lines.Single(line => line.Title == "First message to those who asked").Mark);
    }

    private static async Task<Responder> DiligentAsync(OnCallBench bench, PinKind kind, string reference)
    {
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        await bench.Bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3)).Refusal);
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(4));
        Assert.True((await trainee.TypeAsync("It is a false alarm: customers notice nothing.")).Succeeded);
        Assert.Null((await bench.DismissAsync(trainee, kind, reference)).Refusal);
        Assert.Null((await bench.CloseAsync(trainee)).Refusal);
        Assert.Null((await trainee.SummariseAsync("The alert is too easily alarmed.")).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        return trainee;
    }

    private static async Task<Responder> CheatAsync(OnCallBench bench, PinKind kind, string reference)
    {
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(5));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3)).Refusal);
        Assert.Null((await bench.DismissAsync(trainee, kind, reference)).Refusal);
        Assert.Null((await bench.CloseAsync(trainee)).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        return trainee;
    }

    private static RootCause Cause(string id) => Tests.Core.PracticeShop.Scenarios.Labs.Cause(OnCallBench.Scenario, id);

    private static IncidentTraining.Core.Runs.TimelineEntry Declared(int evidence) =>
        new(
            1_000_000,
            TimeSpan.FromHours(1),
            default,
            IncidentTraining.Core.Runs.IncidentEventKind.CauseDeclared,
            "",
            "",
            "",
            null,
            IncidentTraining.Core.Runs.EventDetails.Write(new DeclaredDiagnosis.Facts(FaultClaim.Format([]), "None.", [evidence]))
        );

    private static async Task<TraineeProgress> ProgressAsync(OnCallBench bench, Responder trainee) =>
        (await bench.Bench.Get<MyProgress>().RunAsync(trainee.Actor, await bench.Bench.Portal.CohortIdAsync(), Ct)).Value;
}
