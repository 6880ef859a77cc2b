namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>Someone besides the API who runs queries: the workers.</summary>
interface IQueryClient
{
    /// <summary>A query has ended.</summary>
    /// <param name="subject">What the client called it.</param>
    /// <param name="kind">Its kind.</param>
    void Queried(long subject, QueryKind kind);
}
