namespace IncidentTraining.Core.Storage;

/// <summary>Marks an entity whose texts are composed by the portal and hold names of people; they are replaced when a person is
/// anonymised.</summary>
public interface IPortalText;
