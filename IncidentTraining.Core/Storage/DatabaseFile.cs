using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Storage;

/// <summary>The location of the database file, and its creation and migration.</summary>
/// <param name="directory">The data directory, an absolute path.</param>
public sealed partial class DatabaseFile(string directory, TimeProvider time, ILogger<DatabaseFile> logger)
{
    private const int NotADatabase = 26; // SQLITE_NOTADB

    /// <summary>The data directory, an absolute path.</summary>
    public string Directory { get; } = directory;

    /// <summary>The SQLite file, an absolute path.</summary>
    public string Path { get; } = System.IO.Path.Combine(directory, "training.db");

    /// <summary>The connection string for the file.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path }.ToString();

    /// <summary>Creates the file, or backs it up and migrates it. A failed migration loses no data.</summary>
    /// <exception cref="UnusableDatabaseException">The file contains migrations unknown to this version, or is not a database.</exception>
    public async Task MigrateAsync(IDbContextFactory<TrainingDb> databases, CancellationToken ct)
    {
        System.IO.Directory.CreateDirectory(Directory);
        await using var db = await databases.CreateDbContextAsync(ct);
        var known = db.Database.GetMigrations().ToList();
        var applied = AppliedOf(known);
        var pending = known.Except(applied, StringComparer.Ordinal).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        if (applied.Count > 0)
        {
            LogBackedUp(Backup("before-migration"));
        }

        await db.Database.MigrateAsync(ct);
        LogMigrated(pending.Count, Path);
    }

    // Read-only and before anything else opens the file: a database of another version must stay untouched.
    private List<string> AppliedOf(List<string> known)
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        try
        {
            var applied = AppliedMigrations();
            if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                throw new UnusableDatabaseException(
                    $"{Path} was written by another version of the portal (migration {unknown} is unknown here) and was left unchanged: "
                        + "start that version, or set Data:Directory to another folder."
                );
            }

            return applied;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == NotADatabase)
        {
            throw new UnusableDatabaseException(
                $"{Path} is not a SQLite database and was left unchanged: restore it from a backup, or set Data:Directory to another folder."
            );
        }
    }

    private List<string> AppliedMigrations()
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (command.ExecuteScalar() is not > 0L)
        {
            return [];
        }

        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";
        using var reader = command.ExecuteReader();
        var applied = new List<string>();
        while (reader.Read())
        {
            applied.Add(reader.GetString(0));
        }

        return applied;
    }

    /// <summary>Writes a consistent copy of the running database next to it and returns its path.</summary>
    /// <param name="label">A word in the copy's file name that gives the reason.</param>
    public string Backup(string label)
    {
        var folder = System.IO.Path.Combine(Directory, "backups");
        System.IO.Directory.CreateDirectory(folder);
        var copy = System.IO.Path.Combine(folder, $"training-{time.GetUtcNow():yyyyMMdd-HHmmss}-{label}.db");
        using var source = new SqliteConnection(ConnectionString);
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        return copy;
    }

    [LoggerMessage(LogLevel.Information, "The database was backed up to {Copy} before the migration.")]
    private partial void LogBackedUp(string copy);

    [LoggerMessage(LogLevel.Information, "{Count} migration(s) applied to {File}.")]
    private partial void LogMigrated(int count, string file);
}
