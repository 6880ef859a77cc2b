using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Probes;

/// <summary>What the load balancer tells of its check.</summary>
interface IRotationReports
{
    /// <summary>An instance gets no more requests.</summary>
    /// <param name="instance">Its name.</param>
    /// <param name="milliseconds">Time after which it answered.</param>
    /// <param name="limit">Time within which it should have.</param>
    void TakenOut(string instance, int milliseconds, int limit);

    /// <summary>An instance gets requests again.</summary>
    void PutBack(string instance);
}

/// <summary>
/// The load balancer's check of readiness: every five seconds it asks each instance, and the answer waits for the event loop and for a
/// connection of the pool like every request. An instance that answers too late is taken out at once and comes back after two answers in
/// time; the last one stays. With the usual time-out the check wants three late answers in a row, which no instance gives that works.
/// </summary>
sealed class RotationCheck(Kernel kernel, LoadBalancer balancer, ConnectionPool pool, TimeSpan work, IRotationReports reports)
{
    /// <summary>Smallest, usual and largest time-out in milliseconds.</summary>
    public const int Smallest = 20,
        Usual = 2_000,
        Largest = 10_000;

    /// <summary>The time over which a report counts, and how much later it comes, in microseconds.</summary>
    public const long ReportsEvery = 300 * Kernel.Second,
        ReportsLate = 120 * Kernel.Second;

    /// <summary>Time of an answer that waits for nothing, in milliseconds.</summary>
    const int AnswerTime = 8;
    const int EverySeconds = 5,
        InTime = 2,
        Millisecond = (int)(Kernel.Second / 1000);

    readonly int[] _answersInTime = new int[ApiOptions.MostInstances];
    (int Times, int Latest) _now,
        _counted;

    /// <summary>Time within which an instance has to answer, in milliseconds.</summary>
    public int Milliseconds { get; set; } = Usual;

    /// <summary>How often the last report says that instances were taken out, and after how many milliseconds the latest of their answers
    /// came; 0 for never.</summary>
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
