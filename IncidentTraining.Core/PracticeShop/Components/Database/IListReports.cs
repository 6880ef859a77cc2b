namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>What the product lists in Redis report.</summary>
interface IListReports
{
    /// <summary>All lists that were kept have been deleted.</summary>
    void Deleted(int lists);

    /// <summary>A node that kept lists has been replaced by an empty one.</summary>
    /// <param name="node">Its number, from 1.</param>
    /// <param name="nodes">How many nodes there are.</param>
    void NodeReplaced(int node, int nodes);
}
