using IncidentTraining.Core.PracticeShop.Actions.Workers;
using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.RollBack;

/// <summary>
/// How a release is deployed: one process at a time, so that only one is out of service. If another deploy of the same component is started
/// meanwhile, the remaining processes get that release.
/// </summary>
static class Deployment
{
    static readonly TimeSpan BuildTime = TimeSpan.FromSeconds(20);
    static readonly TimeSpan PerInstance = TimeSpan.FromMicroseconds(ApiOptions.StartTime) + TimeSpan.FromSeconds(5);
    static readonly TimeSpan PerWorker = TimeSpan.FromSeconds(6);
    static readonly TimeSpan WorkerStart = TimeSpan.FromSeconds(5);

    /// <summary>How long a deploy to the API takes.</summary>
    public static TimeSpan ApiTime(ShopSystem shop) => BuildTime + shop.Balancer.Size * PerInstance;

    /// <summary>How long a deploy to the workers takes.</summary>
    public static TimeSpan WorkersTime(ShopSystem shop) => BuildTime + shop.Workers.Wanted * PerWorker;

    /// <summary>Deploys a release to the API.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="release">One of <see cref="Releases.Known"/>.</param>
    /// <param name="starts">The text shown when it begins.</param>
    /// <param name="change">The title of its change record.</param>
    public static ActionPlan ToApi(ShopSystem shop, string release, string starts, string change)
    {
        var stages = new List<ActionStage> { new(TimeSpan.Zero, system => Set(() => system.Releases.Api = release)) };
        var after = BuildTime;
        for (var place = 0; place < shop.Balancer.Instances.Length; place++)
        {
            if (shop.Balancer.Instances[place].Condition == InstanceCondition.Absent)
                continue;
            var instance = place;
            stages.Add(new ActionStage(after, system =>
                {
                    // An instance that is out of rotation gets the release when it is started.
                    if (system.Balancer.Instances[instance].Condition is not (InstanceCondition.Drained or InstanceCondition.Absent))
                        system.Balancer.StartUp(instance, system.Releases.Api, onItsHost: true);
                    return "";
                }));
            after += PerInstance;
        }

        stages.Add(new ActionStage(after, system => End(system, "API", release, system.Releases.Api, change)));
        return new ActionPlan(release, starts, stages);
    }

    /// <summary>Deploys a release to the workers. The jobs that they are working on go back to the front of the queue.</summary>
    /// <inheritdoc cref="ToApi"/>
    public static ActionPlan ToWorkers(ShopSystem shop, string release, string starts, string change)
    {
        var stages = new List<ActionStage> { new(TimeSpan.Zero, system => Set(() => system.Releases.Workers = release)) };
        var after = BuildTime;
        for (var place = 0; place < shop.Workers.Workers.Length; place++)
        {
            if (shop.Workers.Workers[place].Condition == WorkerCondition.Absent)
                continue;
            var worker = place;
            stages.Add(new ActionStage(after, system => Set(() => Stop(system, worker))));
            stages.Add(new ActionStage(after + WorkerStart, system => Set(() => Start(system, worker))));
            after += PerWorker;
        }

        stages.Add(new ActionStage(after, system =>
            {
                WorkerSessions.BookHarm(system, "deploy-release");
                return End(system, "workers", release, system.Releases.Workers, change);
            }));
        return new ActionPlan(release, starts, stages);
    }

    static void Stop(ShopSystem shop, int worker)
    {
        shop.Workers.Supervised = true;
        if (shop.Workers.Workers[worker].Condition == WorkerCondition.Running)
            shop.Workers.End(worker, WorkerEnd.Deploy, startAgain: false);
    }

    static void Start(ShopSystem shop, int worker)
    {
        if (shop.Workers.Workers[worker].Condition is not (WorkerCondition.Running or WorkerCondition.Absent))
            shop.Workers.Start(worker);
    }

    static string End(ShopSystem shop, string component, string release, string current, string change)
    {
        if (current != release)
            return $"Release {release} was replaced by {current} before it had reached all of the {component}.";
        shop.Changes.Add("deploy", change);
        return component == "API" ? $"Release {release} runs." : $"The {component} run release {release}.";
    }

    static string Set(Action effect)
    {
        effect();
        return "";
    }
}
