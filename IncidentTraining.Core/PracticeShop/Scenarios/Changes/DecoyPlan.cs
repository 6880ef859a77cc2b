using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>Innocent changes, of which a run shows some so that the list of changes is as long as a real one.</summary>
/// <param name="Least">Smallest number of changes that a run shows.</param>
/// <param name="Most">Largest number of changes that a run shows.</param>
/// <param name="Pool">Changes before the run, from which each run draws as many as it needs.</param>
/// <param name="JustBefore">Changes shortly before the fault begins, of which each run shows one.</param>
public sealed record DecoyPlan(int Least, int Most, IReadOnlyList<ChangeRecord> Pool, IReadOnlyList<ChangeRecord> JustBefore);
