namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>What the API and its load balancer report about requests.</summary>
interface IRequestReports
{
    /// <summary>Whether a duration, in microseconds, exceeds the latency service level's threshold.</summary>
    bool IsSlow(long duration);

    /// <summary>An API instance has answered a request, or its sender has given up.</summary>
    void Answered(in Request request, int status, long duration);

    /// <summary>The load balancer has rejected a request.</summary>
    void TurnedAway(in Request request, TurnAwayReason why);

    /// <summary>A handler has thrown an exception.</summary>
    void Thrown(in Request request);

    /// <summary>An instance accepts requests.</summary>
    void InstanceStarted(string instance, string release);
}

/// <summary>What the API reports about the steps of a request.</summary>
interface ITraceReports
{
    /// <summary>A request arrives.</summary>
    void Begin(long handle);

    /// <summary>A step has just ended.</summary>
    void Note(long handle, in Request request, SpanKind kind, long startedAt, bool failed);

    /// <summary>A request was answered.</summary>
    void Answered(long handle, in Request request, int status, long duration, bool slow);
}
