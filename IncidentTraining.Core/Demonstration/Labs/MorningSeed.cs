using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Demonstration;

/// <summary>The seed of the morning's next run: each crew gets the cause defined for it.</summary>
public sealed class MorningSeed
{
    private long _next = 1;

    /// <summary>The seed.</summary>
    public long Next() => _next;

    /// <summary>Chooses the first seed with which a scenario has a cause.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cause">The id of the cause.</param>
    /// <exception cref="InvalidOperationException">The scenario has no such cause.</exception>
    public void For(Scenario scenario, string cause) =>
        _next = Enumerable.Range(1, 10_000).First(seed => scenario.RootCauseFor(seed).Id == cause);
}
