namespace IncidentTraining.Core.Storage;

/// <summary>Marks an entity that is left out of exports, because it grants access to something or is only temporary.</summary>
public interface INotExported;
