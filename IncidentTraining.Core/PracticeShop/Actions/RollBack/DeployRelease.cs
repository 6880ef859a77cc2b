using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.RollBack;

/// <summary>Deploys any known release, older or newer, to the API or to the workers.</summary>
sealed class DeployRelease : IShopAction
{
    const string Api = "api",
        Workers = "workers";

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "deploy-release",
            "Deploy a release",
            "Deploys an older or newer release to the API or the workers, one process at a time. Meanwhile, one of them is always out of service.",
            TimeSpan.FromTicks(Math.Max(Deployment.ApiTime(shop).Ticks, Deployment.WorkersTime(shop).Ticks)),
            [
                new ArgumentDescription("component", "Component", [Api, Workers], null, null, Api),
                new ArgumentDescription("release", "Release", Releases.Known, null, null, shop.Releases.Api),
            ]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var component = arguments.Choice("component", [Api, Workers]);
        var release = arguments.Choice("release", Releases.Known);
        var (name, runs) = component == Api ? ("API", RunsOnApi(shop, release)) : ("workers", RunsOnWorkers(shop, release));
        if (runs)
            throw new NotNowException($"Release {release} is already running on every process of the {name}.");
        var starts = $"Release {release} is being deployed to the {name}, one process after the other.";
        var change = $"Release {release} deployed to the {name}";
        return component == Api ? Deployment.ToApi(shop, release, starts, change) : Deployment.ToWorkers(shop, release, starts, change);
    }

    static bool RunsOnApi(ShopSystem shop, string release) =>
        shop.Releases.Api == release && shop.Balancer.Present.All(instance => instance.Release == release);

    static bool RunsOnWorkers(ShopSystem shop, string release) =>
        shop.Releases.Workers == release
        && shop.Workers.Workers.All(worker => worker.Condition == WorkerCondition.Absent || worker.Release == release);
}
