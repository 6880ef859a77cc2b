namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>What the hosts of the database tell when a standby takes the place of the primary.</summary>
interface IFailoverReports
{
    /// <summary>The primary gives up a standby that has not answered for its time-out of a minute.</summary>
    void StandbyTimedOut();

    /// <summary>The standby is told to take over.</summary>
    void Promoted();

    /// <summary>It takes connections as the primary.</summary>
    void Ready();
}
