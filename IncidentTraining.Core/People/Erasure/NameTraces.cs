using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentTraining.Core.People;

/// <summary>A stored text that contains a name.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Key">The key of the row, its parts separated by slashes.</param>
public sealed record NameTrace(string Table, string Column, string Key);

/// <summary>A person whose name is replaced, and the texts in which it was found.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">The name.</param>
/// <param name="Alias">What replaces it.</param>
internal sealed record NamedPerson(Guid Id, string Name, string Alias)
{
    /// <summary>The texts in which the name was replaced.</summary>
    public HashSet<NameTrace> Replaced { get; } = [];

    /// <summary>The texts that still contain it.</summary>
    public HashSet<NameTrace> Left { get; } = [];
}

/// <summary>
/// Finds names in the texts of rows, and replaces them in texts written by the portal: where a name is the whole text, in user names, and
/// in texts that the portal composes (<see cref="IPortalText"/>). Texts written by people are listed but not changed. Each row is read
/// once, however many names are searched for.
/// </summary>
internal sealed class NameTraces
{
    // Number of updates that are sent together.
    private const int Batch = 100;

    private readonly TrainingDb _db;
    private readonly ISqlGenerationHelper _sql;
    private readonly Dictionary<string, NamedPerson> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly SearchValues<string> _any;
    private readonly Regex _whole;

    /// <summary>Prepares the search for the names of people; at least one.</summary>
    public NameTraces(TrainingDb db, IReadOnlyList<NamedPerson> people)
    {
        (_db, _sql) = (db, db.GetService<ISqlGenerationHelper>());
        foreach (var person in people)
        {
            // Two people with the same name: a text does not show which of them it means, but the name is removed anyway.
            _people.TryAdd(person.Name, person);
            _people.TryAdd(JsonEncodedText.Encode(person.Name).ToString(), person);
        }

        _any = SearchValues.Create([.. _people.Keys], StringComparison.OrdinalIgnoreCase);
        // Longest first: a name may begin with another one.
        var forms = _people.Keys.OrderByDescending(form => form.Length).Select(Regex.Escape);
        _whole = new Regex(
            $@"(?<!\w)(?:{string.Join('|', forms)})(?!\w)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(10)
        );
    }

    /// <summary>Goes through rows.</summary>
    public async Task FollowAsync(OwnedRows rows, CancellationToken ct)
    {
        foreach (var type in rows.Types.Where(type => type.ClrType != typeof(Person) && type.ClrType.Assembly == typeof(Person).Assembly))
        {
            var keys = type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).ToList();
            var texts = type.GetProperties()
                .Where(property => property.GetTypeMapping().Converter is null && property.ClrType == typeof(string) && !property.IsKey())
                .ToList();
            var changes = new List<Change>();
            await foreach (
                var row in texts.Count == 0
                    ? AsyncEnumerable.Empty<IReadOnlyDictionary<string, object?>>()
                    : rows.ReadTextsAsync(type, texts, ct)
            )
            {
                foreach (var property in texts)
                {
                    if (
                        row[property.GetColumnName()] is string text
                        && text.AsSpan().ContainsAny(_any)
                        && Settle(type, property, text, keys.ConvertAll(key => row[key]!)) is { } change
                    )
                    {
                        changes.Add(change);
                    }
                }
            }

            foreach (var batch in changes.Chunk(Batch))
            {
                await WriteAsync(type, keys, batch, ct);
            }
        }
    }

    /// <summary>Lists the names in a text, and returns the text without them if the portal has written it.</summary>
    private Change? Settle(IEntityType type, IProperty property, string text, List<object> key)
    {
        var found = _whole.Matches(text).Select(match => _people.GetValueOrDefault(match.Value)).OfType<NamedPerson>().ToHashSet();
        var trace = new NameTrace(
            type.GetTableName()!,
            property.GetColumnName(),
            string.Join('/', key.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)))
        );
        var isWritten =
            _people.ContainsKey(text.Trim())
            || property.Name.EndsWith("UserName", StringComparison.Ordinal)
            || typeof(IPortalText).IsAssignableFrom(type.ClrType);
        foreach (var person in found)
        {
            (isWritten ? person.Replaced : person.Left).Add(trace);
        }

        return isWritten && found.Count > 0
            ? new Change(
                property.GetColumnName(),
                _whole.Replace(text, match => _people.GetValueOrDefault(match.Value)?.Alias ?? match.Value),
                key
            )
            : null;
    }

    private async Task WriteAsync(IEntityType type, List<string> keys, Change[] changes, CancellationToken ct)
    {
        var (commands, values) = (new List<string>(), new List<object>());
        foreach (var change in changes)
        {
            var first = values.Count;
            commands.Add(
                $"UPDATE {Quoted(type.GetTableName()!)} SET {Quoted(change.Column)} = {{{first}}} WHERE "
                    + string.Join(" AND ", keys.Select((column, place) => $"{Quoted(column)} = {{{first + 1 + place}}}"))
            );
            values.Add(change.Text);
            values.AddRange(change.Key);
        }

        await _db.Database.ExecuteSqlRawAsync(string.Join(";\n", commands), values, ct);
    }

    private string Quoted(string identifier) => _sql.DelimitIdentifier(identifier);

    private sealed record Change(string Column, string Text, List<object> Key);
}
