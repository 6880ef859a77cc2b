namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>The state of a job.</summary>
enum JobPlace : byte
{
    Nowhere,
    Waiting,

    /// <summary>It failed and is not retried before its pause is over.</summary>
    Delayed,
    Claimed,
    Dead,
    Aside,
}

/// <summary>A job of the queue.</summary>
struct Job
{
    /// <summary>Incremented whenever the job changes hands, so that late events of an earlier holder are recognised.</summary>
    public int Generation;
    public JobPlace Place;

    /// <summary>Its order; 0 for a back-office job.</summary>
    public long Order;
    public long Trace;
    public long EnqueuedAt;
    public int Id;
    public int Attempts;

    /// <summary>How often a worker ended while it held this job.</summary>
    public int Crashes;
    public int Worker;

    /// <summary>It has the format of the newest release.</summary>
    public bool NewShape;

    /// <summary>It identifies its order by a number that workers of the previous release do not know.</summary>
    public bool IsNumbered;

    /// <summary>Its order contains a withdrawn title: writing its receipt ends the worker's process.</summary>
    public bool Poison;

    /// <summary>A worker that has finished it puts it back into the queue.</summary>
    public bool Circles;
}
