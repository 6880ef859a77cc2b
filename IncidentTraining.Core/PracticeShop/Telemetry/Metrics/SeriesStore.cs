using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

/// <summary>
/// One sample of every value per virtual second, for at least two hours, in a fixed amount of memory: each row contains only the changes
/// since the previous row, and every 64th row is complete, so that reading need not begin at the first.
/// </summary>
/// <remarks>
/// A row is a bitmap of the changed values followed by their differences as zigzag varints. Lab 1 at its worst takes about 85 bytes per
/// row.
/// </remarks>
sealed class SeriesStore(MetricRegistry registry)
{
    /// <summary>Size of the store in bytes. When it is full, the oldest 64 seconds are overwritten.</summary>
    public const int Capacity = 652 * 1024;

    const int RowsPerChunk = 64;
    const int Chunks = 256;

    readonly record struct Chunk(long Start, int FirstSecond, int Rows);

    readonly byte[] _bytes = new byte[Capacity];
    readonly Chunk[] _chunks = new Chunk[Chunks];
    readonly long[] _previous = new long[registry.Count];
    readonly byte[] _changed = new byte[(registry.Count + 7) / 8];
    int _oldest,
        _newest = -1;

    /// <summary>Bytes written so far, including overwritten ones.</summary>
    public long Written { get; private set; }

    /// <summary>First second that is still stored.</summary>
    public int FirstSecond => _newest < 0 ? 0 : _chunks[_oldest % Chunks].FirstSecond;

    /// <summary>Second after the last one stored.</summary>
    public int EndSecond => _newest < 0 ? 0 : _chunks[_newest % Chunks].FirstSecond + _chunks[_newest % Chunks].Rows;

    /// <summary>Stores the registry's current values as the next second's row and adds the changes to a fingerprint.</summary>
    public void Append(StableHash hash)
    {
        var second = EndSecond;
        if (_newest < 0 || _chunks[_newest % Chunks].Rows == RowsPerChunk)
        {
            _chunks[++_newest % Chunks] = new Chunk(Written, second, 0);
            Array.Clear(_previous);
            if (_newest - _oldest == Chunks)
                _oldest++;
        }

        var values = registry.Values;
        Array.Clear(_changed);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != _previous[i])
                _changed[i >> 3] |= (byte)(1 << (i & 7));
        }
        foreach (var bits in _changed)
            Write(bits);
        for (var i = 0; i < values.Length; i++)
        {
            var difference = values[i] - _previous[i];
            if (difference == 0)
                continue;
            WriteVariable((ulong)((difference << 1) ^ (difference >> 63)));
            hash.Add(i);
            hash.Add(values[i]);
            _previous[i] = values[i];
        }
        _chunks[_newest % Chunks] = _chunks[_newest % Chunks] with { Rows = _chunks[_newest % Chunks].Rows + 1 };
        while (_chunks[_oldest % Chunks].Start < Written - Capacity)
            _oldest++;
    }

    /// <summary>Reads rows, starting at a second; see <see cref="Reader"/>.</summary>
    public Reader From(int second) => new(this, second);

    void Write(byte value) => _bytes[Written++ % Capacity] = value;

    void WriteVariable(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Write((byte)(value | 0x80));
        Write((byte)value);
    }

    /// <summary>Iterates over the stored rows, second by second.</summary>
    public sealed class Reader
    {
        readonly SeriesStore _store;
        readonly byte[] _changed;
        int _chunk,
            _row;
        long _at;

        internal Reader(SeriesStore store, int second)
        {
            _store = store;
            _changed = new byte[store._changed.Length];
            Values = new long[store._previous.Length];
            _chunk = store._oldest;
            while (_chunk < store._newest && store._chunks[(_chunk + 1) % Chunks].FirstSecond <= second)
                _chunk++;
            Second = store.FirstSecond - 1;
            if (store._newest >= 0)
                Enter();
            while (Second < second - 1 && Next())
            {
                // Rows before the requested one are only summed up.
            }
        }

        /// <summary>The second of the current row.</summary>
        public int Second { get; private set; }

        /// <summary>The values of the current row.</summary>
        public long[] Values { get; }

        /// <summary>Moves to the next row, if there is one.</summary>
        public bool Next()
        {
            if (_store._newest < 0)
                return false;
            if (_row == _store._chunks[_chunk % Chunks].Rows)
            {
                if (_chunk == _store._newest)
                    return false;
                _chunk++;
                Enter();
            }
            for (var i = 0; i < _changed.Length; i++)
                _changed[i] = Read();
            for (var i = 0; i < Values.Length; i++)
            {
                if ((_changed[i >> 3] & (1 << (i & 7))) == 0)
                    continue;
                var coded = ReadVariable();
                Values[i] += (long)(coded >> 1) ^ -(long)(coded & 1);
            }
            _row++;
            Second++;
            return true;
        }

        void Enter()
        {
            var chunk = _store._chunks[_chunk % Chunks];
            (_at, _row, Second) = (chunk.Start, 0, chunk.FirstSecond - 1);
            Array.Clear(Values);
        }

        byte Read() => _store._bytes[_at++ % Capacity];

        ulong ReadVariable()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var part = Read();
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                    return value;
            }
        }
    }
}
