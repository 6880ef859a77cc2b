namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// What goes wrong in a run once the first of its faults has been repaired. Nothing announces it, and a run in which nothing is repaired
/// never meets it. The run counts as resolved only when it is repaired as well.
/// </summary>
public sealed record SecondAct
{
    /// <summary>Virtual time from the first repair until its faults begin.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>Its faults; their own times are null.</summary>
    public required IReadOnlyList<FaultSpec> Faults { get; init; }

    /// <summary>The actions that remove it, and what makes good the damage that it leaves.</summary>
    public required IReadOnlyList<MitigationStep> Mitigations { get; init; }

    /// <summary>What it shows, and by when after it has begun.</summary>
    public required IReadOnlyList<Symptom> Symptoms { get; init; }

    /// <summary>
    /// What it is in the terms of a diagnosis. A claim of it is right, and none is asked for: a diagnosis may have been declared before.
    /// Null when the scenario does not say.
    /// </summary>
    public IReadOnlyList<TrueFault>? Diagnosis { get; init; }

    /// <summary>How a practised responder gets from the first repair to this one; null when the scenario does not say.</summary>
    public EvidencePath? EvidencePath { get; init; }

    /// <summary>The line of the scenario's text on which it begins.</summary>
    public int Line { get; init; } = 1;
}
