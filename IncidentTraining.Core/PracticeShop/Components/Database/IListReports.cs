namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>What the product lists in Redis report.</summary>
interface IListReports
{
    /// <summary>All cached lists have been deleted.</summary>
    void Deleted(int lists);

    /// <summary>A node with cached lists has been replaced by an empty one.</summary>
    /// <param name="node">The node's number, from 1.</param>
    /// <param name="nodes">The number of nodes.</param>
    void NodeReplaced(int node, int nodes);
}
