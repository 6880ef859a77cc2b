using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>The real scenarios of all labs, and that of the pager.</summary>
static class Labs
{
    static readonly string Folder = Path.Combine(Root(), "content/scenarios");

    /// <summary>The practice shop's source.</summary>
    public static string Shop { get; } = Path.Combine(Root(), "content/practice-shop");

    static readonly Dictionary<string, Scenario> Read = Directory
        .GetFiles(Folder, "*.yaml")
        .Select(ReadFile)
        .ToDictionary(scenario => scenario.Id);

    /// <summary>The largest scenario that no lab names: only the pager draws it, and some of its causes are healthy shops.</summary>
    public static Scenario Pager => Read["on-call"];

    /// <summary>All scenarios that only the pager draws.</summary>
    public static IReadOnlyCollection<Scenario> Pagers { get; } =
    [.. Read.Values.Where(IsPager).OrderBy(scenario => scenario.Id, StringComparer.Ordinal)];

    /// <summary>The scenarios of the labs.</summary>
    public static IReadOnlyCollection<Scenario> All { get; } = [.. Read.Values.Where(scenario => !IsPager(scenario))];

    /// <summary>
    /// The scenarios of the labs in which the cause must be found: all but those for practice. The cause of the introductory incident is
    /// not secret, and those of the security incident differ in one line of the log: it trains what to do first.
    /// </summary>
    public static IReadOnlyCollection<Scenario> Drawn { get; } =
    [.. All.Where(scenario => scenario.Id is not ("first-incident" or "security-order-export"))];

    /// <summary>The scenarios in whose channel the usual people listen: all but the security incident, which no pager draws.</summary>
    public static IReadOnlyCollection<Scenario> WithUsualPeople { get; } =
    [.. All.Where(scenario => scenario.Id != "security-order-export")];

    /// <summary>The scenarios of the labs and of the pager.</summary>
    public static IReadOnlyCollection<Scenario> WithPager => Read.Values;

    public static Scenario Scenario(string id) => Read[id];

    /// <summary>Every root cause of every lab.</summary>
    public static TheoryData<string, string> Causes
    {
        get
        {
            var causes = new TheoryData<string, string>();
            foreach (var scenario in All.OrderBy(scenario => scenario.Id))
            {
                foreach (var cause in scenario.RootCauses)
                    causes.Add(scenario.Id, cause.Id);
            }

            return causes;
        }
    }

    public static RootCause Cause(string scenario, string id) => Read[scenario].RootCauses.Single(cause => cause.Id == id);

    /// <summary>When the trouble begins in the run of the cause's smallest seed.</summary>
    public static TimeSpan Begin(string scenario, string cause) =>
        Read[scenario].BeginsAt(ScenarioProof.SeedOf(Read[scenario], Cause(scenario, cause)));

    /// <summary>A shop with a root cause, at the moment of its expert's first own step, after the opening.</summary>
    public static ShopSimulation InTrouble(string scenario, string cause)
    {
        var shop = ShopSimulation.Create(Read[scenario], ScenarioProof.SeedOf(Read[scenario], Cause(scenario, cause)));
        new ExpertPlayer(shop, Read[scenario].Opening).PlayTo(Begin(scenario, cause) + Cause(scenario, cause).ExpertRun[0].At);
        return shop;
    }

    /// <summary>The same shop without its second act, to test only the repairs of the first.</summary>
    public static ShopSimulation InTroubleWithoutSecondAct(string scenario, string cause)
    {
        var only = Read[scenario] with { RootCauses = [Cause(scenario, cause) with { SecondAct = null }] };
        var shop = ShopSimulation.Create(only, ScenarioProof.SeedOf(Read[scenario], Cause(scenario, cause)));
        new ExpertPlayer(shop, only.Opening).PlayTo(Begin(scenario, cause) + Cause(scenario, cause).ExpertRun[0].At);
        return shop;
    }

    /// <summary>Advances until the second act has begun, for at most five minutes; returns at once when there is none.</summary>
    public static void LiveToSecondAct(this ShopSimulation shop)
    {
        var latest = shop.Now + TimeSpan.FromMinutes(5);
        while (shop.Scenario.RootCauseFor(shop.Seed).SecondAct is not null && shop.Truth().SecondActAt is null && shop.Now < latest)
            shop.Run(1);
    }

    /// <summary>Takes steps one after the other, starting now.</summary>
    public static void Take(this ShopSimulation shop, IEnumerable<MitigationStep> steps)
    {
        foreach (var step in steps)
        {
            shop.Do(step.Action, [.. step.Said(shop.Work()).SelectMany(argument => new[] { argument.Name, argument.Value })]);
            shop.Run(8);
        }
    }

    static bool IsPager(Scenario scenario) => scenario.Id.StartsWith("on-call", StringComparison.Ordinal);

    static Scenario ReadFile(string path)
    {
        var file = new ContentFile($"scenarios/{Path.GetFileName(path)}", File.ReadAllText(path));
        var scenario = ScenarioReader.Read(file);
        return file.Problems.Count == 0 ? scenario : throw new InvalidDataException(string.Join('\n', file.Problems));
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IncidentTraining.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        return folder.FullName;
    }
}
