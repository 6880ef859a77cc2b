namespace IncidentTraining.Core.Runs;

/// <summary>The division of work in an incident. Each role has exactly one holder; a person who works alone holds all four.</summary>
public enum IncidentRole
{
    /// <summary>Leads: decides the severity, the next step and when it is over.</summary>
    Commander,

    /// <summary>Works on the shop.</summary>
    Operations,

    /// <summary>Speaks to customers, support and management.</summary>
    Communications,

    /// <summary>Keeps the record.</summary>
    Scribe,
}

/// <summary>Words for roles.</summary>
public static class IncidentRoleWords
{
    /// <summary>The role's name for people.</summary>
    public static string Title(this IncidentRole role) =>
        role switch
        {
            IncidentRole.Commander => "Incident commander",
            IncidentRole.Operations => "Operations lead",
            IncidentRole.Communications => "Communications lead",
            _ => "Scribe",
        };

    /// <summary>What only the role may do, to complete a sentence that begins with its holder.</summary>
    public static string Duty(this IncidentRole role) =>
        role switch
        {
            IncidentRole.Commander => "sets the severity, takes hints, stops the clock and ends the run",
            IncidentRole.Operations => "acts on the shop",
            IncidentRole.Communications => "publishes updates",
            _ => "corrects the record and writes the summary",
        };
}
