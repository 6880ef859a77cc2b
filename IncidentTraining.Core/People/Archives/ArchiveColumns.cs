using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentTraining.Core.People;

/// <summary>Reads rows of a table from an archive: exactly its columns, each with a value of its type.</summary>
internal sealed class ArchiveColumns(IEntityType type)
{
    private readonly Dictionary<string, IProperty> _columns = type.GetProperties().ToDictionary(property => property.GetColumnName());

    /// <summary>The values of a row in the model's types.</summary>
    /// <param name="row">The row.</param>
    /// <param name="place">The position, as the beginning of a sentence.</param>
    /// <exception cref="ArchiveFaultException">A column is missing, unknown or duplicated, or a value has another type.</exception>
    public IReadOnlyDictionary<IProperty, object?> Read(JsonElement row, string place)
    {
        if (row.ValueKind is not JsonValueKind.Object)
        {
            throw new ArchiveFaultException($"{place} is not a row.");
        }

        var values = new Dictionary<IProperty, object?>(_columns.Count);
        foreach (var cell in row.EnumerateObject())
        {
            if (!_columns.TryGetValue(cell.Name, out var property))
            {
                throw new ArchiveFaultException($"{place} has a column that this portal does not recognise: “{Short(cell.Name)}”.");
            }

            if (!values.TryAdd(property, Value(property, cell.Value, place)))
            {
                throw new ArchiveFaultException($"{place} has the column “{cell.Name}” twice.");
            }
        }

        return _columns.FirstOrDefault(column => !values.ContainsKey(column.Value)) is { Key: { } missing }
            ? throw new ArchiveFaultException($"{place} has no column “{missing}”.")
            : values;
    }

    private static string Short(string name) => name.Length > 40 ? $"{name[..40]}…" : name;

    private static object? Value(IProperty property, JsonElement cell, string place)
    {
        if (cell.ValueKind is JsonValueKind.Null)
        {
            return property.IsNullable ? null : throw Wrong(property, place);
        }

        var model = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? model;
        if (
            Stored(Nullable.GetUnderlyingType(stored) ?? stored, cell) is not { } value
            || (value is string text && text.Length > (property.GetMaxLength() ?? int.MaxValue))
        )
        {
            throw Wrong(property, place);
        }

        if (model.IsEnum && Enum.GetValues(model).Cast<object>().All(one => !Equals(converter?.ConvertToProvider(one), value)))
        {
            // A converter returns the first value for an unknown one.
            throw Wrong(property, place);
        }

        return converter is null ? value : converter.ConvertFromProvider(value);
    }

    private static object? Stored(Type type, JsonElement cell)
    {
        if (cell.ValueKind is JsonValueKind.Number)
        {
            return type == typeof(bool)
                ? cell.TryGetInt32(out var flag) && flag is 0 or 1
                    ? flag == 1
                    : null
                : type == typeof(int)
                    ? cell.TryGetInt32(out var whole)
                        ? whole
                        : null
                    : type == typeof(long)
                        ? cell.TryGetInt64(out var large)
                            ? large
                            : null
                        : type == typeof(double)
                            ? cell.TryGetDouble(out var real)
                                ? real
                                : null
                            : null;
        }

        if (cell.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        var text = cell.GetString()!;
        return type == typeof(string) ? text
            : type == typeof(Guid)
                ? Guid.TryParseExact(text, "D", out var id) ? id
                    : null
            : type == typeof(byte[])
                ? cell.TryGetBytesFromBase64(out var bytes) ? bytes
                    : null
            : type == typeof(decimal)
                ? decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var exact) ? exact
                    : null
            : type == typeof(TimeSpan)
                ? TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration
                    : null
            : type == typeof(DateTime)
                ? DateTime.TryParse(
                        text,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                        out var moment
                    )
                        ? moment
                    : null
            : null;
    }

    private static ArchiveFaultException Wrong(IProperty property, string place) =>
        new($"{place} has an invalid value in the column “{property.GetColumnName()}”.");
}
