using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>Innocent changes of which a run shows some, so that the list of changes is as long as a real one.</summary>
/// <param name="Least">Fewest changes that a run shows in all.</param>
/// <param name="Most">Most changes that a run shows in all.</param>
/// <param name="Pool">Changes before the run, of which each run draws as many as it needs.</param>
/// <param name="JustBefore">Changes of which each run shows one, shortly before the fault begins.</param>
public sealed record DecoyPlan(int Least, int Most, IReadOnlyList<ChangeRecord> Pool, IReadOnlyList<ChangeRecord> JustBefore);
