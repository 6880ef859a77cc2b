using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>Steps are completed by findings and by actions that helped, not by opening tabs and pressing buttons.</summary>
[Trait("Speed", "slow")]
public sealed class FindingTests : IDisposable
{
    private const string Lab2 = "lab-2-payment-failure";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new(seed: LabBench.SeedOf(Lab2, "gateway-erring"));

    [Fact]
    public async Task Opening_every_tab_does_no_step_that_asks_to_identify_check_or_review()
    {
        var trainee = await RunningAsync();
        foreach (var view in ShopViews.All)
        {
            Assert.Null((await trainee.LookAsync(view)).Refusal);
        }

        Assert.Empty(await DoneAsync(trainee));
    }

    [Fact]
    public async Task A_finding_with_evidence_from_after_the_onset_does_the_steps_about_its_view()
    {
        var trainee = await _bench.StartAsync(lab: Lab2);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Null((await trainee.PinAsync(PinKind.View, ShopViews.Payments)).Refusal);
        var early = Assert.Single((await trainee.ViewAsync()).Evidence);
        Assert.Equal(RefusalKind.Conflict, (await FindAsync(trainee, "Payments fail at the gateway.", early.Number)).Refusal!.Kind);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(3));
        Assert.Equal(RefusalKind.Conflict, (await FindAsync(trainee, "Payments fail at the gateway.", early.Number)).Refusal!.Kind);

        Assert.Null((await trainee.PinAsync(PinKind.View, ShopViews.Payments)).Refusal);
        var pin = (await trainee.ViewAsync()).Evidence[^1];
        Assert.StartsWith("Payments by ", pin.Text, StringComparison.Ordinal);
        Assert.Equal(RefusalKind.Invalid, (await FindAsync(trainee, "asdf", pin.Number)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await FindAsync(trainee, "Payments fail at the gateway.")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await FindAsync(trainee, "Payments fail at the gateway.", 1)).Refusal!.Kind);
        Assert.Null((await FindAsync(trainee, "Payments fail at the gateway.", pin.Number)).Refusal);

        Assert.Equal(["review-metrics", "pattern"], await DoneAsync(trainee));
        var view = await trainee.ViewAsync();
        Assert.Equal(pin.Number, Assert.Single(Assert.Single(view.Findings).Evidence).Number);
        Assert.Equal([true, false, true, false], view.Investigations.Select(check => check.DoneAt is not null));
    }

    [Fact]
    public async Task A_chart_belongs_to_the_view_of_its_line_and_a_log_line_to_the_logs()
    {
        var trainee = await RunningAsync();
        Assert.Null((await trainee.PinAsync(PinKind.Chart, ChartNames.PaymentSuccess)).Refusal);
        // Stored texts contain the time of day; the facts with them contain the run's time.
        var clock = (await trainee.ViewAsync()).ShopClock;
        var drawn = (await trainee.ViewAsync()).Evidence[^1];
        Assert.StartsWith(
            $"{ChartNames.PaymentSuccess} from {clock.Stretch(drawn.From, drawn.To)}: ",
            drawn.Text,
            StringComparison.Ordinal
        );
        var line = (
            await trainee.SeeAsync(shop => shop.Logs(new ShopLogQuery { MinimumLevel = ShopLogLevel.Warn, Limit = 200 }).Lines)
        )!.First(one => one.Message.StartsWith("payment failed", StringComparison.Ordinal));
        Assert.Null((await trainee.PinAsync(PinKind.Log, $"{line.Sequence}")).Refusal);
        var pins = (await trainee.ViewAsync()).Evidence;
        Assert.Equal([ShopViews.Dashboard, ShopViews.Payments], pins[0].Views);
        Assert.Contains(line.Message[..20], pins[1].Text, StringComparison.Ordinal);
        Assert.Null((await FindAsync(trainee, "The log names the gateway every time.", pins[1].Number)).Refusal);
        Assert.Equal(["review-logs"], await DoneAsync(trainee));
    }

    [Fact]
    public async Task A_wrong_repair_does_no_step_and_the_right_one_does_when_the_service_levels_have_held()
    {
        var trainee = await RunningAsync();
        Assert.True(
            (await trainee.ActAsync("set-gateway-timeout", ("milliseconds", "1000"))).Succeeded
                || (await trainee.ActAsync("roll-back")).Succeeded
        );
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.DoesNotContain("mitigate", await DoneAsync(trainee));
        await trainee.RepairAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("mitigate", await DoneAsync(trainee));
        await _bench.LiveAsync(TimeSpan.FromMinutes(5));
        Assert.True((await trainee.TypeAsync("Payments look better to me now.")).Succeeded);
        Assert.Contains("mitigate", await DoneAsync(trainee));
    }

    [Fact]
    public async Task What_the_shop_does_not_show_cannot_be_pinned()
    {
        var trainee = await RunningAsync();
        foreach (
            var (kind, reference) in ((PinKind, string)[])
                [
                    (PinKind.Chart, "no_such_line"),
                    (PinKind.Log, "-1000000"),
                    (PinKind.Log, long.MinValue.ToString(CultureInfo.InvariantCulture)),
                    (PinKind.Log, "x"),
                    (PinKind.Trace, "0000"),
                    (PinKind.Health, "/api/health/other"),
                    (PinKind.Change, "release-2026-11-2"),
                    (PinKind.View, "dashboard"),
                    (PinKind.View, new string('x', 300)),
                ]
        )
        {
            Assert.Equal(RefusalKind.NotFound, (await trainee.PinAsync(kind, reference)).Refusal?.Kind);
        }

        Assert.Equal(
            RefusalKind.NotFound,
            (await trainee.PinAsync(PinKind.Change, (await trainee.SeeAsync(shop => shop.Changes()))![0].Id, 999)).Refusal!.Kind
        );
        Assert.Empty((await trainee.ViewAsync()).Evidence);
    }

    [Fact]
    public async Task What_was_there_before_the_run_can_be_pinned_and_shows_no_trouble_of_the_run()
    {
        var trainee = await _bench.StartAsync(lab: Lab2);
        var error = (
            await trainee.SeeAsync(shop =>
                shop.Logs(
                    new ShopLogQuery
                    {
                        WithPast = true,
                        After = -50_000,
                        Before = 1,
                        MinimumLevel = ShopLogLevel.Error,
                    }
                )
            )
        )!.Lines[^1];
        var trace = (
            await trainee.SeeAsync(shop =>
                shop.Traces(
                    new TraceQuery
                    {
                        WithPast = true,
                        To = TimeSpan.Zero,
                        MinimumMilliseconds = 400,
                    }
                )
            )
        )!.Traces[0];
        Assert.True((await trainee.PinAsync(PinKind.Log, error.Sequence.ToString(CultureInfo.InvariantCulture))).Succeeded);
        Assert.True((await trainee.PinAsync(PinKind.Trace, trace.Id)).Succeeded);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(4));
        Assert.True((await trainee.PinAsync(PinKind.Chart, ChartNames.RequestRate, from: -1800, to: -60)).Succeeded);
        Assert.True((await trainee.PinAsync(PinKind.Chart, ChartNames.PaymentSuccess, from: -1800)).Succeeded);

        var evidence = (await trainee.ViewAsync()).Evidence;

        Assert.Equal([error.At, trace.At, TimeSpan.FromMinutes(-30), TimeSpan.FromMinutes(-30)], evidence.Select(one => one.From));
        Assert.Equal(TimeSpan.FromMinutes(-1), evidence[2].To);
    }

    [Fact]
    public async Task Steps_and_response_steps_are_one_list_in_which_nothing_stands_twice()
    {
        var trainee = await RunningAsync();
        var steps = (await trainee.ViewAsync()).Steps;
        Assert.Equal(
            [
                "review-metrics",
                "pattern",
                "check-code",
                "review-logs",
                "mitigate",
                "verify",
                "Acknowledge",
                "AssessSeverity",
                "InvestigateRootCause",
                "CommunicateStatus",
            ],
            steps.Select(step => step.Id)
        );
        Assert.Equal(
            ["review-metrics", "pattern", "check-code", "review-logs"],
            steps.Where(step => step.NeedsFinding).Select(step => step.Id)
        );
    }

    private Task<Outcome> FindAsync(Responder responder, string text, params int[] evidence) =>
        _bench.Get<StateFinding>().RunAsync(responder.Actor, new(responder.RunId, text, evidence), Ct);

    private static async Task<IEnumerable<string>> DoneAsync(Responder responder) =>
        (await responder.ViewAsync()).Steps.Where(step => step.DoneAt is not null).Select(step => step.Id);

    private async Task<Responder> RunningAsync()
    {
        var trainee = await _bench.StartAsync(lab: Lab2);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(4));
        return trainee;
    }

    public void Dispose() => _bench.Dispose();
}
