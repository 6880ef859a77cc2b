using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>What the platform reports of API processes that end by themselves.</summary>
interface ISupervisorReports
{
    /// <summary>A process has ended by itself and is started again.</summary>
    void Ended(string instance);
}

/// <summary>
/// Ends API processes that cannot read their configuration, as the program does itself, and starts them again on their hosts. They
/// end again within seconds of each start, before they take a request.
/// </summary>
sealed class InstanceSupervisor(
    Kernel kernel,
    LoadBalancer balancer,
    PushedConfiguration configuration,
    Func<string> release,
    ISupervisorReports reports
)
{
    /// <summary>From the start of a process until it has read its files, in microseconds.</summary>
    const long ReadsAfter = 3 * Kernel.Second;

    readonly (int Start, long At)[] _seen = new (int, long)[balancer.Instances.Length];

    /// <summary>The files have changed: processes that run read them at once.</summary>
    public void Reload()
    {
        for (var place = 0; place < balancer.Instances.Length; place++)
        {
            if (balancer.Instances[place] is { Condition: InstanceCondition.Running } running && !configuration.IsReadable(running.Release))
                StartAgain(place);
        }
    }

    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        for (var place = 0; place < balancer.Instances.Length; place++)
        {
            var instance = balancer.Instances[place];
            if (instance.Condition != InstanceCondition.Starting || configuration.IsReadable(instance.Release))
                continue;
            if (_seen[place].Start != instance.Start)
                _seen[place] = (instance.Start, kernel.Now);
            else if (kernel.Now - _seen[place].At >= ReadsAfter)
                StartAgain(place);
        }
    }

    void StartAgain(int place)
    {
        reports.Ended(balancer.Instances[place].Name);
        balancer.Kill(place);
        balancer.StartUp(place, release(), onItsHost: true);
    }
}
