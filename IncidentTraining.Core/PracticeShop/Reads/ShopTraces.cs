namespace IncidentTraining.Core.PracticeShop;

/// <summary>Which traces to read. Slow and failed requests are stored, and one in fifty of the others.</summary>
public sealed record TraceQuery
{
    /// <summary>Words that must all occur in id, route, instance or a span; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>Only requests answered with a 5xx status.</summary>
    public bool FailedOnly { get; init; }

    /// <summary>Only requests that took at least this long.</summary>
    public int MinimumMilliseconds { get; init; }

    /// <summary>Only this route, for example <c>POST /api/payments</c>; empty for all.</summary>
    public string Route { get; init; } = "";

    /// <summary>Only requests that arrived at this moment of the run or later; null for no limit.</summary>
    public TimeSpan? From { get; init; }

    /// <summary>Only requests that arrived at this moment of the run or earlier; null for no limit.</summary>
    public TimeSpan? To { get; init; }

    /// <summary>Whether to include the hour before the run, as far as the ring has room for it.</summary>
    public bool WithPast { get; init; }

    /// <summary>Maximum number of traces; the newest ones are returned.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>Answer to a <see cref="TraceQuery"/>.</summary>
/// <param name="Traces">The traces, newest first.</param>
/// <param name="Kept">Number of traces stored so far; older ones have been dropped from the ring.</param>
public sealed record TracePage(IReadOnlyList<ShopTrace> Traces, long Kept);

/// <summary>A request with its steps.</summary>
/// <param name="Id">Trace id as 16 hexadecimal digits, the same as in the logs.</param>
/// <param name="At">When the request arrived.</param>
/// <param name="Route">Method and route.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Milliseconds">Time from its arrival to its response.</param>
/// <param name="Instance">The instance that served it.</param>
/// <param name="Spans">Its steps in order; the first is the request itself.</param>
public sealed record ShopTrace(
    string Id,
    TimeSpan At,
    string Route,
    int Status,
    double Milliseconds,
    string Instance,
    IReadOnlyList<TraceSpan> Spans
);

/// <summary>A step of a request.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Service">By whom.</param>
/// <param name="StartMilliseconds">Start after the arrival of the request.</param>
/// <param name="Milliseconds">Duration.</param>
/// <param name="Failed">Whether it failed or was abandoned.</param>
/// <param name="Detail">Further information; may be empty.</param>
public sealed record TraceSpan(string Name, string Service, double StartMilliseconds, double Milliseconds, bool Failed, string Detail);
