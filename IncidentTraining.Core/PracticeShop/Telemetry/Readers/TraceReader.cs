using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Telemetry.Traces;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Renders traces.</summary>
static class TraceReader
{
    public static TracePage Read(ShopSystem shop, TraceQuery query)
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
            if ((query.Route.Length == 0 || query.Route == trace.Route) && words.All(word => Has(trace, word)))
                found.Add(trace);
        }

        return new TracePage(found, shop.Traces.Written);
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
