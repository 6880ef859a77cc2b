namespace IncidentTraining.Core.Response;

/// <summary>The phases of an incident, in their order. Which one it is follows from what was done, never from a menu.</summary>
public enum IncidentPhase
{
    /// <summary>No one has taken the incident on.</summary>
    Detection,

    /// <summary>Someone has it; how bad it is has not been said.</summary>
    Acknowledgement,

    /// <summary>The severity is known; what is wrong is being looked for.</summary>
    Investigation,

    /// <summary>A cause was declared or something was done to the shop; the repair is on its way.</summary>
    Mitigation,

    /// <summary>The recovery was measured, or it was closed as no incident.</summary>
    Resolution,

    /// <summary>What happened is being written down.</summary>
    PostIncident,
}

/// <summary>How bad an incident is for those who use the shop.</summary>
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
    /// <summary>The phase's name for people.</summary>
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

    /// <summary>The criteria of the specification, of which one is enough.</summary>
    public static IReadOnlyList<string> Criteria(this Severity severity) =>
        severity switch
        {
            Severity.P0 => ["System down", "Data loss", "Security breach"],
            Severity.P1 => ["Major feature down", "Significant user impact", "Error budget exhausted"],
            Severity.P2 => ["Minor feature down", "Limited user impact", "Degraded performance"],
            _ => ["Minor issues", "No user impact", "Cosmetic problems"],
        };
}
