using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads the symptoms of a scenario or a root cause.</summary>
static class SymptomReader
{
    static readonly string[] Pages = ["paylane", "supabase", "mail"];
    static readonly string[] Dependencies = ["ready", "database", "redis", "gateway", "rotation"];

    public static IReadOnlyList<Symptom> Read(YamlMap map) => [.. map.Maps("symptoms").Select(symptom => ReadOne(symptom, dated: true))];

    /// <summary>Reads one symptom.</summary>
    /// <param name="map">Where it stands.</param>
    /// <param name="dated">Whether it states a time by which it shows.</param>
    public static Symptom ReadOne(YamlMap map, bool dated) =>
        Read(map, dated ? map.Duration("by") : TimeSpan.Zero) with
        {
            Line = map.Line,
        };

    static Symptom Read(YamlMap map, TimeSpan by)
    {
        if (map.Text("chart") is { } chart)
            return Chart(map, chart, by);
        if (map.Text("log") is { } words)
            return new Symptom(SymptomKind.Log, "", words, null, null, by);
        if (map.Text("alert") is { } alert)
            return new Symptom(SymptomKind.Alert, alert, "firing", null, null, by);
        if (map.Text("health") is { } dependency)
            return State(map, SymptomKind.Health, "health", dependency, Dependencies, by);
        if (map.Text("status") is { } page)
            return State(map, SymptomKind.Status, "status", page, Pages, by);
        if (map.Text("network") is { } way)
            return State(map, SymptomKind.Network, "network", way, Components.Network.NetworkRoutes.All, by);
        if (map.Text("statement") is { } statement)
            return Measured(map, SymptomKind.Statement, "statement", statement, Components.Database.DatabaseOptions.Statements, by);
        if (map.Text("loop") is { } instance)
            return Measured(map, SymptomKind.Loop, "loop", instance, Components.Api.ApiOptions.Names, by);
        if (map.Text("memory") is { } process)
            return Measured(map, SymptomKind.Memory, "memory", process, Components.Api.ApiOptions.Names, by);
        if (map.Text("cached") is { } reader)
        {
            Known(map, "cached", reader, Components.Database.DatabaseOptions.Statements);
            return new Symptom(SymptomKind.Cached, reader, "", null, Bound(map, reader), by);
        }

        map.Report(
            "shows",
            "The symptom does not say where it shows",
            "Name a chart, log, alert, health, status, network, statement, loop, memory or cached"
        );
        return new Symptom(SymptomKind.Log, "", "", null, null, by);
    }

    static Symptom Chart(YamlMap map, string chart, TimeSpan by)
    {
        if (!ChartNames.All.Contains(chart))
            map.Report("chart", $"There is no chart line '{chart}'", $"Choose from {string.Join(", ", ChartNames.All)}");
        var (above, below) = (map.OptionalNumber("above"), map.OptionalNumber("below"));
        if (above is null == below is null)
            map.Report("chart", $"The symptom of '{chart}' has no bound, or two", "Give it either 'above' or 'below'");
        return new Symptom(SymptomKind.Chart, chart, "", above, below, by);
    }

    static Symptom Measured(YamlMap map, SymptomKind kind, string key, string name, IReadOnlyCollection<string> names, TimeSpan by)
    {
        Known(map, key, name, names);
        if (map.OptionalNumber("above") is not { } above)
        {
            map.Report(key, $"The symptom of '{name}' has no bound", "Give it 'above'");
            return new Symptom(kind, name, "", 0, null, by);
        }

        return new Symptom(kind, name, "", above, null, by);
    }

    static double Bound(YamlMap map, string name)
    {
        if (map.OptionalNumber("below") is { } below)
            return below;
        map.Report("cached", $"The symptom of '{name}' has no bound", "Give it 'below'");
        return 0;
    }

    static void Known(YamlMap map, string key, string name, IReadOnlyCollection<string> names)
    {
        if (!names.Contains(name))
            map.Report(key, $"There is no '{name}' in {key}", $"Choose from {string.Join(", ", names)}");
    }

    static Symptom State(YamlMap map, SymptomKind kind, string key, string name, IReadOnlyCollection<string> names, TimeSpan by)
    {
        Known(map, key, name, names);
        return new Symptom(kind, name, map.Required("state"), null, null, by);
    }
}
