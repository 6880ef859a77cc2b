using System.Text.Json;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentTraining.Core.People;

/// <summary>Rows of one column that were assigned to another person.</summary>
/// <param name="Entity">The name of the entity type.</param>
/// <param name="Property">The property that names the person.</param>
/// <param name="Keys">The keys of the rows, without the property itself.</param>
internal sealed record MovedRows(string Entity, string Property, IReadOnlyList<JsonElement[]> Keys);

/// <summary>Number of rows of a room that are assigned to another person.</summary>
/// <param name="Room">The name of the room.</param>
/// <param name="Moved">Rows that are moved.</param>
/// <param name="Apart">Rows that stay, because the other person has an equivalent one: two attempts at one quiz, for example.</param>
public sealed record MergedPart(string Room, int Moved, int Apart);

/// <summary>The columns of all rooms but this one that refer to a person: foreign keys to a person, and columns without one.</summary>
internal sealed class PersonColumns(TrainingDb db)
{
    /// <summary>Properties that refer to a person without a foreign key, because the row outlives the person or is written often.</summary>
    public static readonly IReadOnlySet<string> WithoutKey = new HashSet<string>
    {
        "PersonId",
        "ReviewerId",
        "TakeOverOfferedBy",
        "AcknowledgedById",
        "FirstGraderId",
        "ModeratorId",
    };

    private readonly ISqlGenerationHelper _sql = db.GetService<ISqlGenerationHelper>();

    /// <summary>The rows that a merge would move from one person to another, by room.</summary>
    public async Task<IReadOnlyList<MergedPart>> CountAsync(Guid intoId, Guid fromId, CancellationToken ct)
    {
        var parts = new Dictionary<string, MergedPart>();
        foreach (var (type, property) in All())
        {
            var (all, moved) = (await CountAsync($"{Column(property)} = {{1}}"), await CountAsync(Movable(type, property)));
            var room = type.ClrType.Namespace!.Split('.')[2];
            var part = parts.GetValueOrDefault(room, new MergedPart(room, 0, 0));
            parts[room] = part with { Moved = part.Moved + moved, Apart = part.Apart + all - moved };

            Task<int> CountAsync(string where)
            {
                var query = $"SELECT COUNT(*) AS {_sql.DelimitIdentifier("Value")} FROM {Table(type)} AS t WHERE {where}";
                return db.Database.SqlQueryRaw<int>(query, intoId, fromId).SingleAsync(ct);
            }
        }

        return [.. parts.Values.Where(part => part.Moved + part.Apart > 0).OrderByDescending(part => part.Moved)];
    }

    /// <summary>Moves the rows of one person to another, and returns them.</summary>
    public async Task<IReadOnlyList<MovedRows>> MoveAsync(Guid intoId, Guid fromId, CancellationToken ct)
    {
        var moved = new List<MovedRows>();
        foreach (var (type, property) in All())
        {
            if (await KeysAsync(type, property, intoId, fromId, ct) is { Count: > 0 } keys)
            {
                var command = $"UPDATE {Table(type)} AS t SET {Column(property)} = {{0}} WHERE {Movable(type, property)}";
                await db.Database.ExecuteSqlRawAsync(command, [intoId, fromId], ct);
                moved.Add(new MovedRows(type.Name, property.Name, keys));
            }
        }

        return moved;
    }

    /// <summary>Moves rows back that still belong to the person to whom they were moved.</summary>
    public async Task GiveBackAsync(IReadOnlyList<MovedRows> moved, Guid intoId, Guid fromId, CancellationToken ct)
    {
        // What was removed from the model after the merge cannot be moved back.
        foreach (var rows in moved.Where(rows => db.Model.FindEntityType(rows.Entity)?.FindProperty(rows.Property) is not null))
        {
            var type = db.Model.FindEntityType(rows.Entity)!;
            var property = type.FindProperty(rows.Property)!;
            var key = OtherKeys(type, property);
            var command =
                $"UPDATE {Table(type)} SET {Column(property)} = {{0}} WHERE {Column(property)} = {{1}}"
                + string.Concat(key.Select((part, place) => $" AND {Column(part)} = {{{place + 2}}}"));
            foreach (var values in rows.Keys)
            {
                await db.Database.ExecuteSqlRawAsync(
                    command,
                    [fromId, intoId, .. key.Zip(values, (part, value) => value.Deserialize(StoredType(part))!)],
                    ct
                );
            }
        }
    }

    private IEnumerable<(IEntityType Type, IProperty Property)> All() =>
        from type in db.Model.GetEntityTypes()
        where
            type.ClrType.Namespace!.StartsWith("IncidentTraining.Core.", StringComparison.Ordinal)
            && type.ClrType.Namespace != typeof(Person).Namespace
        from property in type.GetProperties()
        where
            property.GetContainingForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(Person))
            || (!property.IsForeignKey() && WithoutKey.Contains(property.Name))
        orderby type.Name, property.Name
        select (type, property);

    /// <summary>The rows that the other person can receive: {0} receives, {1} gives.</summary>
    private string Movable(IEntityType type, IProperty property)
    {
        var unique = type.GetKeys()
            .Select(key => key.Properties)
            .Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties));
        var excluded = unique
            .Where(columns => columns.Contains(property))
            .Select(columns =>
                $" AND NOT EXISTS (SELECT 1 FROM {Table(type)} AS o WHERE o.{Column(property)} = {{0}}"
                + string.Concat(
                    columns.Where(column => column != property).Select(column => $" AND o.{Column(column)} = t.{Column(column)}")
                )
                + ")"
            );
        return $"t.{Column(property)} = {{1}}" + string.Concat(excluded);
    }

    private async Task<IReadOnlyList<JsonElement[]>> KeysAsync(
        IEntityType type,
        IProperty property,
        Guid intoId,
        Guid fromId,
        CancellationToken ct
    )
    {
        var key = OtherKeys(type, property);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            $"SELECT {string.Join(", ", key.Select(part => $"t.{Column(part)}").DefaultIfEmpty("1"))} FROM {Table(type)} AS t WHERE "
            + Movable(type, property).Replace("{0}", "@into", StringComparison.Ordinal).Replace("{1}", "@from", StringComparison.Ordinal);
        var mapping = property.GetRelationalTypeMapping();
        command.Parameters.Add(mapping.CreateParameter(command, "@into", intoId));
        command.Parameters.Add(mapping.CreateParameter(command, "@from", fromId));
        var keys = new List<JsonElement[]>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            keys.Add([.. key.Select((part, place) => JsonSerializer.SerializeToElement(Read(reader, place, StoredType(part))))]);
        }

        return keys;
    }

    private static object Read(System.Data.Common.DbDataReader reader, int place, Type type) =>
        type == typeof(Guid) ? reader.GetGuid(place)
        : type == typeof(int) ? reader.GetInt32(place)
        : type == typeof(long) ? reader.GetInt64(place)
        : reader.GetString(place);

    private static Type StoredType(IProperty property) => property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;

    private static List<IProperty> OtherKeys(IEntityType type, IProperty property) =>
        [.. type.FindPrimaryKey()!.Properties.Where(part => part != property)];

    private string Table(IEntityType type) => _sql.DelimitIdentifier(type.GetTableName()!);

    private string Column(IProperty property) => _sql.DelimitIdentifier(property.GetColumnName());
}
