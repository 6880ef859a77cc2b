namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>What the platform reports of processes that need more memory than they may use.</summary>
interface IMemoryReports
{
    /// <summary>A process was ended for want of memory.</summary>
    void Ended(string instance);
}

/// <summary>
/// The platform's limit of memory: a process above it is killed with all its requests, and started again on its host. It ends one process
/// at a time: the next one has to wait until the other is in rotation.
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
