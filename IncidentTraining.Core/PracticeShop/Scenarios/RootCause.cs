namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>One of the weaknesses of which the seed picks one.</summary>
public sealed record RootCause
{
    /// <summary>Id, unique in the scenario.</summary>
    public required string Id { get; init; }

    /// <summary>One line, as it stands among the choices when the responder declares the cause.</summary>
    public required string Title { get; init; }

    /// <summary>What was wrong and why it had this effect; shown after the run.</summary>
    public required string Explanation { get; init; }

    /// <summary>How often it is picked against the others.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The faults that it puts into the shop.</summary>
    public required IReadOnlyList<FaultSpec> Faults { get; init; }

    /// <summary>The actions that remove it, as a recorded expert would take them.</summary>
    public required IReadOnlyList<MitigationStep> Mitigations { get; init; }

    /// <summary>Changes that only a shop with this cause shows; one with the id of a common change replaces it.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];
}

/// <summary>A fault with its options, to be read by the fault's own folder.</summary>
/// <param name="Kind">Kind of fault, for instance <c>pool-size</c>.</param>
/// <param name="Options">Its options as plain text by name.</param>
public sealed record FaultSpec(string Kind, IReadOnlyDictionary<string, string> Options);

/// <summary>An action that removes a root cause.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record MitigationStep(string Action, IReadOnlyDictionary<string, string> Arguments);

/// <summary>A deploy, configuration change, migration or piece of maintenance before the run.</summary>
/// <param name="Id">Id.</param>
/// <param name="Ago">How long before the run.</param>
/// <param name="Kind"><c>deploy</c>, <c>config</c>, <c>migration</c> or <c>maintenance</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="By">Who did it, by team or system.</param>
/// <param name="Diff">Unified diff; may be empty.</param>
public sealed record ChangeRecord(string Id, TimeSpan Ago, string Kind, string Title, string By, string Diff);
