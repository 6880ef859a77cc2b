using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentTraining.Core.People;

/// <summary>Creates a row of this portal from a row of an archive.</summary>
internal static class ArchiveRow
{
    /// <summary>Adds the row to the context.</summary>
    /// <param name="db">The context.</param>
    /// <param name="type">The entity type.</param>
    /// <param name="values">The values in the archive.</param>
    /// <param name="moved">The people whose id here differs from the one in the archive.</param>
    /// <param name="cohortId">The class.</param>
    /// <exception cref="ArchiveFaultException">The row belongs to work that is still open.</exception>
    public static void Add(
        TrainingDb db,
        IEntityType type,
        IReadOnlyDictionary<IProperty, object?> values,
        IReadOnlyDictionary<Guid, Guid> moved,
        Guid cohortId
    )
    {
        var entry = db.Entry(Activator.CreateInstance(type.ClrType, nonPublic: true)!);
        foreach (var (property, value) in values)
        {
            entry.Property(property.Name).CurrentValue = (type.ClrType.Name, property.Name) switch
            {
                // Credentials are created anew.
                (nameof(Cohort), nameof(Cohort.JoinCode)) => JoinCode.Create().Value,
                (nameof(Departure), nameof(Departure.UserName)) => value is string userName
                && userName.StartsWith(Accounts.UserNameInClass(cohortId, ""), StringComparison.Ordinal)
                    ? userName
                    : Accounts.UserNameInClass(cohortId, $"{values[type.FindProperty(nameof(Departure.PersonId))!]:N}"),
                _ => Translated(value, moved),
            };
        }

        if (entry.Entity is IOngoing { IsOngoing: true })
        {
            throw new ArchiveFaultException(
                "The archive was exported while a lab or an on-call shift was open. Archive the class on its own portal, then export it again."
            );
        }

        entry.State = EntityState.Added;
    }

    private static object? Translated(object? value, IReadOnlyDictionary<Guid, Guid> moved) =>
        value switch
        {
            Guid id when moved.TryGetValue(id, out var here) => here,
            string text when moved.Count > 0 => ArchiveCheck
                .Ids()
                .Replace(text, found => moved.TryGetValue(Guid.Parse(found.ValueSpan), out var here) ? here.ToString() : found.Value),
            _ => value,
        };
}
