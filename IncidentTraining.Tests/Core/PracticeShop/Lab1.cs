using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop;

/// <summary>The real scenario of Lab 1, and a responder who works on it.</summary>
static class Lab1
{
    public const string Experiment = "http-latency-500ms";

    public static string Text { get; } = File.ReadAllText(Path.Combine(Root(), "content/scenarios/lab-1-high-latency.yaml"));

    static readonly Lazy<Scenario> Read = new(() =>
    {
        var file = new ContentFile("scenarios/lab-1-high-latency.yaml", Text);
        var scenario = ScenarioReader.Read(file);
        return file.Problems.Count == 0 ? scenario : throw new InvalidDataException(string.Join('\n', file.Problems));
    });

    public static Scenario Scenario => Read.Value;

    public static TheoryData<string> Causes => [.. Scenario.RootCauses.Select(cause => cause.Id)];

    /// <summary>A seed that picks this root cause.</summary>
    public static long SeedOf(string cause)
    {
        for (long seed = 1; ; seed++)
        {
            if (Scenario.RootCauseFor(seed).Id == cause)
                return seed;
        }
    }

    public static RootCause Cause(string id) => Scenario.RootCauses.Single(cause => cause.Id == id);

    public static ShopSimulation ShopWith(string cause) => ShopSimulation.Create(Scenario, SeedOf(cause));

    /// <summary>Runs for a number of further seconds.</summary>
    public static void Run(this ShopSimulation shop, double seconds) => shop.AdvanceTo(shop.Now + TimeSpan.FromSeconds(seconds));

    /// <summary>Takes an action now; arguments as alternating names and values.</summary>
    public static InputAnswer Do(this ShopSimulation shop, string action, params string[] arguments)
    {
        var byName = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        return shop.Apply(new ShopInput(shop.Now.Ticks + 1 + shop.EventsAfter(0).Count, shop.Now, action, byName));
    }

    public static void Mitigate(this ShopSimulation shop, string cause)
    {
        foreach (var step in Cause(cause).Mitigations)
            shop.Do(step.Action, [.. step.Arguments.SelectMany(pair => new[] { pair.Key, pair.Value })]);
    }

    static readonly Dictionary<string, Lazy<ShopSimulation>> Incidents = Scenario.RootCauses.ToDictionary(
        cause => cause.Id,
        cause => new Lazy<ShopSimulation>(() => InTrouble(cause.Id))
    );

    /// <summary>The same as <see cref="InTrouble"/>, shared by tests that only read.</summary>
    public static ShopSimulation Incident(string cause) => Incidents[cause].Value;

    /// <summary>One minute of quiet, then the experiment, then the newsletter, until the incident is in full swing.</summary>
    public static ShopSimulation InTrouble(string cause)
    {
        var shop = ShopWith(cause);
        shop.Run(60);
        shop.Do("enable-experiment", "experiment", Experiment);
        shop.Run(240);
        return shop;
    }

    /// <summary>Continues the run and returns whether it counted as resolved at the end of any second.</summary>
    public static bool ResolvesWithin(this ShopSimulation shop, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            shop.Run(1);
            if (shop.Truth().ResolvedAt is not null)
                return true;
        }
        return false;
    }

    public static IReadOnlyList<double> Line(this ShopSimulation shop, string name, double lastSeconds) =>
        shop.Charts(shop.Now - TimeSpan.FromSeconds(lastSeconds)).Lines.Single(line => line.Name == name).Values;

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IncidentTraining.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        return folder.FullName;
    }
}
