using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>Drafted by any crew member, published by one, and compared with the truth.</summary>
[Trait("Speed", "slow")]
public sealed class CommunicationTests : IDisposable
{
    private readonly LabBench _bench = new();

    [Fact]
    public async Task A_draft_is_on_no_status_page_until_the_communications_lead_publishes_it()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.True((await first.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Null((await first.AcknowledgeAsync()).Refusal);
        Assert.Null((await second.DraftAsync("Buying is slow.")).Refusal);
        Assert.Empty((await StatusAsync(second)).Updates);
        Assert.Equal("Buying is slow.", Assert.Single((await first.ViewAsync()).Drafts).Text);
        Assert.Equal(RefusalKind.NotAllowed, (await second.PublishAsync(UpdateStage.Investigating, UpdateImpact.Slow)).Refusal!.Kind);
        Assert.Null((await first.PublishAsync(UpdateStage.Investigating, UpdateImpact.Slow, 10)).Refusal);
        var update = Assert.Single((await StatusAsync(second)).Updates);
        Assert.Equal((UpdateStage.Investigating, UpdateImpact.Slow), (update.Stage, update.Impact));
        Assert.Equal(update.At + TimeSpan.FromMinutes(10), update.NextBy);
        Assert.Empty((await first.ViewAsync()).Drafts);
    }

    [Fact]
    public async Task Of_two_who_save_the_same_draft_the_second_is_told_and_overwrites_nothing()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Null((await first.DraftAsync("One.")).Refusal);
        var refusal = (await second.DraftAsync("Two.")).Refusal!;
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains("Tariq", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("One.", Assert.Single((await first.ViewAsync()).Drafts).Text);
        Assert.Null((await second.DraftAsync("Both.", version: 1)).Refusal);
    }

    [Fact]
    public async Task What_was_claimed_is_judged_by_what_was_true_at_that_second()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(180));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.None, 5)).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.Null((await trainee.PublishAsync(UpdateStage.Resolved, UpdateImpact.Unstated)).Refusal);
        Assert.Null((await trainee.DeclareAsync((await _bench.CauseAsync(trainee.RunId)).Id)).Refusal);
        Assert.Null((await trainee.PublishAsync(UpdateStage.Identified, UpdateImpact.Unstated, 1)).Refusal);
        await trainee.RepairAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: false)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));
        Assert.Null((await trainee.VerifyAsync()).Refusal);
        Assert.Null((await trainee.PublishAsync(UpdateStage.Resolved, UpdateImpact.None)).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var score = (await trainee.AfterActionAsync()).Value.Communication!;
        Assert.Equal([true, false, true, true], score.Updates.Select(u => u.StageWasTrue));
        Assert.Equal([false, null, null, true], score.Updates.Select(u => u.ImpactWasTrue));
        Assert.True(score.Updates[0].TrueImpact >= UpdateImpact.Slow);
        // The words of all four state what people notice, even if the form omits it.
        Assert.Equal((2, 1, 4), (score.PromisesDue, score.PromisesKept, score.ImpactStated));
        Assert.True(score.FirstUpdate > TimeSpan.FromSeconds(30));
        Assert.True(score.CadenceKept);
    }

    [Theory]
    [InlineData(Severity.P0, 14, true)]
    [InlineData(Severity.P0, 16, false)]
    [InlineData(Severity.P2, 14, null)]
    [InlineData(Severity.P2, 16, false)]
    public async Task Where_most_requests_fail_a_silence_is_too_long_whatever_severity_was_set(Severity severity, int minutes, bool? kept)
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(severity)).Refusal);
        Assert.Null((await trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.Slow)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(minutes));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Equal(kept, (await trainee.AfterActionAsync()).Value.Communication!.CadenceKept);
    }

    [Theory]
    [InlineData(100, 0, UpdateImpact.None)]
    [InlineData(60, 0, UpdateImpact.Errors)]
    [InlineData(100, 3, UpdateImpact.Errors)]
    public void People_notice_failing_payments_and_hanging_orders_although_no_request_fails(
        double paymentSuccess,
        double stuckOrders,
        UpdateImpact noticed
    )
    {
        var charts = new ShopCharts(
            0,
            2,
            [
                Line(ChartNames.RequestRate, 20),
                Line(ChartNames.ErrorRate, 0),
                Line(ChartNames.LatencyP95, 200),
                Line(ChartNames.PaymentSuccess, paymentSuccess),
                Line(ChartNames.StuckOrders, stuckOrders),
            ]
        );
        var levels = _bench.Get<RunScenarios>().Find(LabBench.Lab5)!.ServiceLevels;
        Assert.Equal(noticed, NoticedImpact.At(TimeSpan.FromSeconds(2), charts).Words(levels));

        static ChartLine Line(string name, double value) => new(name, "", [value, double.NaN, value]);
    }

    private async Task<IncidentStatus> StatusAsync(Responder who) =>
        (await _bench.Get<ReadStatusPage>().RunAsync(who.Actor, who.RunId, TestContext.Current.CancellationToken)).Value;

    [Fact]
    public async Task The_clock_of_the_crew_runs_to_what_the_updates_words_promise_and_what_tells_nothing_does_not_set_it_back()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(180));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        var acknowledged = (await trainee.ViewAsync()).LastNewsAt;
        Assert.NotNull(acknowledged);

        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Null((await SayAsync("asdf")).Refusal);
        Assert.Equal((null, acknowledged), ((await trainee.ViewAsync()).NextUpdateBy, (await trainee.ViewAsync()).LastNewsAt));

        Assert.Null((await SayAsync("Buying is slow. We write again in 10 minutes.", 15)).Refusal);
        var told = await trainee.ViewAsync();
        Assert.Equal(told.LastNewsAt + TimeSpan.FromMinutes(10), told.NextUpdateBy);
        Assert.Equal(told.LastNewsAt + TimeSpan.FromMinutes(15), (await StatusAsync(trainee)).Updates.MaxBy(one => one.Number)!.NextBy);

        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Null((await SayAsync("on it")).Refusal);
        Assert.Equal(told.NextUpdateBy, (await trainee.ViewAsync()).NextUpdateBy);
        Assert.Null((await SayAsync("Buying is still slow for most people. We write again in 20 minutes.", 5)).Refusal);
        var later = await trainee.ViewAsync();
        Assert.Equal(later.LastNewsAt + TimeSpan.FromMinutes(5), later.NextUpdateBy);
        Assert.Null((await SayAsync("Buying is slow again; we found the setting that does it.")).Refusal);
        Assert.Null((await trainee.ViewAsync()).NextUpdateBy);

        Task<Outcome> SayAsync(string text, int? next = null) =>
            trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.Slow, next, text: text);
    }

    public void Dispose() => _bench.Dispose();
}
