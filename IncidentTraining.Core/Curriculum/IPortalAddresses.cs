namespace IncidentTraining.Core.Curriculum;

/// <summary>Knows which addresses the portal answers, so that a link from a page to a portal feature can be checked.</summary>
public interface IPortalAddresses
{
    /// <summary>Whether the portal has a page at the address.</summary>
    /// <param name="path">A path that begins with a slash, without query and anchor.</param>
    bool Exists(string path);
}
