using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>State of an API process.</summary>
enum InstanceCondition
{
    Running,
    Starting,
    Drained,

    /// <summary>The shop has no such instance until someone scales the API.</summary>
    Absent,
}

/// <summary>An API process: slots, a queue before them, and one event loop.</summary>
sealed class ApiInstance(string name, string release)
{
    public string Name => name;
    public string Release { get; set; } = release;
    public InstanceCondition Condition { get; set; }

    /// <summary>Whether the load balancer's check has taken it out; its process continues to run.</summary>
    public bool OutOfRotation { get; set; }

    /// <summary>Whether it is in rotation.</summary>
    public bool IsInRotation => Condition == InstanceCondition.Running && !OutOfRotation;

    /// <summary>Incremented at each start, so that a late start event of an earlier process is recognised.</summary>
    public int Start { get; set; }

    /// <summary>When its process last began to take requests, in microseconds; 0 when that was before the run.</summary>
    public long StartedAt { get; set; }

    public int InFlight { get; set; }
    public int Queued { get; set; }
    public LongQueue Queue { get; } = new();

    /// <summary>The process's single thread.</summary>
    public ServerGroup Loop { get; } = new(1);

    /// <summary>The process's memory.</summary>
    public Heap Heap { get; } = new();

    /// <summary>How many times slower than usual its host is.</summary>
    public int WorkFactor { get; set; } = 1;

    /// <summary>Event-loop time used since the last sample, in microseconds.</summary>
    public long LoopWork { get; set; }

    /// <summary>Event-loop time used under this instance name since the start of the run, in microseconds.</summary>
    public long LoopTotal { get; set; }
}
