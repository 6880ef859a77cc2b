namespace IncidentTraining.Core.Storage;

/// <summary>Marks an entity that gives access to something and is left out of exports.</summary>
public interface INotExported;
