namespace IncidentTraining.Core.PracticeShop;

/// <summary>Level of a log line.</summary>
public enum ShopLogLevel
{
    /// <summary>Ordinary business.</summary>
    Info,

    /// <summary>Worth a look.</summary>
    Warn,

    /// <summary>Something failed.</summary>
    Error,
}

/// <summary>A rendered log line.</summary>
/// <param name="Sequence">Place among the run's lines, from 1; up to 0 before the run. Lines that fell out of the ring leave a gap at the
/// start.</param>
/// <param name="At">Virtual time; negative for what happened before the run.</param>
/// <param name="Level">Level.</param>
/// <param name="Service">The service that wrote it.</param>
/// <param name="Trace">Trace id as 16 hexadecimal digits; empty when the line belongs to no request.</param>
/// <param name="Message">The rendered message.</param>
public sealed record ShopLogLine(long Sequence, TimeSpan At, ShopLogLevel Level, string Service, string Trace, string Message)
{
    /// <summary>The values in the message by name, where they were asked for; else empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];
}

/// <summary>Which log lines to read.</summary>
public sealed record ShopLogQuery
{
    /// <summary>Only lines after this sequence number; 0 for all of the run.</summary>
    public long After { get; init; }

    /// <summary>
    /// Whether the hour before the run counts as well. Its lines have the numbers up to 0, and <see cref="After"/> is then negative to
    /// reach them. The changes before the run stand among them, and not at the beginning of the run.
    /// </summary>
    public bool WithPast { get; init; }

    /// <summary>Only lines before this sequence number, newest first taken; null for no bound.</summary>
    public long? Before { get; init; }

    /// <summary>Words that must all occur in message, service or trace, in any case; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>Lowest level.</summary>
    public ShopLogLevel MinimumLevel { get; init; }

    /// <summary>Only this service; empty for all.</summary>
    public string Service { get; init; } = "";

    /// <summary>Whether each line brings the values of its message as fields.</summary>
    public bool WithFields { get; init; }

    /// <summary>At most so many lines, the newest ones.</summary>
    public int Limit { get; init; } = 200;
}

/// <summary>Answer to a <see cref="ShopLogQuery"/>.</summary>
/// <param name="Lines">The lines, oldest first.</param>
/// <param name="Cursor">Sequence number of the newest line of the shop, to be given as <see cref="ShopLogQuery.After"/> next.</param>
/// <param name="Services">All services that write logs.</param>
public sealed record ShopLogPage(IReadOnlyList<ShopLogLine> Lines, long Cursor, IReadOnlyList<string> Services)
{
    /// <summary>Number of the oldest line that can be read, the hour before the run included when it was asked for.</summary>
    public long Oldest { get; init; } = 1;
}
