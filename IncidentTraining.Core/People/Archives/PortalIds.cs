using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentTraining.Core.People;

/// <summary>Looks for ids in everything that this portal stores.</summary>
internal static class PortalIds
{
    private const int AtOnce = 400;

    /// <summary>Whether one of the ids belongs to a row of any table, including people.</summary>
    public static async Task<bool> AnyIsHereAsync(this TrainingDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var keys = db
            .Model.GetEntityTypes()
            .Select(type => (Type: type, Key: type.FindPrimaryKey()!.Properties))
            .Where(one => one.Key is [{ ClrType: var clr }] && clr == typeof(Guid))
            .Select(one =>
                (Table: sql.DelimitIdentifier(one.Type.GetTableName()!), Column: sql.DelimitIdentifier(one.Key[0].GetColumnName()))
            )
            .ToList();
        foreach (var some in ids.Chunk(AtOnce))
        {
            foreach (var (table, column) in keys)
            {
                var query =
                    $"SELECT {column} AS {sql.DelimitIdentifier("Value")} FROM {table} WHERE {column} IN ({string.Join(", ", some.Select((_, place) => $"{{{place}}}"))})";
                if (await db.Database.SqlQueryRaw<Guid>(query, [.. some.Cast<object>()]).AnyAsync(ct))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
