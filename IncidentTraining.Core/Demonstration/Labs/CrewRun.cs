using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Demonstration;

/// <summary>The working style of a demonstration crew.</summary>
public enum CrewStyle
{
    /// <summary>Looks, finds the cause, communicates in time, repairs and verifies.</summary>
    Practised,

    /// <summary>Follows a wrong idea first and communicates late; repairs it in the end.</summary>
    Detour,

    /// <summary>Tries the repairs of other causes before it has looked.</summary>
    Hasty,

    /// <summary>Looks around and never acts; the time runs out.</summary>
    Stuck,
}

/// <summary>A crew in one run.</summary>
/// <param name="Id">The run.</param>
/// <param name="Scenario">Its scenario.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Crew">The crew: commander, operations lead, communications lead.</param>
/// <param name="Style">How it works.</param>
/// <param name="Severity">The severity that the crew sets.</param>
/// <param name="Words">The crew's texts.</param>
internal sealed record CrewRun(
    Guid Id,
    Scenario Scenario,
    long Seed,
    IReadOnlyList<Actor> Crew,
    CrewStyle Style,
    Severity Severity,
    LabWords Words
)
{
    public Actor Commander => Crew[0];

    public Actor Operations => Crew[1];

    public Actor Communications => Crew[2];

    public RootCause Cause => Scenario.RootCauseFor(Seed);
}
