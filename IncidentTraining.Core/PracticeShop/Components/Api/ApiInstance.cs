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

    /// <summary>Rises with each start, so that a late start event of an earlier one is recognised.</summary>
    public int Start { get; set; }

    public int InFlight { get; set; }
    public int Queued { get; set; }
    public LongQueue Queue { get; } = new();

    /// <summary>The process's single thread.</summary>
    public ServerGroup Loop { get; } = new(1);

    /// <summary>How much longer than usual its work takes on its host.</summary>
    public int WorkFactor { get; set; } = 1;

    /// <summary>Time that the event loop has worked since the last sample, in microseconds.</summary>
    public long LoopWork { get; set; }

    /// <summary>Time that event loops of this name have worked since the start of the run, in microseconds.</summary>
    public long LoopTotal { get; set; }
}
