using System.Globalization;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>Evaluates a runbook's check in a shop, using what a responder can see.</summary>
internal static class ShopLook
{
    private const string Quiet = "quiet";

    public static bool Holds(ShopSimulation shop, ShopCondition condition) =>
        condition is { Place: "alert", Words: Quiet }
            ? !SymptomWatch.Shows(shop, Symptom(condition with { Words = "firing" }))
            : SymptomWatch.Shows(shop, Symptom(condition));

    /// <summary>Describes what is observed, in a few words.</summary>
    public static string Seen(ShopSimulation shop, ShopCondition condition) =>
        condition.Place switch
        {
            "chart" => $"{condition.Name} is {Value(shop, condition.Name)}",
            "alert" when condition.Name == SymptomWatch.Any => shop.Alerts()
                .Where(alert => alert.State == "firing")
                .Select(alert => alert.Id)
                .ToList()
                is { Count: > 0 } firing
                ? $"firing: {string.Join(", ", firing)}"
                : "no alert is firing",
            "alert" =>
                $"{condition.Name} is {shop.Alerts().FirstOrDefault(alert => alert.Id == condition.Name)?.State ?? "not among this shop's alerts"}",
            "log" => SymptomWatch.Shows(shop, Symptom(condition))
                ? $"the log has “{condition.Words}”"
                : $"the log has no line with “{condition.Words}”",
            "health" =>
                $"{condition.Name} is {(condition.Name == "ready" ? shop.Ready().State : shop.Ready().Dependencies.FirstOrDefault(one => one.Name == condition.Name)?.State ?? "unknown")}",
            "status" => $"{condition.Name} says {shop.StatusPages().First(page => page.Id == condition.Name).State}",
            "statement" => string.Create(
                CultureInfo.InvariantCulture,
                $"{condition.Name} takes {shop.Database().Queries.FirstOrDefault(query => query.Name == condition.Name)?.MeanMilliseconds ?? 0:0.#} ms on average"
            ),
            "loop" => shop.State().Instances.FirstOrDefault(instance => instance.Name == condition.Name)?.LoopPercent is { } percent
                ? $"the event loop of {condition.Name} is busy {percent} % of the time"
                : $"the event loop of {condition.Name} has not been sampled",
            "memory" => shop.State().Instances.FirstOrDefault(instance => instance.Name == condition.Name)?.MemoryPercent is { } kept
                ? $"{condition.Name} keeps {kept} % of its memory"
                : $"the memory of {condition.Name} has not been sampled",
            _ =>
                $"{condition.Name} is {shop.NetworkCheck().FirstOrDefault(probe => $"{probe.From}-{probe.To}" == condition.Name)?.State ?? "unknown"}",
        };

    private static string Value(ShopSimulation shop, string chart)
    {
        var line = shop.Charts(shop.Now - TimeSpan.FromSeconds(2)).Lines.Single(one => one.Name == chart);
        return line.Values.Count == 0 || double.IsNaN(line.Values[^1])
            ? "not measured now"
            : string.Create(CultureInfo.InvariantCulture, $"{line.Values[^1]:0.##} {line.Unit}").TrimEnd();
    }

    private static Symptom Symptom(ShopCondition condition) =>
        new(
            Enum.Parse<SymptomKind>(condition.Place, ignoreCase: true),
            condition.Name,
            condition.Words,
            condition.Above,
            condition.Below,
            default
        );
}
