using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// The rows that belong to one row, directly or through others, as the foreign keys of the model tell. A new table with a foreign key
/// belongs to them by itself, so that nothing of it can be forgotten.
/// </summary>
public sealed class OwnedRows
{
    private readonly TrainingDb _db;
    private readonly ISqlGenerationHelper _sql;
    private readonly object _key;
    private readonly List<OwnedTable> _tables = [];

    /// <summary>Finds the tables.</summary>
    /// <param name="db">The database.</param>
    /// <param name="owner">The entity type of the row to which the others belong.</param>
    /// <param name="key">The row's key.</param>
    /// <param name="except">Entity types that stay out, with what belongs to them only.</param>
    /// <exception cref="InvalidOperationException">The foreign keys form a circle, or one has several columns.</exception>
    public OwnedRows(TrainingDb db, Type owner, object key, IReadOnlyCollection<Type>? except = null)
    {
        (_db, _key, _sql) = (db, key, db.GetService<ISqlGenerationHelper>());
        var root = db.Model.FindEntityType(owner) ?? throw new InvalidOperationException($"{owner.Name} is no entity.");
        _tables.Add(new OwnedTable(root, $"{Column(root.FindPrimaryKey()!.Properties)} = {{0}}"));
        var waiting = Dependents(root, except ?? []);
        while (waiting.Count > 0)
        {
            // A table comes after those to which its rows belong, so that the reverse order deletes what refers before what is referred to.
            var next = waiting.FirstOrDefault(type => type.GetForeignKeys().All(foreign => foreign.PrincipalEntityType == type || !waiting.Contains(foreign.PrincipalEntityType)))
                ?? throw new InvalidOperationException($"The foreign keys of {string.Join(", ", waiting.Select(type => type.GetTableName()))} form a circle.");
            waiting.Remove(next);
            _tables.Add(new OwnedTable(next, string.Join(" OR ", next.GetForeignKeys().Select(Belongs).OfType<string>())));
        }
    }

    /// <summary>The entity types whose rows belong, the owner's first.</summary>
    public IReadOnlyList<IEntityType> Types => [.. _tables.Select(table => table.Type)];

    /// <summary>How many rows of an entity type belong.</summary>
    public Task<int> CountAsync(IEntityType type, CancellationToken ct)
    {
        var query = $"SELECT COUNT(*) AS {_sql.DelimitIdentifier("Value")} FROM {Table(type)} WHERE {Where(type)}";
        return _db.Database.SqlQueryRaw<int>(query, _key).SingleAsync(ct);
    }

    /// <summary>Deletes all of them, the owner last.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> DeleteAsync(CancellationToken ct)
    {
        var deleted = 0;
        foreach (var table in Enumerable.Reverse(_tables))
        {
            var command = $"DELETE FROM {Table(table.Type)} WHERE {table.Where}";
            deleted += await _db.Database.ExecuteSqlRawAsync(command, [_key], ct);
        }

        return deleted;
    }

    /// <summary>The keys of another entity type to which rows refer.</summary>
    /// <param name="principal">The entity type that is referred to; its key is a <see cref="Guid"/>.</param>
    /// <param name="belonging">Whether to look at the rows that belong, or at the other rows of the same tables.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlySet<Guid>> ReferencesAsync(Type principal, bool belonging, CancellationToken ct)
    {
        var found = new HashSet<Guid>();
        foreach (var table in _tables)
        {
            foreach (var foreign in table.Type.GetForeignKeys().Where(foreign => foreign.PrincipalEntityType.ClrType == principal))
            {
                var column = Column(foreign.Properties);
                var query = $"SELECT DISTINCT {column} AS {_sql.DelimitIdentifier("Value")} FROM {Table(table.Type)} WHERE {column} IS NOT NULL AND ({table.Where}) IS {(belonging ? "" : "NOT ")}TRUE";
                found.UnionWith(await _db.Database.SqlQueryRaw<Guid>(query, _key).ToListAsync(ct));
            }
        }

        return found;
    }

    /// <summary>Reads the rows of an entity type that belong, each as its columns with the stored values.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAsync(IEntityType type, CancellationToken ct) => QueryAsync(type, "*", "", [], ct);

    /// <summary>Reads the keys of the rows of an entity type that belong.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadKeysAsync(IEntityType type, CancellationToken ct) =>
        QueryAsync(type, Columns(type.FindPrimaryKey()!.Properties), "", [], ct);

    /// <summary>Reads the keys and texts of the rows that belong and hold one of some words in one of the texts, whatever the case of its letters.</summary>
    /// <param name="type">The entity type.</param>
    /// <param name="texts">Its columns to look at.</param>
    /// <param name="words">What is looked for.</param>
    /// <param name="ct">Stops the reading.</param>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadHoldingAsync(IEntityType type, IReadOnlyList<IProperty> texts, IReadOnlyList<string> words, CancellationToken ct)
    {
        var found = from text in texts from place in Enumerable.Range(0, words.Count) select $"{Column([text])} LIKE @word{place} ESCAPE '!'";
        var patterns = words.Select(word => $"%{word.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%");
        return QueryAsync(type, Columns([.. type.FindPrimaryKey()!.Properties, .. texts]), $" AND ({string.Join(" OR ", found)})", [.. patterns], ct);
    }

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> QueryAsync(IEntityType type, string columns, string and, IReadOnlyList<string> words, CancellationToken ct)
    {
        await _db.Database.OpenConnectionAsync(ct);
        await using var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = string.Format(CultureInfo.InvariantCulture, $"SELECT {columns} FROM {Table(type)} WHERE ({Where(type)})", "@owner") + and;
        var mapping = _tables[0].Type.FindPrimaryKey()!.Properties[0].GetRelationalTypeMapping();
        command.Parameters.Add(mapping.CreateParameter(command, "@owner", _key));
        foreach (var (word, place) in words.Select((word, place) => (word, place)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@word{place}", word);
            command.Parameters.Add(parameter);
        }

        var rows = new List<IReadOnlyDictionary<string, object?>>();
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, place => reader.IsDBNull(place) ? null : reader.GetValue(place)));
        }

        return rows;
    }

    private static List<IEntityType> Dependents(IEntityType root, IReadOnlyCollection<Type> except)
    {
        var found = new List<IEntityType>();
        for (var place = -1; place < found.Count; place++)
        {
            found.AddRange((place < 0 ? root : found[place]).GetReferencingForeignKeys().Select(foreign => foreign.DeclaringEntityType).Distinct()
                .Where(type => type != root && !found.Contains(type) && !except.Contains(type.ClrType)));
        }

        return found;
    }

    private string? Belongs(IForeignKey key) => _tables.Find(table => table.Type == key.PrincipalEntityType) is { } principal
        ? $"{Column(key.Properties)} IN (SELECT {Column(key.PrincipalKey.Properties)} FROM {Table(principal.Type)} WHERE {principal.Where})"
        : null;

    private string Where(IEntityType type) => _tables.Single(table => table.Type == type).Where;

    private string Columns(IEnumerable<IProperty> properties) => string.Join(", ", properties.Select(property => Column([property])));

    private string Table(IEntityType type) => _sql.DelimitIdentifier(type.GetTableName()!);

    private string Column(IReadOnlyList<IProperty> properties) => properties is [var only]
        ? _sql.DelimitIdentifier(only.GetColumnName())
        : throw new InvalidOperationException($"A key of {properties[0].DeclaringType.Name} has several columns.");

    private sealed record OwnedTable(IEntityType Type, string Where);
}
