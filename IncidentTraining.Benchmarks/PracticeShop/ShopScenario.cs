using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Benchmarks.PracticeShop;

/// <summary>Lab 1 as played: the scenario next to the program, and an hour of a responder's inputs.</summary>
static class ShopScenario
{
    public static Scenario Lab1 { get; } = Read("lab-1-high-latency");

    /// <summary>Advances a shop by an hour in which nothing goes wrong.</summary>
    public static ShopSimulation QuietHour()
    {
        var shop = ShopSimulation.Create(Lab1, seed: 1);
        shop.AdvanceTo(TimeSpan.FromHours(1));
        return shop;
    }

    /// <summary>Advances a shop by an hour of an incident that no one repairs: the most events in Lab 1.</summary>
    public static ShopSimulation IncidentHour()
    {
        var shop = ShopSimulation.Create(Lab1, seed: 1);
        var experiment = new Dictionary<string, string> { ["experiment"] = "http-latency-500ms" };
        shop.Apply(new ShopInput(1, TimeSpan.FromMinutes(1), "enable-experiment", experiment));
        shop.AdvanceTo(TimeSpan.FromHours(1));
        return shop;
    }

    /// <summary>The shop of the hour before a run.</summary>
    public static EarlierShop Earlier { get; } = EarlierShop.Before(Lab1, seed: 1);

    /// <summary>The shop of the day before a run.</summary>
    public static EarlierShop Yesterday { get; } = EarlierShop.Yesterday(Lab1, seed: 1);

    /// <summary>A shop of Lab 1 at a time.</summary>
    public static ShopSimulation After(TimeSpan time, long seed)
    {
        var shop = ShopSimulation.Create(Lab1, seed);
        shop.AdvanceTo(time);
        return shop;
    }

    /// <summary>A shop of Lab 3 whose log is full, after the loudest of its causes.</summary>
    public static ShopSimulation Loud()
    {
        var lab = Read("lab-3-database-connection");
        var shop = ShopSimulation.Create(lab, Enumerable.Range(1, 1000).First(seed => lab.RootCauseFor(seed).Id == "too-many-connections"));
        shop.AdvanceTo(TimeSpan.FromMinutes(75));
        return shop;
    }

    static Scenario Read(string id)
    {
        var path = $"scenarios/{id}.yaml";
        var file = new ContentFile(path, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, path)));
        var scenario = ScenarioReader.Read(file);
        return file.Problems.Count == 0 ? scenario : throw new InvalidDataException(string.Join('\n', file.Problems));
    }
}
