using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentTraining.Tests.Support;

/// <summary>A full disk: SQLite itself refuses to grow the file, as it does on a full disk.</summary>
internal sealed class FullDisk : DbConnectionInterceptor
{
    public bool IsFull { get; set; }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Limit(connection);
        return Task.CompletedTask;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Limit(connection);

    private void Limit(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        // Below the present size SQLite takes the present size: the file cannot grow by a page.
        command.CommandText = IsFull ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1073741823";
        command.ExecuteNonQuery();
    }
}
