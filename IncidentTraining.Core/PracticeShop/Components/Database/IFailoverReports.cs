namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>What the database hosts report when a standby takes over from the primary.</summary>
interface IFailoverReports
{
    /// <summary>The primary gives up on a standby that has not answered for its timeout of a minute.</summary>
    void StandbyTimedOut();

    /// <summary>The standby begins to take over.</summary>
    void Promoted();

    /// <summary>It accepts connections as the primary.</summary>
    void Ready();
}
