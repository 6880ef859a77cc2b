namespace IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

/// <summary>Type of a metric in the Prometheus exposition.</summary>
enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>A metric's name with the series that carry its label sets.</summary>
sealed record MetricFamily(string Name, string Help, MetricType Type, List<MetricSeries> Series);

/// <summary>One label set of a metric.</summary>
/// <param name="Labels">Labels as in the exposition format, without braces.</param>
/// <param name="Index">Index of its first value in <see cref="MetricRegistry.Values"/>.</param>
/// <param name="Divisor">Whole units of a stored value per unit of the metric, 1,000,000 for microseconds shown as seconds.</param>
/// <param name="Histogram">Its buckets if it is a histogram.</param>
sealed record MetricSeries(string Labels, int Index, long Divisor, Histogram? Histogram);

/// <summary>
/// All metrics of a shop as whole numbers in one array: exact, cheap to count, and ready to be stored once a second. Every
/// label set is declared before the shop starts.
/// </summary>
sealed class MetricRegistry
{
    /// <summary>The value of a gauge that could not be measured; shown as NaN.</summary>
    public const long NoData = -1L << 40;

    long[] _values = new long[256];

    /// <summary>The metrics in declaration order.</summary>
    public List<MetricFamily> Families { get; } = [];

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The present values.</summary>
    public ReadOnlySpan<long> Values => _values.AsSpan(0, Count);

    /// <summary>Declares a counter.</summary>
    public int Counter(string name, string help, string labels = "") => Declare(name, help, MetricType.Counter, labels, 1, null, 1);

    /// <summary>Declares a gauge.</summary>
    public int Gauge(string name, string help, string labels = "", long divisor = 1) =>
        Declare(name, help, MetricType.Gauge, labels, divisor, null, 1);

    /// <summary>Declares a histogram of durations in microseconds, shown in seconds.</summary>
    public Histogram Histogram(string name, string help, string labels, long[] bounds)
    {
        var histogram = new Histogram(this, Count, bounds);
        Declare(name, help, MetricType.Histogram, labels, Engine.Kernel.Second, histogram, bounds.Length + 2);
        return histogram;
    }

    /// <summary>Adds to a value.</summary>
    public void Add(int index, long amount = 1) => _values[index] += amount;

    /// <summary>Sets a value.</summary>
    public void Set(int index, long value) => _values[index] = value;

    int Declare(string name, string help, MetricType type, string labels, long divisor, Histogram? histogram, int values)
    {
        var family = Families.Find(known => known.Name == name);
        if (family is null)
            Families.Add(family = new MetricFamily(name, help, type, []));
        family.Series.Add(new MetricSeries(labels, Count, divisor, histogram));
        var index = Count;
        Count += values;
        if (Count > _values.Length)
            Array.Resize(ref _values, Count * 2);
        return index;
    }
}

/// <summary>A histogram: one count per bucket, one for values above the last bound, and the sum.</summary>
sealed class Histogram(MetricRegistry registry, int first, long[] bounds)
{
    /// <summary>Upper bounds of the buckets in microseconds.</summary>
    public long[] Bounds => bounds;

    /// <summary>Index of the first bucket's count among the values.</summary>
    public int First => first;

    /// <summary>Index of the sum in microseconds.</summary>
    public int Sum => first + bounds.Length + 1;

    /// <summary>Counts a duration and returns its bucket.</summary>
    public int Observe(long microseconds)
    {
        var bucket = 0;
        while (bucket < bounds.Length && microseconds > bounds[bucket])
            bucket++;
        registry.Add(first + bucket);
        registry.Add(Sum, microseconds);
        return bucket;
    }
}
