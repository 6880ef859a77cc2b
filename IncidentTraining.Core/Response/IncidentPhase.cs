namespace IncidentTraining.Core.Response;

/// <summary>The phases of an incident, in order. The current one follows from what was done, not from a menu.</summary>
public enum IncidentPhase
{
    /// <summary>No one has acknowledged the incident.</summary>
    Detection,

    /// <summary>It was acknowledged; its severity has not been set.</summary>
    Acknowledgement,

    /// <summary>The severity is set; the cause is being sought.</summary>
    Investigation,

    /// <summary>A cause was declared or an action was taken on the shop; the repair is in progress.</summary>
    Mitigation,

    /// <summary>The recovery was measured, or it was closed as no incident.</summary>
    Resolution,

    /// <summary>The events are being written up.</summary>
    PostIncident,
}

/// <summary>The impact of an incident on the shop's users.</summary>
public enum Severity
{
    /// <summary>Critical: system down, data loss, security breach.</summary>
    P0,

    /// <summary>High: significant user impact.</summary>
    P1,

    /// <summary>Medium: degraded performance, a limited number of users.</summary>
    P2,

    /// <summary>Low: minor, hardly noticed.</summary>
    P3,
}

/// <summary>Words for phases and severities.</summary>
public static class IncidentWords
{
    /// <summary>The phase's display name.</summary>
    public static string Title(this IncidentPhase phase) => phase == IncidentPhase.PostIncident ? "Post-incident" : phase.ToString();

    /// <summary>The severity's criterion in a few words.</summary>
    public static string Meaning(this Severity severity) =>
        severity switch
        {
            Severity.P0 => "Critical: outage, data loss or security",
            Severity.P1 => "High: significant user impact",
            Severity.P2 => "Medium: degraded performance",
            _ => "Low: minor impact",
        };

    /// <summary>The specification's criteria, of which one is sufficient.</summary>
    public static IReadOnlyList<string> Criteria(this Severity severity) =>
        severity switch
        {
            Severity.P0 => ["System down", "Data loss", "Security breach"],
            Severity.P1 => ["Major feature down", "Significant user impact", "Error budget exhausted"],
            Severity.P2 => ["Minor feature down", "Limited user impact", "Degraded performance"],
            _ => ["Minor issues", "No user impact", "Cosmetic problems"],
        };
}
