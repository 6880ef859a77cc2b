namespace IncidentTraining.Core.Curriculum;

/// <summary>Knows which addresses the portal serves, for checking links from pages to portal features.</summary>
public interface IPortalAddresses
{
    /// <summary>Whether the portal serves a page at the address.</summary>
    /// <param name="path">A path that begins with a slash, without query and anchor.</param>
    bool Exists(string path);
}
