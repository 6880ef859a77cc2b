using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

/// <summary>A case of each kind of fault.</summary>
static class FaultCases
{
    /// <summary>By kind; each folder of faults has its own.</summary>
    public static readonly IReadOnlyDictionary<string, FaultCase> All = new[]
    {
        ApiCases.All,
        CustomersCases.All,
        DatabaseCases.All,
        GatewayCases.All,
        PlatformCases.All,
        WorkCases.All,
    }
        .SelectMany(cases => cases)
        .ToDictionary();
}

/// <summary>A kind of fault in a shop.</summary>
/// <param name="Options">Its options, as a scenario writes them.</param>
/// <param name="Shows">Where it shows after three minutes.</param>
/// <param name="Repairs">What repairs it.</param>
public sealed record FaultCase(string Options, Func<ShopSimulation, bool> Shows, params string[] Repairs)
{
    /// <summary>Sizes and limits of the shop, if the fault needs others than usual.</summary>
    public ShopLimits Limits { get; init; } = new();
}
