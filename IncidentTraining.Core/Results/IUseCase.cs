namespace IncidentTraining.Core.Results;

/// <summary>
/// Marks what the portal can be asked to do: one class with its input, its rules and its outcome, which checks access itself. The portal
/// finds all of them at its start; each is made once.
/// </summary>
public interface IUseCase;
