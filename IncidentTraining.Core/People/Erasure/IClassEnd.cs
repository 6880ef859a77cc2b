namespace IncidentTraining.Core.People;

/// <summary>A room that has ongoing work for a class, such as open labs, and ends it when the class is archived or deleted.</summary>
public interface IClassEnd
{
    /// <summary>Ends it. Work that has already ended is unchanged.</summary>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Stops waiting.</param>
    Task EndAsync(Guid cohortId, CancellationToken ct);
}
