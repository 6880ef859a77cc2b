using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IncidentTraining.Core.Storage;

/// <summary>Rejects times that are not UTC and marks every stored time as UTC when it is read.</summary>
public sealed class UtcDateTimeConverter()
    : ValueConverter<DateTime, DateTime>(value => RequireUtc(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime RequireUtc(DateTime value) =>
        value.Kind == DateTimeKind.Utc
            ? value
            : throw new InvalidOperationException(
                $"A {value.Kind} time reached the database; take times from TimeProvider.GetUtcNow().UtcDateTime."
            );
}
