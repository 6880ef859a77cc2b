using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>What the platform reports about API processes that exit on their own.</summary>
interface ISupervisorReports
{
    /// <summary>A process has exited on its own and is being restarted.</summary>
    void Ended(string instance);
}

/// <summary>
/// Ends API processes that cannot parse their configuration, as the program itself would, and restarts them on their hosts. They exit again
/// within seconds of each start, before they accept a request.
/// </summary>
sealed class InstanceSupervisor(
    Kernel kernel,
    LoadBalancer balancer,
    PushedConfiguration configuration,
    Func<string> release,
    ISupervisorReports reports
)
{
    /// <summary>Time from the start of a process until it has read its files, in microseconds.</summary>
    const long ReadsAfter = 3 * Kernel.Second;

    readonly (int Start, long At)[] _seen = new (int, long)[balancer.Instances.Length];

    /// <summary>The files have changed: running processes read them at once.</summary>
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
