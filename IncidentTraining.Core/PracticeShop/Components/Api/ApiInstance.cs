using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>State of an API process.</summary>
enum InstanceCondition
{
    Running,
    Starting,
    Drained,

    /// <summary>The shop has no such instance, until someone scales the API.</summary>
    Absent,
}

/// <summary>An API process: slots, a queue before them, and one event loop.</summary>
sealed class ApiInstance(string name, string release)
{
    public string Name => name;
    public string Release { get; set; } = release;
    public InstanceCondition Condition { get; set; }

    /// <summary>Whether the load balancer's check has taken it out; its process runs on.</summary>
    public bool OutOfRotation { get; set; }

    /// <summary>Whether it gets requests.</summary>
    public bool IsInRotation => Condition == InstanceCondition.Running && !OutOfRotation;

    /// <summary>Rises with each start, so that a late start event of an earlier one is recognised.</summary>
    public int Start { get; set; }

    /// <summary>When its process last began to take requests, in microseconds; 0 when it has done so since before the run.</summary>
    public long StartedAt { get; set; }

    public int InFlight { get; set; }
    public int Queued { get; set; }
    public LongQueue Queue { get; } = new();

    /// <summary>The process's single thread.</summary>
    public ServerGroup Loop { get; } = new(1);

    /// <summary>The process's memory.</summary>
    public Heap Heap { get; } = new();

    /// <summary>How much longer than usual its work takes on its host.</summary>
    public int WorkFactor { get; set; } = 1;

    /// <summary>Time that the event loop has worked since the last sample, in microseconds.</summary>
    public long LoopWork { get; set; }

    /// <summary>Time that event loops of this name have worked since the start of the run, in microseconds.</summary>
    public long LoopTotal { get; set; }
}
