using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentTraining.Tests.Core.People;

/// <summary>One row of each entity type of the model for a class, all connected by their foreign keys.</summary>
internal sealed class FilledModel(Guid cohortId, string name, DateTime now)
{
    private readonly Dictionary<IEntityType, object[]> _keys = [];
    private int _next = Math.Abs(cohortId.GetHashCode() / 2);

    /// <summary>The keys of the rows.</summary>
    public IReadOnlyDictionary<IEntityType, object[]> Keys => _keys;

    public Guid CohortId => cohortId;

    public Guid PersonId => (Guid)_keys.Single(row => row.Key.ClrType == typeof(Person)).Value[0];

    public async Task FillAsync(TrainingDb db, CancellationToken ct)
    {
        var waiting = db.Model.GetEntityTypes().ToList();
        while (waiting.Count > 0)
        {
            var type = waiting.First(one =>
                one.GetForeignKeys().All(key => key.PrincipalEntityType == one || _keys.ContainsKey(key.PrincipalEntityType))
            );
            waiting.Remove(type);
            await AddAsync(db, type, ct);
        }
    }

    private async Task AddAsync(TrainingDb db, IEntityType type, CancellationToken ct)
    {
        var entry = db.Entry(Activator.CreateInstance(type.ClrType, nonPublic: true)!);
        foreach (var property in type.GetProperties())
        {
            if (Value(type, property) is { } value)
            {
                entry.Property(property.Name).CurrentValue = value;
            }
        }

        entry.State = EntityState.Added;
        await db.SaveChangesAsync(ct);
        _keys[type] = [.. type.FindPrimaryKey()!.Properties.Select(property => entry.Property(property.Name).CurrentValue!)];
    }

    private object? Value(IEntityType type, IProperty property)
    {
        if (property.GetContainingForeignKeys().FirstOrDefault(key => key.PrincipalEntityType != type) is { } foreign)
        {
            return _keys[foreign.PrincipalEntityType][0];
        }

        return (type.ClrType.Name, property.Name) switch
        {
            (nameof(Cohort), nameof(Cohort.Id)) or (nameof(AuditEntry), nameof(AuditEntry.CohortId)) => cohortId,
            (nameof(Cohort), nameof(Cohort.Name)) => name,
            (nameof(Cohort), nameof(Cohort.TimeZone)) => "UTC",
            (nameof(Cohort), nameof(Cohort.ArchivedAt)) => now,
            // What is open would be closed first, which writes a row more, and cannot be imported.
            (nameof(LabRun), nameof(LabRun.State)) => RunState.Finished,
            (nameof(OnCallShift), nameof(OnCallShift.State)) => ShiftState.Cancelled,
            (nameof(IdentityUser), nameof(IdentityUser.UserName)) => Accounts.UserNameInClass(cohortId, "Filled"),
            _ => Default(property),
        };
    }

    private object? Default(IProperty property)
    {
        if (property.IsNullable || (property.ValueGenerated is not ValueGenerated.Never && property.ClrType == typeof(int)))
        {
            return null;
        }

        var type = property.ClrType;
        return type == typeof(string) ? $"x{++_next}"
            : type == typeof(Guid) ? Guid.CreateVersion7(now)
            : type == typeof(byte[]) ? BitConverter.GetBytes(++_next)
            : type == typeof(DateTime) ? now
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)
            : property.IsPrimaryKey() && type == typeof(int) ? ++_next
            : property.IsPrimaryKey() && type == typeof(long) ? (long)++_next
            : Activator.CreateInstance(type);
    }
}
