namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// A fault of a root cause in the terms of a diagnosis: for each part, every accepted answer. A cause with two faults has two of these, a
/// healthy system none.
/// </summary>
/// <param name="Where">What failed.</param>
/// <param name="How">How it failed.</param>
/// <param name="StartedBy">What started it.</param>
public sealed record TrueFault(IReadOnlyList<FaultPlace> Where, IReadOnlyList<FaultMode> How, IReadOnlyList<FaultOrigin> StartedBy)
{
    /// <summary>Stands for the number of the job that workers most often held when they ended, which a scenario cannot know.</summary>
    public const string AnySuspect = "any";

    /// <summary>Whether an origin is one of those that started it.</summary>
    public bool WasStartedBy(FaultOrigin origin) =>
        StartedBy.Any(own => own == origin || (own.Kind == OriginKind.Suspect && origin.Kind == OriginKind.Suspect));
}
