using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>Looks for a symptom in the place where a responder would look.</summary>
static class SymptomWatch
{
    /// <summary>Matches any alert.</summary>
    public const string Any = "any";

    public static bool Shows(ShopSimulation shop, Symptom symptom) =>
        symptom.Kind switch
        {
            SymptomKind.Chart => Value(shop, symptom.Name) is var value
                && (symptom.Above is { } above && value > above || symptom.Below is { } below && value < below),
            SymptomKind.Log => shop.Logs(new ShopLogQuery { Search = symptom.Words, Limit = 1 }).Lines is [{ At.Ticks: >= 0 }],
            SymptomKind.Alert => shop.Alerts()
                .Any(alert => (symptom.Name == Any || alert.Id == symptom.Name) && alert.State == symptom.Words),
            SymptomKind.Health => Health(shop, symptom.Name) == symptom.Words,
            SymptomKind.Status => shop.StatusPages().Any(page => page.Id == symptom.Name && page.State == symptom.Words),
            SymptomKind.Statement => shop.Database()
                .Queries.Any(query => query.Name == symptom.Name && query.MeanMilliseconds > symptom.Above),
            SymptomKind.Loop => shop.State()
                .Instances.Any(instance => instance.Name == symptom.Name && instance.LoopPercent > symptom.Above),
            SymptomKind.Cached => shop.Database().Queries.Any(query => query.Name == symptom.Name && query.CachedPercent < symptom.Below),
            SymptomKind.Memory => shop.State()
                .Instances.Any(instance => instance.Name == symptom.Name && instance.MemoryPercent > symptom.Above),
            _ => shop.NetworkCheck().Any(probe => $"{probe.From}-{probe.To}" == symptom.Name && probe.State == symptom.Words),
        };

    public static string Describe(Symptom symptom) =>
        symptom.Kind switch
        {
            SymptomKind.Chart => symptom.Above is { } above
                ? $"chart '{symptom.Name}' above {above}"
                : $"chart '{symptom.Name}' below {symptom.Below}",
            SymptomKind.Log => $"a log line with '{symptom.Words}'",
            SymptomKind.Statement => $"statement '{symptom.Name}' with a mean above {symptom.Above} ms",
            SymptomKind.Loop => $"the event loop of '{symptom.Name}' above {symptom.Above} %",
            SymptomKind.Cached => $"statement '{symptom.Name}' with less than {symptom.Below} % of its pages from the cache",
            SymptomKind.Memory => $"the memory of '{symptom.Name}' above {symptom.Above} %",
            _ => $"{symptom.Kind.ToString().ToLowerInvariant()} '{symptom.Name}' {symptom.Words}",
        };

    static double Value(ShopSimulation shop, string line)
    {
        var values = shop.Charts(shop.Now - TimeSpan.FromSeconds(2)).Lines.Single(chart => chart.Name == line).Values;
        return values.Count == 0 ? double.NaN : values[^1];
    }

    static string Health(ShopSimulation shop, string name)
    {
        var ready = shop.Ready();
        return name == "ready" ? ready.State : ready.Dependencies.FirstOrDefault(dependency => dependency.Name == name)?.State ?? "";
    }
}
