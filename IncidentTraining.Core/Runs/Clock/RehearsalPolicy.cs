namespace IncidentTraining.Core.Runs;

/// <summary>Who may start rehearsals, in which the clock runs faster and nothing is graded. Staff always may.</summary>
/// <param name="TraineesMay">Whether trainees may as well: in the demonstration.</param>
public sealed record RehearsalPolicy(bool TraineesMay);
