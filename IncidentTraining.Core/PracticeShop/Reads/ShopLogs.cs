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
/// <param name="Sequence">The line's number in the run, from 1; 0 and below for lines before the run. Lines dropped from the ring leave a
/// gap at the start.</param>
/// <param name="At">Virtual time; negative for events before the run.</param>
/// <param name="Level">Level.</param>
/// <param name="Service">The service that wrote it.</param>
/// <param name="Trace">Trace id as 16 hexadecimal digits; empty when the line belongs to no request.</param>
/// <param name="Message">The rendered message.</param>
public sealed record ShopLogLine(long Sequence, TimeSpan At, ShopLogLevel Level, string Service, string Trace, string Message)
{
    /// <summary>The values in the message by name if requested; otherwise empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];
}

/// <summary>Which log lines to read.</summary>
public sealed record ShopLogQuery
{
    /// <summary>Only lines after this sequence number; 0 for all lines of the run.</summary>
    public long After { get; init; }

    /// <summary>
    /// Whether to include the hour before the run. Its lines have numbers up to 0, and <see cref="After"/> is then negative to include
    /// them. The changes before the run are among them instead of at the beginning of the run.
    /// </summary>
    public bool WithPast { get; init; }

    /// <summary>Only lines before this sequence number, starting with the newest; null for no limit.</summary>
    public long? Before { get; init; }

    /// <summary>Words that must all occur in message, service or trace, ignoring case; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>Lowest level.</summary>
    public ShopLogLevel MinimumLevel { get; init; }

    /// <summary>Only this service; empty for all.</summary>
    public string Service { get; init; } = "";

    /// <summary>Whether each line includes the values of its message as fields.</summary>
    public bool WithFields { get; init; }

    /// <summary>Maximum number of lines; the newest ones are returned.</summary>
    public int Limit { get; init; } = 200;
}

/// <summary>Answer to a <see cref="ShopLogQuery"/>.</summary>
/// <param name="Lines">The lines, oldest first.</param>
/// <param name="Cursor">Sequence number of the shop's newest line, to pass as <see cref="ShopLogQuery.After"/> next time.</param>
/// <param name="Services">All services that write logs.</param>
public sealed record ShopLogPage(IReadOnlyList<ShopLogLine> Lines, long Cursor, IReadOnlyList<string> Services)
{
    /// <summary>Number of the oldest readable line, including the hour before the run if requested.</summary>
    public long Oldest { get; init; } = 1;
}
