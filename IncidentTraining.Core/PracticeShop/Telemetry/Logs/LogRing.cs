using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>The newest log lines of a shop. Older ones are dropped; lines are rendered only when they are read.</summary>
sealed class LogRing(Kernel kernel, StableHash hash)
{
    /// <summary>Number of stored lines, about 25 bytes each: hours of an ordinary incident.</summary>
    public const int Capacity = 100_000;

    /// <summary>
    /// Lines of one template written per second; the rest is only counted, as production loggers do under load, and one line states the
    /// count.
    /// </summary>
    public const int PerSecond = 5;

    static readonly LogTemplate Suppressed = new(
        ShopLogLevel.Info,
        "logging",
        "{0:n:lines} more lines like “{1:name:like}” in the last second were counted but not kept"
    );

    readonly LogStore _lines = new(Capacity);
    readonly List<LogTemplate> _templates = [Suppressed];
    readonly List<int> _thisSecond = [0];
    readonly List<int> _subject = [0];
    readonly List<string> _names = [""];
    readonly List<string> _services = [Suppressed.Service];
    LogBook? _book;

    /// <summary>Lines written so far; also the sequence number of the newest.</summary>
    public long Written => _lines.Written;

    /// <summary>Lines about what happened before the run; they are the first.</summary>
    public int History { get; private set; }

    /// <summary>The lines and what is needed to render them.</summary>
    public LogBook Book => _book ??= new LogBook(_lines, _templates, _names);

    /// <summary>Memory used by the lines, in bytes.</summary>
    public long Bytes => (long)_lines.Segments * LogSegment.Size;

    /// <summary>All kinds of lines.</summary>
    public IReadOnlyList<LogTemplate> Kinds => _templates;

    /// <summary>Services that write.</summary>
    public IReadOnlyList<string> Services => _services;

    /// <summary>Declares a kind of line.</summary>
    /// <returns>Its number for <see cref="Write"/>.</returns>
    public int Declare(ShopLogLevel level, string service, string text)
    {
        _templates.Add(new LogTemplate(level, service, text));
        _thisSecond.Add(0);
        _subject.Add(Name(WithoutHoles(text)));
        if (!_services.Contains(service))
            _services.Add(service);
        return _templates.Count - 1;
    }

    /// <summary>The number that represents a text among a line's arguments.</summary>
    public int Name(string text)
    {
        var known = _names.IndexOf(text);
        if (known >= 0)
            return known;
        _names.Add(text);
        return _names.Count - 1;
    }

    /// <summary>Writes a line, unless there were too many of its kind in this second.</summary>
    public void Write(int template, long trace = 0, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0)
    {
        if (++_thisSecond[template] <= PerSecond)
            Keep(new LogEntry(kernel.Now, template, trace, a, b, c, d, e, f));
    }

    /// <summary>Writes a line about something that happened before the run.</summary>
    public void WriteHistory(long at, int template, long a)
    {
        History++;
        Keep(new LogEntry(at, template, 0, a, 0, 0, 0, 0, 0));
    }

    /// <summary>Logs how many lines were left out in the second that ends now.</summary>
    public void EndSecond()
    {
        for (var template = 0; template < _thisSecond.Count; template++)
        {
            var over = _thisSecond[template] - PerSecond;
            _thisSecond[template] = 0;
            if (over > 0)
                Keep(new LogEntry(kernel.Now, 0, 0, over, _subject[template], 0, 0, 0, 0));
        }
    }

    /// <summary>Reads lines.</summary>
    public ShopLogPage Read(ShopLogQuery query)
    {
        var lines = new List<ShopLogLine>();
        Collect(query, 1, lines);
        lines.Reverse();
        return new ShopLogPage(lines, Written, _services);
    }

    /// <summary>Adds the requested lines, newest first, up to the requested number.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="first">Number of the first line to include.</param>
    /// <param name="found">The list to add them to.</param>
    public void Collect(ShopLogQuery query, long first, List<ShopLogLine> found)
    {
        var search = Book.Search(query);
        var newest = Math.Min(Written, (query.Before ?? long.MaxValue) - 1);
        var oldest = Math.Max(Math.Max(query.After + 1, first), _lines.Oldest);
        var segment = int.MaxValue;
        for (var sequence = newest; sequence >= oldest && found.Count < query.Limit; sequence--)
        {
            if (Book.Find(sequence, search, ref segment) is { } line)
                found.Add(line);
        }
    }

    /// <summary>The times of the lines about events before the run, oldest first, while they are stored.</summary>
    public IEnumerable<TimeSpan> HistoryTimes()
    {
        var near = 0;
        for (var sequence = 1; sequence <= History; sequence++)
            yield return Book.At(sequence, ref near);
    }

    /// <summary>A template's text with a dot for each hole: every second part between its braces is one.</summary>
    static string WithoutHoles(string text) => string.Concat(text.Split('{', '}').Select((part, place) => place % 2 == 0 ? part : "…"));

    void Keep(in LogEntry entry)
    {
        _lines.Add(entry);
        hash.Add(entry.At);
        hash.Add(entry.Template);
        hash.Add(entry.Trace);
        for (var place = 0; place < 6; place++)
            hash.Add(entry[place]);
    }
}
