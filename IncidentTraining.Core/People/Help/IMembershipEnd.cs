using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.People;

/// <summary>A room that hands over what a person holds in a class when they leave it: roles in open runs, locks.</summary>
public interface IMembershipEnd
{
    /// <summary>Hands over, as part of the transaction that ends the membership.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="cohortId">The class that the person leaves.</param>
    /// <param name="personId">The person.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What to do after the commit, such as telling open pages.</returns>
    Task<Func<Task>> EndAsync(TrainingDb db, Guid cohortId, Guid personId, CancellationToken ct);
}

/// <summary>All rooms that hand something over.</summary>
public sealed class MembershipEnds(IEnumerable<IMembershipEnd> rooms)
{
    internal async Task<Func<Task>> EndAsync(TrainingDb db, Guid cohortId, Guid personId, CancellationToken ct)
    {
        var after = new List<Func<Task>>();
        foreach (var room in rooms)
        {
            after.Add(await room.EndAsync(db, cohortId, personId, ct));
        }

        return async () =>
        {
            foreach (var one in after)
            {
                await one();
            }
        };
    }
}
