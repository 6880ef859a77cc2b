using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>
/// A healthy shop and an incident with the same page respond in the same way to every attempt to find out from the portal which one it is.
/// </summary>
[Trait("Speed", "slow")]
public sealed class FalseAlarmSecretsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("report-jobs", "mail-silent")]
    [InlineData("passed-outage", "gateway-erring")]
    [InlineData("covers-elsewhere", "policy-cuts-mail")]
    public async Task Nothing_that_the_portal_answers_tells_a_false_alarm_from_an_incident(string healthy, string incident) =>
        Assert.Equal(await AnswersAsync(healthy), await AnswersAsync(incident));

    [Fact]
    public async Task A_needless_repair_of_a_healthy_shop_is_verified_after_the_hold_time_as_one_that_helped()
    {
        using var bench = new OnCallBench("covers-elsewhere");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P2)).Refusal);
        Assert.Null((await trainee.ActAsync("restart-instance", ("instance", "api-1"))).Refusal);
        Assert.True((await trainee.ViewAsync()).ShowsRecovery);
        await bench.Bench.LiveAsync(TimeSpan.FromSeconds(100));
        Assert.Contains("must keep holding for 120 seconds", (await trainee.VerifyAsync()).Refusal!.Message, StringComparison.Ordinal);
        Assert.False((await trainee.SeeAsync(shop => shop.Recovery()))!.Resolved);
        await bench.Bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SeeAsync(shop => shop.Recovery()))!.Resolved);
        Assert.Null((await trainee.VerifyAsync()).Refusal);
        Assert.Equal(IncidentPhase.Resolution, (await trainee.ViewAsync()).Phase);
    }

    [Fact]
    public async Task What_was_closed_as_no_incident_is_open_again_when_a_fault_is_declared()
    {
        using var bench = new OnCallBench("gateway-erring");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3)).Refusal);
        Assert.Contains("First declare", (await bench.CloseAsync(trainee)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null((await bench.DismissAsync(trainee, PinKind.View, ShopViews.Payments)).Refusal);
        Assert.Null((await bench.CloseAsync(trainee)).Refusal);
        Assert.Contains("already closed", (await bench.CloseAsync(trainee)).Refusal!.Message, StringComparison.Ordinal);
        var closed = await trainee.ViewAsync();
        Assert.Equal((IncidentPhase.Resolution, true), (closed.Phase, closed.IsClosedAsNoIncident));

        Assert.Null((await trainee.DeclareAsync("gateway-erring")).Refusal);
        var open = await trainee.ViewAsync();
        Assert.Equal((IncidentPhase.Mitigation, false), (open.Phase, open.IsClosedAsNoIncident));
        await trainee.RepairAsync();
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(5));
        Assert.Null((await trainee.VerifyAsync()).Refusal);
    }

    /// <summary>Everything that the portal itself shows about a run, without what can be seen in the shop.</summary>
    private static async Task<string> AnswersAsync(string cause)
    {
        using var bench = new OnCallBench(cause);
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        List<string> answers = [];
        Assert.False((await trainee.ViewAsync()).ShowsRecovery);
        await ReadAsync();
        answers.Add((await trainee.VerifyAsync()).Refusal!.Message);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3)).Refusal);
        answers.Add((await trainee.VerifyAsync()).Refusal!.Message);
        answers.Add((await bench.CloseAsync(trainee)).Refusal!.Message);
        // From the first minute of the run, before trouble can begin; and at the current moment.
        answers.Add((await FindAsync(trainee, bench, 5, 60)).Refusal?.Message ?? "found");
        answers.Add((await FindAsync(trainee, bench, 5, int.MaxValue)).Refusal?.Message ?? "found");
        // By then a service level is violated in the incident.
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(4));
        answers.Add((await FindAsync(trainee, bench, 6, int.MaxValue)).Refusal?.Message ?? "found");
        Assert.Null((await bench.DismissAsync(trainee, PinKind.Chart, "payment_success")).Refusal);
        await ReadAsync();
        Assert.Null((await bench.CloseAsync(trainee)).Refusal);
        await ReadAsync();
        answers.Add((await trainee.VerifyAsync()).Refusal!.Message);
        return string.Join('\n', answers);

        async Task ReadAsync()
        {
            var view = await trainee.ViewAsync();
            answers.Add(
                $"{view.Title} {view.Objective} {view.Briefing} {view.Phase} {view.State} {view.ShowsRecovery} {view.IsClosedAsNoIncident} {view.PageId}"
            );
            answers.AddRange(view.Steps.Select(step => $"{step.Title} {step.DoneAt is not null}"));
            answers.AddRange(view.Hints.Offers.Select(offer => $"{offer}"));
            answers.AddRange(view.Listeners);
            answers.AddRange(
                view.Timeline.Where(e =>
                        e.Kind
                            is not (
                                IncidentEventKind.AlertPending
                                or IncidentEventKind.AlertFiring
                                or IncidentEventKind.AlertResolved
                                or IncidentEventKind.Complaint
                                or IncidentEventKind.EvidencePinned
                                or IncidentEventKind.Paged
                                or IncidentEventKind.PageAcknowledged
                                or IncidentEventKind.Message
                            )
                    )
                    .Select(e => $"{e.Kind} {e.Text} {e.Subject}")
            );
        }
    }

    private static async Task<IncidentTraining.Core.Results.Outcome> FindAsync(Responder trainee, OnCallBench bench, int from, int to)
    {
        Assert.Null((await trainee.PinAsync(PinKind.Chart, "error_rate", from: from, to: to)).Refusal);
        return await bench
            .Bench.Get<StateFinding>()
            .RunAsync(
                trainee.Actor,
                new(trainee.RunId, $"Up to {to} the errors are as they usually are.", [(await trainee.ViewAsync()).Evidence[^1].Number]),
                Ct
            );
    }
}
