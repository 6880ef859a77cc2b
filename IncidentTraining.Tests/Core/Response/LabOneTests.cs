using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>Lab 1 through its use cases alone, from the start to a measured resolution, on the real database.</summary>
public sealed class LabOneTests : IDisposable
{
    private readonly LabBench _bench = new();

    [Fact]
    public async Task Lab_1_can_be_worked_to_a_measured_resolution_with_all_steps_done()
    {
        var trainee = await _bench.StartAsync();
        await LookAsync(trainee, ShopViews.Chaos);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(100));

        var view = await trainee.ViewAsync();
        Assert.Contains(view.Timeline, e => e.Kind == IncidentEventKind.AlertFiring);
        Assert.Equal(IncidentPhase.Detection, view.Phase);
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(20));
        Assert.True((await trainee.SetSeverityAsync(Severity.P1)).Succeeded);
        Assert.True((await trainee.UpdateAsync()).Succeeded);
        await LookAsync(
            trainee,
            ShopViews.Dashboard,
            ShopViews.Alerts,
            ShopViews.Logs,
            ShopViews.Health,
            ShopViews.Changes,
            ShopViews.Database
        );

        var cause = await _bench.CauseAsync(trainee.RunId);
        Assert.True((await trainee.DeclareAsync(cause.Id)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: false)).Succeeded);
        Assert.Contains("Not resolved yet", (await trainee.VerifyAsync()).Refusal!.Message, StringComparison.Ordinal);
        await trainee.RepairAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));
        await LookAsync(trainee, ShopViews.Dashboard, ShopViews.Health, ShopViews.Alerts);
        Assert.Null((await trainee.VerifyAsync()).Refusal);
        Assert.True((await trainee.SummariseAsync()).Succeeded);

        view = await trainee.ViewAsync();
        Assert.All(view.Steps, step => Assert.True(step.DoneAt is not null, step.Title));
        Assert.Equal(IncidentPhase.PostIncident, view.Phase);
        Assert.False((await trainee.AfterActionAsync()).Succeeded);

        Assert.True((await trainee.FinishAsync()).Succeeded);
        var after = (await trainee.AfterActionAsync()).Value;
        Assert.Equal(cause.Id, after.TrueCause!.Id);
        Assert.True(after.CauseWasRight);
        Assert.True(after.Charts!.Count > 500);
        var measures = after.Measures!;
        Assert.InRange(measures.Detect!.Value, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromSeconds(20), measures.Assess);
        Assert.Equal(TimeSpan.FromMinutes(2), measures.Resolve - measures.Mitigate);
    }

    [Fact]
    public async Task A_view_that_was_opened_before_the_onset_does_no_step_that_asks_to_look()
    {
        var trainee = await _bench.StartAsync();
        await LookAsync(trainee, [.. ShopViews.All]);
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(100));
        Assert.Contains((await trainee.ViewAsync()).Timeline, e => e.Kind == IncidentEventKind.AlertFiring);
        // The first step also requires an action, and its view may be opened before.
        Assert.Equal(["enable-chaos"], await DoneAsync());
        await LookAsync(trainee, ShopViews.Dashboard, ShopViews.Alerts, ShopViews.Logs);
        Assert.Equal(["enable-chaos", "observe"], await DoneAsync());

        async Task<IEnumerable<string>> DoneAsync() =>
            (await trainee.ViewAsync()).Steps.Where(step => step.DoneAt is not null).Select(step => step.Id);
    }

    private static async Task LookAsync(Responder responder, params string[] views)
    {
        foreach (var view in views)
        {
            Assert.Null((await responder.LookAsync(view)).Refusal);
        }
    }

    public void Dispose() => _bench.Dispose();
}
