using IncidentTraining.Core.PracticeShop.Telemetry.Traces;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Renders traces.</summary>
static class TraceReader
{
    /// <summary>Reads traces.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="query">Which ones.</param>
    /// <param name="past">Traces of the hour before the run, newest first; the ring includes those that the run has not pushed out.</param>
    public static TracePage Read(ShopSystem shop, TraceQuery query, IReadOnlyList<ShopTrace> past)
    {
        var words = query.Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = new List<ShopTrace>();
        for (var back = 0; found.Count < query.Limit && shop.Traces.TryRead(back, out var head, out var spans); back++)
        {
            if (query.FailedOnly && head.Status < 500 || head.Duration < query.MinimumMilliseconds * 1000L)
                continue;
            var at = TimeSpan.FromMicroseconds(head.At);
            if (at < query.From || at > query.To)
                continue;
            var trace = Render(shop, head, spans);
            if (Fits(trace, query, words))
                found.Add(trace);
        }

        var kept = past.Take((int)Math.Max(0, TraceBook.Capacity - shop.Traces.Written)).ToList();
        found.AddRange(kept.Where(trace => Fits(trace, query, words)).Take(query.Limit - found.Count));
        return new TracePage(found, shop.Traces.Written + kept.Count);
    }

    public static ShopTrace? Find(ShopSystem shop, string id)
    {
        for (var back = 0; shop.Traces.TryRead(back, out var head, out var spans); back++)
        {
            if (string.Equals(head.Id.ToString("x16"), id, StringComparison.OrdinalIgnoreCase))
                return Render(shop, head, spans);
        }

        return null;
    }

    static bool Fits(ShopTrace trace, TraceQuery query, string[] words) =>
        (!query.FailedOnly || trace.Status >= 500)
        && trace.Milliseconds >= query.MinimumMilliseconds
        && !(trace.At < query.From)
        && !(trace.At > query.To)
        && (query.Route.Length == 0 || query.Route == trace.Route)
        && words.All(word => Has(trace, word));

    static ShopTrace Render(ShopSystem shop, in TraceHead head, ReadOnlySpan<Span> spans)
    {
        var instance = shop.Balancer.Instances[head.Instance].Name;
        var rendered = new List<TraceSpan>(spans.Length + 1)
        {
            new(Name(head.Route), instance, 0, head.Duration / 1000.0, head.Status >= 500, $"status {head.Status}"),
        };
        foreach (var span in spans)
        {
            var (name, service, detail) = SpanKinds.Describe(span.Kind);
            rendered.Add(new TraceSpan(name, service, span.Start / 1000.0, span.Duration / 1000.0, span.Failed, detail));
        }

        return new ShopTrace(
            head.Id.ToString("x16"),
            TimeSpan.FromMicroseconds(head.At),
            Name(head.Route),
            head.Status,
            head.Duration / 1000.0,
            instance,
            rendered
        );
    }

    static string Name(Route route) => $"{Routes.Method(route)} {Routes.Path(route)}";

    static bool Has(ShopTrace trace, string word) =>
        Within(trace.Id, word)
        || Within(trace.Route, word)
        || Within(trace.Instance, word)
        || trace.Spans.Any(span => Within(span.Name, word) || Within(span.Service, word));

    static bool Within(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
