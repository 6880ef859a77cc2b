namespace IncidentTraining.Core.Results;

/// <summary>
/// Marks an operation of the portal: one class with its input, its rules and its outcome, which checks access itself. The portal finds all
/// of them at its start; each is created once.
/// </summary>
public interface IUseCase;
