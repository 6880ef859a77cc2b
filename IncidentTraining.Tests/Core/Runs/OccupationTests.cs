using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Risky actions are carried out one at a time, so that pressing every button takes as long as it would in reality.</summary>
[Trait("Speed", "slow")]
public sealed class OccupationTests : IDisposable
{
    private static readonly string[] Free =
    [
        "enable-experiment",
        "disable-experiment",
        "switch-flag",
        "shed-traffic",
        "limit-clients",
        "start-instance",
        "quarantine-job",
        "retry-dead-jobs",
        "requeue-paid-orders",
        "settle-pending-payments",
        "reconcile-orders",
        "run-smoke-tests",
        "copy-access-log",
        "switch-export",
        "correct-totals",
    ];

    private readonly LabBench _bench = new();

    [Fact]
    public async Task Every_action_of_the_shop_is_either_risky_or_free_and_none_is_forgotten()
    {
        var trainee = await _bench.StartAsync();
        // The actions on the export and the offer are available only in a shop that has one.
        string[] others = ["security-order-export", "on-call-evening"];
        var actions = (await trainee.SeeAsync(shop => shop.Actions()))!
            .UnionBy(others.SelectMany(other => ShopSimulation.Create(Labs.Scenario(other), 1).Actions), action => action.Name)
            .ToList();
        Assert.Equal(actions.Select(action => action.Name).Order(), Occupation.Risky.Concat(Free).Order());
        Assert.All(actions.Where(action => Free.Contains(action.Name)), action => Assert.Equal(TimeSpan.Zero, Occupation.Of(action)));
        Assert.Equal(TimeSpan.FromMinutes(1), Occupation.Of(actions.Single(action => action.Name == "restart-instance")));
        Assert.Equal(TimeSpan.FromMinutes(2), Occupation.Of(actions.Single(action => action.Name == "request-gateway-limit")));
    }

    [Fact]
    public async Task A_risky_action_occupies_the_operations_lead_until_its_time_is_over_and_a_refused_one_is_no_input()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.True((await trainee.ActAsync("resize-pool", ("connections", "25"))).Succeeded);
        Assert.True((await trainee.ActAsync("shed-traffic", ("percent", "10"))).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(59));
        var busy = (await trainee.ActAsync("roll-back")).Refusal!;
        Assert.Equal(RefusalKind.Conflict, busy.Kind);
        Assert.Contains(
            $"until {(await trainee.ViewAsync()).ShopClock.Told(TimeSpan.FromSeconds(70))}.",
            busy.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(2, await InputsAsync(trainee.RunId));
        await _bench.LiveAsync(TimeSpan.FromSeconds(1));
        Assert.True((await trainee.ActAsync("roll-back")).Succeeded);
    }

    [Fact]
    public async Task What_the_commander_asks_for_occupies_the_operations_lead_as_well()
    {
        var (first, second) = await _bench.StartPairAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.True((await first.ActAsync("resize-pool", ("connections", "25"))).Succeeded);
        Assert.Equal(RefusalKind.Conflict, (await second.ActAsync("roll-back")).Refusal!.Kind);
    }

    [Fact]
    public async Task What_the_shop_refused_occupies_nobody()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.False((await trainee.ActAsync("start-instance", ("instance", "api-1"))).Succeeded);
        Assert.False((await trainee.ActAsync("resize-pool", ("connections", "many"))).Succeeded);
        Assert.True((await trainee.ActAsync("resize-pool", ("connections", "25"))).Succeeded);
    }

    private async Task<int> InputsAsync(Guid runId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<RunInput>().CountAsync(input => input.RunId == runId, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _bench.Dispose();
}
