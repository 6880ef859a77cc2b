using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentTraining.Core.People;

/// <summary>A stored text with a name in it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Key">The key of the row, its parts separated by slashes.</param>
public sealed record NameTrace(string Table, string Column, string Key);

/// <summary>
/// Finds a name in the texts of rows, and replaces it where the portal has written it: where it is the whole text, in user names, and in texts that
/// the portal composes (<see cref="IPortalText"/>). What people have written is not changed, but listed.
/// </summary>
internal sealed class NameTraces(TrainingDb db, string name, string alias)
{
    private readonly ISqlGenerationHelper _sql = db.GetService<ISqlGenerationHelper>();
    private readonly string[] _forms = [.. new[] { name, JsonEncodedText.Encode(name).ToString() }.Distinct()];
    private readonly Regex _whole = new(
        string.Join('|', new[] { name, JsonEncodedText.Encode(name).ToString() }.Distinct().Select(form => $@"(?<!\w){Regex.Escape(form)}(?!\w)")),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Where the name was replaced.</summary>
    public HashSet<NameTrace> Replaced { get; } = [];

    /// <summary>Where it still is.</summary>
    public HashSet<NameTrace> Left { get; } = [];

    /// <summary>Goes through rows.</summary>
    public async Task FollowAsync(OwnedRows rows, CancellationToken ct)
    {
        foreach (var type in rows.Types.Where(type => type.ClrType != typeof(Person) && type.ClrType.Assembly == typeof(Person).Assembly))
        {
            var keys = type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).ToList();
            var texts = type.GetProperties().Where(property => property.GetTypeMapping().Converter is null && property.ClrType == typeof(string) && !property.IsKey()).ToList();
            foreach (var row in texts.Count == 0 ? [] : await rows.ReadHoldingAsync(type, texts, _forms, ct))
            {
                foreach (var property in texts)
                {
                    if (row[property.GetColumnName()] is string text && Find(text))
                    {
                        await SettleAsync(type, property, text, keys.ConvertAll(key => row[key]!), keys, ct);
                    }
                }
            }
        }
    }

    private async Task SettleAsync(IEntityType type, IProperty property, string text, List<object> key, List<string> keys, CancellationToken ct)
    {
        var trace = new NameTrace(type.GetTableName()!, property.GetColumnName(), string.Join('/', key.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture))));
        var isWritten = text.Trim().Equals(name, StringComparison.OrdinalIgnoreCase) || property.Name.EndsWith("UserName", StringComparison.Ordinal) || typeof(IPortalText).IsAssignableFrom(type.ClrType);
        if (!isWritten)
        {
            Left.Add(trace);
            return;
        }

        var command = $"UPDATE {Quoted(type.GetTableName()!)} SET {Quoted(property.GetColumnName())} = {{0}} WHERE "
            + string.Join(" AND ", keys.Select((column, place) => $"{Quoted(column)} = {{{place + 1}}}"));
        await db.Database.ExecuteSqlRawAsync(command, [_whole.Replace(text, alias), .. key], ct);
        Replaced.Add(trace);
    }

    private bool Find(string text) => _whole.IsMatch(text);

    private string Quoted(string identifier) => _sql.DelimitIdentifier(identifier);
}
