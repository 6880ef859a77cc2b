namespace IncidentTraining.Core.Storage;

/// <summary>A row that is written once. <see cref="TrainingDb"/> refuses to save a change or a removal of it.</summary>
public interface IAppendOnly;
