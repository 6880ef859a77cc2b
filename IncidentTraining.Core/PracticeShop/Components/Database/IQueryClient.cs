namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>A client besides the API that runs queries: the workers.</summary>
interface IQueryClient
{
    /// <summary>A query has ended.</summary>
    /// <param name="subject">The client's own number for it.</param>
    /// <param name="kind">Its kind.</param>
    void Queried(long subject, QueryKind kind);
}
