using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IncidentTraining.Core.Storage;

/// <summary>Refuses a time that is not UTC and gives every stored time back as UTC.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => RequireUtc(value),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime RequireUtc(DateTime value) => value.Kind == DateTimeKind.Utc
        ? value
        : throw new InvalidOperationException($"A {value.Kind} time reached the database; take times from TimeProvider.GetUtcNow().UtcDateTime.");
}
