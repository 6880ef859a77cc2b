using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Traces;

/// <summary>A stored span: times in microseconds, from the arrival of its request.</summary>
readonly record struct Span(SpanKind Kind, int Start, int Duration, bool Failed);

/// <summary>A stored trace; its spans are stored separately.</summary>
record struct TraceHead(long Id, long At, Route Route, int Status, int Duration, int Instance, int Spans);

/// <summary>
/// Records the steps of every request in progress, and stores those of slow and failed requests and of one in 64 of the others in a ring.
/// Nothing is allocated after the API's busiest moment.
/// </summary>
sealed class TraceBook(Kernel kernel, StableHash hash) : ITraceReports
{
    /// <summary>Number of stored traces, about 230 bytes each.</summary>
    public const int Capacity = 512;

    /// <summary>Spans of one request; further ones are not recorded.</summary>
    public const int MostSpans = 12;

    /// <summary>Traces stored per second, so that a burst of failures does not push everything else out.</summary>
    const int PerSecond = 8;

    readonly TraceHead[] _heads = new TraceHead[Capacity];
    readonly Span[] _kept = new Span[Capacity * MostSpans];
    Span[] _open = new Span[64 * MostSpans];
    int[] _counts = new int[64];
    long _second;
    int _inSecond;

    /// <summary>Traces stored so far.</summary>
    public long Written { get; private set; }

    /// <summary>A request arrives.</summary>
    public void Begin(long handle)
    {
        var row = Row(handle);
        if (row >= _counts.Length)
        {
            var rows = Math.Max(row + 1, _counts.Length * 2);
            Array.Resize(ref _counts, rows);
            Array.Resize(ref _open, rows * MostSpans);
        }

        _counts[row] = 0;
    }

    /// <summary>A step has just ended.</summary>
    public void Note(long handle, in Request request, SpanKind kind, long startedAt, bool failed)
    {
        var row = Row(handle);
        if (_counts[row] == MostSpans)
            return;
        _open[row * MostSpans + _counts[row]++] = new Span(
            kind,
            (int)(startedAt - request.ArrivedAt),
            (int)(kernel.Now - startedAt),
            failed
        );
    }

    /// <summary>A request was answered: its trace is stored if it is of interest.</summary>
    public void Answered(long handle, in Request request, int status, long duration, bool slow)
    {
        if (status < 500 && !slow && (request.Trace & 63) != 0)
            return;
        if (kernel.Now / Kernel.Second != _second)
            (_second, _inSecond) = (kernel.Now / Kernel.Second, 0);
        if (_inSecond++ >= PerSecond)
            return;
        var row = Row(handle);
        var place = (int)(Written++ % Capacity);
        _heads[place] = new TraceHead(
            request.Trace,
            request.ArrivedAt,
            request.Route,
            status,
            (int)duration,
            request.Instance,
            _counts[row]
        );
        Array.Copy(_open, row * MostSpans, _kept, place * MostSpans, _counts[row]);
        hash.Add(request.Trace);
        for (var i = 0; i < _counts[row]; i++)
            hash.Add(_open[row * MostSpans + i].Duration);
    }

    /// <summary>A stored trace, counted from the newest.</summary>
    public bool TryRead(int back, out TraceHead head, out ReadOnlySpan<Span> spans)
    {
        if (back >= Math.Min(Written, Capacity))
        {
            head = default;
            spans = default;
            return false;
        }

        var place = (int)((Written - 1 - back) % Capacity);
        head = _heads[place];
        spans = _kept.AsSpan(place * MostSpans, head.Spans);
        return true;
    }

    static int Row(long handle) => (int)(handle & int.MaxValue);
}
