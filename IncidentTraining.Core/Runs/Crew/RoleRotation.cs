namespace IncidentTraining.Core.Runs;

/// <summary>The state of the rotation of a crew's roles at half of a lab's time.</summary>
public enum RoleRotation
{
    /// <summary>The crew was not asked: half of the time is not over, or the class does not want it.</summary>
    NotAsked,

    /// <summary>The crew was asked and has not answered.</summary>
    Asked,

    /// <summary>Its roles were rotated.</summary>
    Rotated,

    /// <summary>The incident commander kept the roles as they were.</summary>
    Kept,
}

/// <summary>What the timeline stores about a role that passed in a rotation, which the incident commander requested.</summary>
/// <param name="FromId">The previous holder, who must tell the next holder what they need to know.</param>
internal sealed record RotatedRole(Guid FromId);
