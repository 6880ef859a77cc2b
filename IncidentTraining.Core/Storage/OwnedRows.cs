using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// The rows that belong to one row, directly or through others, according to the model's foreign keys. A new table with a foreign key is
/// included automatically, so that nothing can be forgotten.
/// </summary>
public sealed class OwnedRows
{
    private readonly TrainingDb _db;
    private readonly ISqlGenerationHelper _sql;
    private readonly object[] _keys;
    private readonly List<OwnedTable> _tables = [];

    /// <summary>Finds the tables.</summary>
    /// <param name="db">The database.</param>
    /// <param name="owner">The entity type of the row to which the others belong.</param>
    /// <param name="key">The row's key.</param>
    /// <param name="except">Entity types that are excluded, with the rows that belong only to them.</param>
    /// <exception cref="InvalidOperationException">The foreign keys form a cycle, or one has several columns.</exception>
    public OwnedRows(TrainingDb db, Type owner, object key, IReadOnlyCollection<Type>? except = null)
        : this(db, owner, [key], except) { }

    /// <summary>Finds the tables for the rows that belong to one of several rows.</summary>
    /// <param name="db">The database.</param>
    /// <param name="owner">The entity type of the rows to which the others belong.</param>
    /// <param name="keys">The keys of the rows; at least one.</param>
    /// <param name="except">Entity types that are excluded, with the rows that belong only to them.</param>
    /// <exception cref="InvalidOperationException">The foreign keys form a cycle, or one has several columns.</exception>
    public OwnedRows(TrainingDb db, Type owner, IReadOnlyCollection<object> keys, IReadOnlyCollection<Type>? except)
    {
        (_db, _keys, _sql) = (db, [.. keys], db.GetService<ISqlGenerationHelper>());
        var root = db.Model.FindEntityType(owner) ?? throw new InvalidOperationException($"{owner.Name} is no entity.");
        _tables.Add(
            new OwnedTable(
                root,
                $"{Column(root.FindPrimaryKey()!.Properties)} IN ({string.Join(", ", Enumerable.Range(0, _keys.Length).Select(place => $"{{{place}}}"))})"
            )
        );
        var waiting = Dependents(root, except ?? []);
        while (waiting.Count > 0)
        {
            // A table comes after those to which its rows belong, so that deleting in reverse order removes references first.
            var next = waiting.FirstOrDefault(type =>
                type.GetForeignKeys().All(foreign => foreign.PrincipalEntityType == type || !waiting.Contains(foreign.PrincipalEntityType))
            )
                ?? throw new InvalidOperationException(
                    $"The foreign keys of {string.Join(", ", waiting.Select(type => type.GetTableName()))} form a circle."
                );
            waiting.Remove(next);
            _tables.Add(new OwnedTable(next, string.Join(" OR ", next.GetForeignKeys().Select(Belongs).OfType<string>())));
        }
    }

    /// <summary>The entity types whose rows belong, the owner's first.</summary>
    public IReadOnlyList<IEntityType> Types => [.. _tables.Select(table => table.Type)];

    /// <summary>Number of rows of an entity type that belong.</summary>
    public Task<int> CountAsync(IEntityType type, CancellationToken ct)
    {
        var query = $"SELECT COUNT(*) AS {_sql.DelimitIdentifier("Value")} FROM {Table(type)} WHERE {Where(type)}";
        return _db.Database.SqlQueryRaw<int>(query, _keys).SingleAsync(ct);
    }

    /// <summary>Deletes all of them, the owner last.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> DeleteAsync(CancellationToken ct)
    {
        var deleted = 0;
        foreach (var table in Enumerable.Reverse(_tables))
        {
            var command = $"DELETE FROM {Table(table.Type)} WHERE {table.Where}";
            deleted += await _db.Database.ExecuteSqlRawAsync(command, _keys, ct);
        }

        return deleted;
    }

    /// <summary>The keys of another entity type to which rows refer.</summary>
    /// <param name="principal">The referenced entity type; its key is a <see cref="Guid"/>.</param>
    /// <param name="belonging">Whether to read the rows that belong, or the other rows of the same tables.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlySet<Guid>> ReferencesAsync(Type principal, bool belonging, CancellationToken ct)
    {
        var found = new HashSet<Guid>();
        foreach (var table in _tables)
        {
            foreach (var foreign in table.Type.GetForeignKeys().Where(foreign => foreign.PrincipalEntityType.ClrType == principal))
            {
                var column = Column(foreign.Properties);
                var query =
                    $"SELECT DISTINCT {column} AS {_sql.DelimitIdentifier("Value")} FROM {Table(table.Type)} WHERE {column} IS NOT NULL AND ({table.Where}) IS {(belonging ? "" : "NOT ")}TRUE";
                found.UnionWith(await _db.Database.SqlQueryRaw<Guid>(query, _keys).ToListAsync(ct));
            }
        }

        return found;
    }

    /// <summary>The keys of all owner rows to which a row belongs that refers to a given row of another entity type.</summary>
    /// <param name="principal">The referenced entity type.</param>
    /// <param name="key">The key of its row.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlySet<Guid>> OwnersOfAsync(Type principal, Guid key, CancellationToken ct)
    {
        var ways = _tables
            .SelectMany(table => table.Type.GetForeignKeys())
            .Where(foreign => foreign.PrincipalEntityType.ClrType == principal)
            .SelectMany(foreign => OwnersOf(foreign.DeclaringEntityType, $"{Column(foreign.Properties)} = {{0}}"));
        var query = string.Join(" UNION ", ways);
        return query.Length == 0 ? new HashSet<Guid>() : (await _db.Database.SqlQueryRaw<Guid>(query, key).ToListAsync(ct)).ToHashSet();
    }

    /// <summary>Reads the rows of an entity type that belong, each as its columns with the stored values.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAsync(IEntityType type, CancellationToken ct) =>
        await QueryAsync(type, "*", ct).ToListAsync(ct);

    /// <summary>Reads the keys of the rows of an entity type that belong.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadKeysAsync(IEntityType type, CancellationToken ct) =>
        await QueryAsync(type, Columns(type.FindPrimaryKey()!.Properties), ct).ToListAsync(ct);

    /// <summary>Reads the keys and texts of the rows that belong, one row at a time.</summary>
    /// <param name="type">The entity type.</param>
    /// <param name="texts">The columns to read.</param>
    /// <param name="ct">Stops the reading.</param>
    public IAsyncEnumerable<IReadOnlyDictionary<string, object?>> ReadTextsAsync(
        IEntityType type,
        IReadOnlyList<IProperty> texts,
        CancellationToken ct
    ) => QueryAsync(type, Columns([.. type.FindPrimaryKey()!.Properties, .. texts]), ct);

    private async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> QueryAsync(
        IEntityType type,
        string columns,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await _db.Database.OpenConnectionAsync(ct);
        await using var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = string.Format(
            CultureInfo.InvariantCulture,
            $"SELECT {columns} FROM {Table(type)} WHERE {Where(type)}",
            [.. _keys.Select((_, place) => $"@owner{place}")]
        );
        var mapping = _tables[0].Type.FindPrimaryKey()!.Properties[0].GetRelationalTypeMapping();
        foreach (var (key, place) in _keys.Select((key, place) => (key, place)))
        {
            command.Parameters.Add(mapping.CreateParameter(command, $"@owner{place}", key));
        }

        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return Enumerable
                .Range(0, reader.FieldCount)
                .ToDictionary(reader.GetName, place => reader.IsDBNull(place) ? null : reader.GetValue(place));
        }
    }

    /// <summary>Selects the owners of the rows of a table that meet a condition, once for each path through the foreign keys.</summary>
    private IEnumerable<string> OwnersOf(IEntityType type, string where)
    {
        if (type == _tables[0].Type)
        {
            return
            [
                $"SELECT {Column(type.FindPrimaryKey()!.Properties)} AS {_sql.DelimitIdentifier("Value")} FROM {Table(type)} WHERE {where}",
            ];
        }

        return type.GetForeignKeys()
            .Where(foreign => foreign.PrincipalEntityType != type && _tables.Exists(table => table.Type == foreign.PrincipalEntityType))
            .SelectMany(foreign =>
                OwnersOf(
                    foreign.PrincipalEntityType,
                    $"{Column(foreign.PrincipalKey.Properties)} IN (SELECT {Column(foreign.Properties)} FROM {Table(type)} WHERE {where})"
                )
            );
    }

    private static List<IEntityType> Dependents(IEntityType root, IReadOnlyCollection<Type> except)
    {
        var found = new List<IEntityType>();
        for (var place = -1; place < found.Count; place++)
        {
            found.AddRange(
                (place < 0 ? root : found[place])
                    .GetReferencingForeignKeys()
                    .Select(foreign => foreign.DeclaringEntityType)
                    .Distinct()
                    .Where(type => type != root && !found.Contains(type) && !except.Contains(type.ClrType))
            );
        }

        return found;
    }

    private string? Belongs(IForeignKey key) =>
        _tables.Find(table => table.Type == key.PrincipalEntityType) is { } principal
            ? $"{Column(key.Properties)} IN (SELECT {Column(key.PrincipalKey.Properties)} FROM {Table(principal.Type)} WHERE {principal.Where})"
            : null;

    private string Where(IEntityType type) => _tables.Single(table => table.Type == type).Where;

    private string Columns(IEnumerable<IProperty> properties) => string.Join(", ", properties.Select(property => Column([property])));

    private string Table(IEntityType type) => _sql.DelimitIdentifier(type.GetTableName()!);

    private string Column(IReadOnlyList<IProperty> properties) =>
        properties is [var only]
            ? _sql.DelimitIdentifier(only.GetColumnName())
            : throw new InvalidOperationException($"A key of {properties[0].DeclaringType.Name} has several columns.");

    private sealed record OwnedTable(IEntityType Type, string Where);
}
