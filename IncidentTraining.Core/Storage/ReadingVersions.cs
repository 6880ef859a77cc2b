using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// Counts, for each person, the committed changes to what reading pages show of them. A page that was made at one version is
/// right for as long as the version stands.
/// </summary>
/// <remarks>In memory, as are the pages that are kept by it: both begin empty when the portal starts.</remarks>
public sealed class ReadingVersions
{
    private readonly ConcurrentDictionary<Guid, long> _ofPersons = new();
    private long _ofAll;

    /// <summary>The version of what a person sees. Take it before the page is made, never after.</summary>
    /// <param name="personId">The reader.</param>
    public (long Own, long Common) Of(Guid personId) => (_ofPersons.GetValueOrDefault(personId), Interlocked.Read(ref _ofAll));

    /// <summary>Whose view the changes concern that the context is about to save.</summary>
    /// <param name="db">The context, before it is saved.</param>
    internal static IReadOnlyList<Guid?> ReadersOf(TrainingDb db) =>
        [.. db.ChangeTracker.Entries<IShownWhileReading>().Where(entry => entry.State is not EntityState.Unchanged).Select(entry => entry.Entity.Reader).Distinct()];

    /// <summary>Says that the changes are committed.</summary>
    /// <param name="readers">What <see cref="ReadersOf"/> answered.</param>
    internal void Committed(IReadOnlyList<Guid?> readers)
    {
        foreach (var reader in readers)
        {
            if (reader is { } person)
            {
                _ofPersons.AddOrUpdate(person, 1, (_, version) => version + 1);
            }
            else
            {
                Interlocked.Increment(ref _ofAll);
            }
        }
    }
}
