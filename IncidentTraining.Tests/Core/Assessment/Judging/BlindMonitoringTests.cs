using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>A run whose monitoring had no samples is judged by customers' experience.</summary>
[Trait("Speed", "slow")]
public sealed class BlindMonitoringTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_sealed_with_what_was_true_while_its_crew_saw_a_gap_that_it_can_pin()
    {
        using var bench = new OnCallBench("unseen-lock");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        await bench.Bench.LiveAsync(TimeSpan.FromMinutes(7));
        var shown = (await trainee.SeeAsync(shop => shop.Charts(TimeSpan.Zero)))!;
        Assert.Null((await trainee.PinAsync(PinKind.Chart, ChartNames.StuckOrders, from: shown.Count - 60, to: int.MaxValue)).Refusal);
        Assert.EndsWith(": no data", (await trainee.ViewAsync()).Evidence[^1].Text, StringComparison.Ordinal);
        Assert.True((await trainee.FinishAsync()).Succeeded);

        await using var db = await bench.Bench.Portal.OpenDatabaseAsync();
        var archive = (await db.Set<RunArchive>().SingleAsync(one => one.RunId == trainee.RunId, Ct)).Open();
        var end = TimeSpan.FromSeconds(archive.Charts.Count);

        Assert.All(archive.Charts.Lines.Single(line => line.Name == ChartNames.StuckOrders).Values, value =>
            Assert.False(double.IsNaN(value))
        );
        Assert.Equal(Severity.P1, Level(archive.Charts));
        Assert.True(NoticedImpact.At(end, archive.Charts).OrdersWaitFor > TimeSpan.FromMinutes(5));
        // By the crew's charts it would have been no incident at all.
        Assert.Equal(Severity.P3, Level(shown));
        Assert.InRange((archive.Truth.DetectedAt!.Value - archive.Truth.OnsetAt!.Value).TotalSeconds, 1, 180);

        Severity Level(ShopCharts charts) => SeverityRule.Of(NoticedImpact.At(end, charts), MadeRun.Scenario.ServiceLevels);
    }
}
