namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>
/// A block of log lines, stored compactly: small numbers, which most arguments are, take one or two bytes. The start of each line is stored
/// as well, so that any line can be read without the previous ones.
/// </summary>
sealed class LogSegment
{
    /// <summary>Lines and bytes per segment; it is full when either is used up.</summary>
    public const int MostLines = 512,
        Bytes = 12 * 1024;

    /// <summary>Memory used by a segment, including its fields and the headers of its arrays.</summary>
    public const int Size = Bytes + MostLines * sizeof(ushort) + 160;

    /// <summary>Nine integers of at most ten bytes each, and the byte that shows which are present.</summary>
    const int LongestLine = 91;

    const int Arguments = 6,
        HasTrace = 8;

    readonly byte[] _bytes = new byte[Bytes];
    readonly ushort[] _starts = new ushort[MostLines];
    long _base;
    int _used;

    /// <summary>Sequence number of its first line.</summary>
    public long First { get; private set; }

    /// <summary>Lines in it.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == MostLines || Bytes - _used < LongestLine;

    /// <summary>Empties the segment for reuse, for the lines from a sequence number on.</summary>
    public LogSegment Begin(long first, long at)
    {
        (First, Count, _base, _used) = (first, 0, at, 0);
        return this;
    }

    /// <summary>Adds a line at the end.</summary>
    public void Add(in LogEntry entry)
    {
        _starts[Count++] = (ushort)_used;
        var arguments = Arguments;
        while (arguments > 0 && entry[arguments - 1] == 0)
            arguments--;
        _bytes[_used++] = (byte)(arguments | (entry.Trace != 0 ? HasTrace : 0));
        Put(entry.At - _base);
        Put(entry.Template);
        if (entry.Trace != 0)
        {
            // A trace id is random in all bits and cannot be compressed.
            BitConverter.TryWriteBytes(_bytes.AsSpan(_used), entry.Trace);
            _used += sizeof(long);
        }

        for (var place = 0; place < arguments; place++)
            Put(entry[place]);
    }

    /// <summary>The template of a line, without reading the rest.</summary>
    public int TemplateAt(int line)
    {
        var place = _starts[line] + 1;
        Take(ref place);
        return (int)Take(ref place);
    }

    /// <summary>Reads a line.</summary>
    public LogEntry this[int line]
    {
        get
        {
            var place = (int)_starts[line];
            var head = _bytes[place++];
            var at = _base + Take(ref place);
            var template = Take(ref place);
            var trace = 0L;
            if ((head & HasTrace) != 0)
            {
                trace = BitConverter.ToInt64(_bytes, place);
                place += sizeof(long);
            }

            var left = head & (HasTrace - 1);
            return new LogEntry(at, template, trace, Next(), Next(), Next(), Next(), Next(), Next());

            long Next() => left-- > 0 ? Take(ref place) : 0;
        }
    }

    /// <summary>Seven bits per byte, lowest first; the sign is the lowest bit, so that small negative numbers are short too.</summary>
    void Put(long number)
    {
        var rest = (ulong)(number << 1 ^ number >> 63);
        for (; rest >= 0x80; rest >>= 7)
            _bytes[_used++] = (byte)(rest | 0x80);
        _bytes[_used++] = (byte)rest;
    }

    long Take(ref int place)
    {
        var (number, shift) = (0UL, 0);
        while (true)
        {
            var next = _bytes[place++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)(number >> 1) ^ -(long)(number & 1);
            shift += 7;
        }
    }
}
