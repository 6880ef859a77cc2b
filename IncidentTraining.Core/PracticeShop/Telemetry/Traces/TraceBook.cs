using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Traces;

/// <summary>A span as it is kept: times in microseconds, from the arrival of its request.</summary>
readonly record struct Span(SpanKind Kind, int Start, int Duration, bool Failed);

/// <summary>A trace as it is kept; its spans lie beside it.</summary>
record struct TraceHead(long Id, long At, Route Route, int Status, int Duration, int Instance, int Spans);

/// <summary>
/// Notes the steps of every request while it is under way, and keeps those of slow and failed requests and of one in 64 of the
/// others in a ring. Nothing is allocated once the API's busiest moment has been seen.
/// </summary>
sealed class TraceBook(Kernel kernel, StableHash hash) : ITraceReports
{
    /// <summary>Traces kept, about 230 bytes each.</summary>
    public const int Capacity = 512;

    /// <summary>Spans of one request; later ones are not noted.</summary>
    public const int MostSpans = 12;

    /// <summary>Traces kept of one second, so that a burst of failures does not push everything else out.</summary>
    const int PerSecond = 8;

    readonly TraceHead[] _heads = new TraceHead[Capacity];
    readonly Span[] _kept = new Span[Capacity * MostSpans];
    Span[] _open = new Span[64 * MostSpans];
    int[] _counts = new int[64];
    long _second;
    int _inSecond;

    /// <summary>Traces kept so far.</summary>
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

    /// <summary>A step has ended now.</summary>
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

    /// <summary>A request was answered: its trace is kept, if it is worth it.</summary>
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

    /// <summary>A kept trace, counted from the newest.</summary>
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
