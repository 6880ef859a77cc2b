using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Probes;

/// <summary>What the load balancer reports about its readiness check.</summary>
interface IRotationReports
{
    /// <summary>An instance has been taken out of rotation.</summary>
    /// <param name="instance">Its name.</param>
    /// <param name="milliseconds">Time that it took to respond.</param>
    /// <param name="limit">Time that it was allowed.</param>
    void TakenOut(string instance, int milliseconds, int limit);

    /// <summary>An instance is back in rotation.</summary>
    void PutBack(string instance);
}

/// <summary>
/// The load balancer's readiness check: every five seconds it checks each instance, and like any request the check waits for the event loop
/// and for a connection. An instance that responds too late is taken out at once and comes back after two responses in time; the last one
/// always stays. With the usual timeout the check requires three late responses in a row, which a working instance never gives.
/// </summary>
sealed class RotationCheck(Kernel kernel, LoadBalancer balancer, ConnectionPool pool, TimeSpan work, IRotationReports reports)
{
    /// <summary>Smallest, default and largest timeout in milliseconds.</summary>
    public const int Smallest = 20,
        Usual = 2_000,
        Largest = 10_000;

    /// <summary>How long a report counts, and how long after the fact it is sent, in microseconds.</summary>
    public const long ReportsEvery = 300 * Kernel.Second,
        ReportsLate = 120 * Kernel.Second;

    /// <summary>Response time without any waiting, in milliseconds.</summary>
    const int AnswerTime = 8;
    const int EverySeconds = 5,
        InTime = 2,
        Millisecond = (int)(Kernel.Second / 1000);

    readonly int[] _answersInTime = new int[ApiOptions.MostInstances];
    (int Times, int Latest) _now,
        _counted;

    /// <summary>Time within which an instance must respond, in milliseconds.</summary>
    public int Milliseconds { get; set; } = Usual;

    /// <summary>
    /// How many times instances were taken out according to the last report, and the latest response time in milliseconds; 0 for none.
    /// </summary>
    public (int Times, int Latest) Reported { get; private set; }

    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        if (kernel.Now % ReportsEvery == 0)
            (_counted, _now) = (_now, default);
        else if (kernel.Now % ReportsEvery == ReportsLate)
            Reported = _counted;
        if (kernel.Now / Kernel.Second % EverySeconds != 0)
            return;
        for (var place = 0; place < balancer.Instances.Length; place++)
        {
            var instance = balancer.Instances[place];
            if (instance.Condition == InstanceCondition.Running)
                Ask(place, instance);
        }
    }

    void Ask(int place, ApiInstance instance)
    {
        var inLoop = (instance.Loop.Busy + instance.Loop.Waiting) * work.TotalMilliseconds * instance.WorkFactor;
        var took = AnswerTime + (int)(inLoop + pool.LongestWait / Millisecond);
        if (Milliseconds < Usual && took > Milliseconds)
        {
            _answersInTime[place] = 0;
            if (instance.OutOfRotation || !IsAnotherIn(instance))
                return;
            instance.OutOfRotation = true;
            _now = (_now.Times + 1, Math.Max(_now.Latest, took));
            reports.TakenOut(instance.Name, took, Milliseconds);
        }
        else if (instance.OutOfRotation && ++_answersInTime[place] >= InTime)
        {
            instance.OutOfRotation = false;
            reports.PutBack(instance.Name);
        }
    }

    bool IsAnotherIn(ApiInstance instance) => Array.Exists(balancer.Instances, other => other != instance && other.IsInRotation);
}
