namespace IncidentTraining.Core.People;

/// <summary>A room that keeps something going for a class, such as open labs, and ends it when the class is archived or deleted.</summary>
public interface IClassEnd
{
    /// <summary>Ends it. What has ended already stays as it is.</summary>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops waiting.</param>
    Task EndAsync(Guid cohortId, CancellationToken ct);
}
