using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// Counts, for each person, the committed changes to what reading pages show them. A page rendered at one version is valid until the
/// version changes.
/// </summary>
/// <remarks>Held in memory, like the pages cached by it: both are empty when the portal starts.</remarks>
public sealed class ReadingVersions
{
    private readonly ConcurrentDictionary<Guid, long> _ofPersons = new();
    private long _ofAll;

    /// <summary>Returns a person's current version. Read it before rendering the page, never after.</summary>
    /// <param name="personId">The reader.</param>
    public (long Own, long Common) Of(Guid personId) => (_ofPersons.GetValueOrDefault(personId), Interlocked.Read(ref _ofAll));

    /// <summary>Returns the people whose pages are affected by the changes the context is about to save.</summary>
    /// <param name="db">The context, before saving.</param>
    internal static IReadOnlyList<Guid?> ReadersOf(TrainingDb db) =>
        [
            .. db
                .ChangeTracker.Entries<IShownWhileReading>()
                .Where(entry => entry.State is not EntityState.Unchanged)
                .Select(entry => entry.Entity.Reader)
                .Distinct(),
        ];

    /// <summary>Invalidates the pages of the given readers after a commit.</summary>
    /// <param name="readers">The result of <see cref="ReadersOf"/>.</param>
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
