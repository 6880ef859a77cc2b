namespace IncidentTraining.Core.Runs;

/// <summary>Who or what ended a run.</summary>
public enum RunEnd
{
    /// <summary>Its incident commander.</summary>
    Commander,

    /// <summary>Its own time.</summary>
    Time,

    /// <summary>The facilitator, who finished the lab for the whole class.</summary>
    Facilitator,

    /// <summary>The portal, because the run could not continue.</summary>
    Portal,
}
