namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>Where a job is.</summary>
enum JobPlace : byte
{
    Nowhere,
    Waiting,

    /// <summary>It failed and is not tried again before its pause is over.</summary>
    Delayed,
    Claimed,
    Dead,
    Aside,
}

/// <summary>A job of the queue.</summary>
struct Job
{
    /// <summary>Rises whenever the job changes hands, so that late events of an earlier holder are recognised.</summary>
    public int Generation;
    public JobPlace Place;

    /// <summary>Its order; 0 for a job of the back office.</summary>
    public long Order;
    public long Trace;
    public long EnqueuedAt;
    public int Id;
    public int Attempts;

    /// <summary>How often a worker ended with this job in hand.</summary>
    public int Crashes;
    public int Worker;

    /// <summary>It is written in the shape of the newest release.</summary>
    public bool NewShape;

    /// <summary>It names its order by a number that workers of the release before do not know.</summary>
    public bool IsNumbered;

    /// <summary>Its order holds a withdrawn title: writing its receipt ends the worker's process.</summary>
    public bool Poison;

    /// <summary>A worker that is done with it puts it back on the queue.</summary>
    public bool Circles;
}
