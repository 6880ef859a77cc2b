using System.Globalization;
using System.Text;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

/// <summary>The Prometheus text exposition format, version 0.0.4.</summary>
static class PrometheusText
{
    /// <summary>Renders the current values. Counters and histograms whose label sets are all zero are left out.</summary>
    public static string Render(MetricRegistry registry)
    {
        var text = new StringBuilder(16 * 1024);
        foreach (var family in registry.Families)
        {
            var shown = family.Series.Where(series => family.Type == MetricType.Gauge || HasCounted(registry, series)).ToList();
            if (shown.Count == 0)
                continue;
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(family.Help).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type.ToString().ToLowerInvariant()).Append('\n');
            foreach (var series in shown)
            {
                if (series.Histogram is null)
                    Line(text, family.Name, series.Labels, registry.Values[series.Index], series.Divisor);
                else
                    Buckets(text, family.Name, series, registry.Values);
            }
        }
        return text.ToString();
    }

    static bool HasCounted(MetricRegistry registry, MetricSeries series) =>
        registry.Values.Slice(series.Index, series.Histogram is { } histogram ? histogram.Bounds.Length + 2 : 1).IndexOfAnyExcept(0) >= 0;

    static void Buckets(StringBuilder text, string name, MetricSeries series, ReadOnlySpan<long> values)
    {
        var histogram = series.Histogram!;
        var separator = series.Labels.Length == 0 ? "" : ",";
        long count = 0;
        for (var bucket = 0; bucket <= histogram.Bounds.Length; bucket++)
        {
            count += values[histogram.First + bucket];
            var bound = bucket == histogram.Bounds.Length ? "+Inf" : Number(histogram.Bounds[bucket], series.Divisor);
            Line(text, name + "_bucket", $"{series.Labels}{separator}le=\"{bound}\"", count, 1);
        }
        Line(text, name + "_sum", series.Labels, values[histogram.Sum], series.Divisor);
        Line(text, name + "_count", series.Labels, count, 1);
    }

    static void Line(StringBuilder text, string name, string labels, long value, long divisor)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value, divisor)).Append('\n');
    }

    static string Number(long value, long divisor) =>
        value == MetricRegistry.NoData ? "NaN" : ((decimal)value / divisor).ToString("0.############", CultureInfo.InvariantCulture);
}
