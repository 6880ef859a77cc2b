namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>A deploy, configuration change, migration or piece of maintenance before the run.</summary>
/// <param name="Id">Id in the scenario. A run shows a number instead, which reveals nothing.</param>
/// <param name="Ago">Approximate time before the run; each run draws the exact time.</param>
/// <param name="Kind"><c>deploy</c>, <c>config</c>, <c>migration</c> or <c>maintenance</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="By">Who made it, by team or system.</param>
/// <param name="Diff">Unified diff, or the record of the work in the same form; may be empty.</param>
public sealed record ChangeRecord(string Id, TimeSpan Ago, string Kind, string Title, string By, string Diff);

/// <summary>A change as a run shows it.</summary>
/// <param name="Record">The change in the scenario.</param>
/// <param name="Id">The displayed id, a number that increases with time.</param>
/// <param name="At">Virtual time; negative before the run.</param>
public sealed record DrawnChange(ChangeRecord Record, string Id, TimeSpan At);
