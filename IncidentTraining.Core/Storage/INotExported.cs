namespace IncidentTraining.Core.Storage;

/// <summary>Marks an entity that is left out of exports, because it gives access to something or is only of the moment.</summary>
public interface INotExported;
