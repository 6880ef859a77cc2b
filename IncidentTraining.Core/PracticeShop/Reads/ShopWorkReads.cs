namespace IncidentTraining.Core.PracticeShop;

/// <summary>The queue, the workers and Redis as their operators see them.</summary>
/// <param name="Queue">The queue <c>orders</c>.</param>
/// <param name="Workers">The worker processes.</param>
/// <param name="Redis">The Redis that holds the queue.</param>
public sealed record WorkState(QueueState Queue, IReadOnlyList<WorkerState> Workers, RedisState Redis);

/// <summary>A job queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Depth">Jobs that are waiting for a worker; null when Redis does not respond, which does not mean zero.</param>
/// <param name="OldestSeconds">How long the oldest waiting job has waited; null when Redis does not respond.</param>
/// <param name="Claimed">Jobs that a worker has claimed and not completed.</param>
/// <param name="Dead">Jobs on the dead-letter list.</param>
/// <param name="Aside">Jobs that responders have set aside.</param>
/// <param name="Completed">Jobs done since the start.</param>
/// <param name="Failed">Attempts reported as failed since the start.</param>
/// <param name="Jobs">At most 50 jobs: claimed ones, the front of the queue, dead ones, those set aside.</param>
public sealed record QueueState(
    string Name,
    int? Depth,
    double? OldestSeconds,
    int Claimed,
    int Dead,
    int Aside,
    long Completed,
    long Failed,
    IReadOnlyList<JobState> Jobs
)
{
    /// <summary>Failed jobs whose pause before the next attempt is not over.</summary>
    public int Delayed { get; init; }
}

/// <summary>A job.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Order">The order that it confirms.</param>
/// <param name="State"><c>waiting</c>, <c>delayed</c>, <c>claimed</c>, <c>dead</c> or <c>aside</c>.</param>
/// <param name="Attempts">How often a worker has reported a failure.</param>
/// <param name="EnqueuedAt">Virtual time at which it was enqueued.</param>
/// <param name="Worker">The worker that has claimed it; empty when none has.</param>
/// <param name="Note">Further information: the last error, or the job's format; may be empty.</param>
public sealed record JobState(long Id, long Order, string State, int Attempts, TimeSpan EnqueuedAt, string Worker, string Note);

/// <summary>A worker process.</summary>
/// <param name="Name">Name, for example <c>worker-1</c>.</param>
/// <param name="State"><c>running</c>, <c>restarting</c> or <c>exited</c>.</param>
/// <param name="Release">Release that it runs.</param>
/// <param name="HeartbeatSeconds">Age of its last heartbeat; null when Redis does not respond.</param>
/// <param name="Lanes">Jobs that it can process at the same time.</param>
/// <param name="Busy">Jobs in hand.</param>
/// <param name="Restarts">How often it was restarted since the start of the run.</param>
/// <param name="Since">When its current state began.</param>
/// <param name="LastExit">Why it last ended; empty when it never did.</param>
public sealed record WorkerState(
    string Name,
    string State,
    string Release,
    double? HeartbeatSeconds,
    int Lanes,
    int Busy,
    int Restarts,
    TimeSpan Since,
    string LastExit
);

/// <summary>Redis.</summary>
/// <param name="State"><c>up</c>, <c>down</c> or <c>unreachable</c>, as the API sees it.</param>
/// <param name="AcceptsWrites">Whether it accepts writes; false when its memory is full.</param>
/// <param name="UsedMegabytes">Memory in use.</param>
/// <param name="LimitMegabytes">Memory limit.</param>
/// <param name="PingMilliseconds">Time of a ping; null when there was no response.</param>
public sealed record RedisState(string State, bool AcceptsWrites, int UsedMegabytes, int LimitMegabytes, double? PingMilliseconds);
