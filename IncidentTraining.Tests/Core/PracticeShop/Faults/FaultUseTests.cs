using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>A fault that no scenario uses cannot be trained.</summary>
public class FaultUseTests
{
    [Fact]
    public void Every_kind_of_fault_is_used_by_a_cause_of_a_scenario()
    {
        var used = Labs
            .WithPager.SelectMany(scenario => scenario.RootCauses)
            .SelectMany(cause => cause.Faults.Concat(cause.SecondAct?.Faults ?? []))
            .Select(fault => fault.Kind)
            .ToHashSet();

        Assert.Empty(FaultCatalogue.Kinds.Except(used));
    }
}
