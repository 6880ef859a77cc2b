namespace IncidentTraining.Core.Runs;

/// <summary>Where a crew is with the rotation of its roles at half of a lab's time.</summary>
public enum RoleRotation
{
    /// <summary>It was not asked: half of the time is not over, or the class does not want it.</summary>
    NotAsked,

    /// <summary>It was asked and has not answered.</summary>
    Asked,

    /// <summary>Its roles were rotated.</summary>
    Rotated,

    /// <summary>Its incident commander kept the roles as they were.</summary>
    Kept,
}

/// <summary>What the timeline stores with a role that passed by a rotation, which the incident commander asked for.</summary>
/// <param name="FromId">Who held the role, and has to tell the next holder what they need to know.</param>
internal sealed record RotatedRole(Guid FromId);
