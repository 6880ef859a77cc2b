namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>What the product lists in Redis report.</summary>
interface IListReports
{
    /// <summary>All lists that were kept have been deleted.</summary>
    void Deleted(int lists);
}
