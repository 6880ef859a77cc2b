namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// What goes wrong in a run once the first of its faults has been repaired. It is not announced, and it never happens in a run without a
/// repair. The run counts as resolved only when it is repaired as well.
/// </summary>
public sealed record SecondAct
{
    /// <summary>Virtual time from the first repair until its faults begin.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>Its faults; their own times are null.</summary>
    public required IReadOnlyList<FaultSpec> Faults { get; init; }

    /// <summary>The actions that remove it and make good its damage.</summary>
    public required IReadOnlyList<MitigationStep> Mitigations { get; init; }

    /// <summary>Its symptoms, with the times after its start by which they show.</summary>
    public required IReadOnlyList<Symptom> Symptoms { get; init; }

    /// <summary>
    /// What it is in the terms of a diagnosis. Naming it is right but not required: the diagnosis may have been declared before. Null when
    /// the scenario does not define it.
    /// </summary>
    public IReadOnlyList<TrueFault>? Diagnosis { get; init; }

    /// <summary>How an experienced responder gets from the first repair to this one; null when the scenario does not define it.</summary>
    public EvidencePath? EvidencePath { get; init; }

    /// <summary>The line of the scenario's text on which it begins.</summary>
    public int Line { get; init; } = 1;
}
