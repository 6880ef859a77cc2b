namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>What the platform reports about processes that exceed their memory limit.</summary>
interface IMemoryReports
{
    /// <summary>A process was ended because it ran out of memory.</summary>
    void Ended(string instance);
}

/// <summary>
/// The platform's memory limit: a process above it is killed with all of its requests and restarted on its host. Only one process is ended
/// at a time: the next one must wait until the other is back in rotation.
/// </summary>
sealed class MemoryLimit(LoadBalancer balancer, Func<string> release, IMemoryReports reports)
{
    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        for (var place = 0; place < balancer.Instances.Length; place++)
        {
            var instance = balancer.Instances[place];
            instance.Heap.EndSecond();
            if (instance.Condition != InstanceCondition.Running || instance.Heap.Live < Heap.Full || OneStarts())
                continue;
            reports.Ended(instance.Name);
            balancer.Kill(place);
            balancer.StartUp(place, release(), onItsHost: true);
        }
    }

    bool OneStarts() => Array.Exists(balancer.Instances, instance => instance.Condition == InstanceCondition.Starting);
}
