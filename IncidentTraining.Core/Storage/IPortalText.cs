namespace IncidentTraining.Core.Storage;

/// <summary>
/// Marks an entity whose texts are composed by the portal and contain people's names; they are replaced when a person is anonymised.
/// </summary>
public interface IPortalText;
