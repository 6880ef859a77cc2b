using System.Text.RegularExpressions;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Storage;

public sealed class DatabaseFileTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly DatabaseFile _file;
    private readonly MigratedDatabase.Contexts _contexts;

    public DatabaseFileTests()
    {
        _file = MigratedDatabase.FileIn(_folder.Path, new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        _contexts = new MigratedDatabase.Contexts(_file);
    }

    [Fact]
    public async Task A_new_file_gets_the_schema_and_no_backup()
    {
        await _file.MigrateAsync(_contexts, Ct);

        await using var db = _contexts.CreateDbContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "backups")));
    }

    [Fact]
    public async Task A_database_with_a_pending_migration_is_backed_up_as_it_was_before()
    {
        var contexts = new MigratedDatabase.Contexts(_file, typeof(PlantedFirst).Assembly.GetName().Name);
        await using (var db = contexts.CreateDbContext())
        {
            await db.GetService<IMigrator>().MigrateAsync("PlantedFirst", Ct);
        }

        await _file.MigrateAsync(contexts, Ct);

        var copy = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "backups")));
        Assert.Equal("training-20260302-090000-before-migration.db", Path.GetFileName(copy));
        Assert.Equal(1L, Count(copy, "first"));
        Assert.Equal(0L, Count(copy, "second"));
        Assert.Equal(1L, Count(_file.Path, "second"));
    }

    [Fact]
    public async Task A_copy_that_came_without_the_write_ahead_log_is_opened_and_gets_one()
    {
        await _file.MigrateAsync(_contexts, Ct);
        SqliteConnection.ClearAllPools();
        Execute("PRAGMA journal_mode=DELETE");
        SqliteConnection.ClearAllPools();

        await _file.MigrateAsync(_contexts, Ct);

        await using var db = _contexts.CreateDbContext();
        Assert.Equal("wal", (await ReadAsync(db, "PRAGMA journal_mode"))!.ToString());
    }

    [Fact]
    public async Task A_database_of_another_version_is_refused_and_left_unchanged()
    {
        await _file.MigrateAsync(_contexts, Ct);
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0')");
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(_file.Path, Ct);

        var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => _file.MigrateAsync(_contexts, Ct));

        Assert.Contains("29990101000000_FromTheFuture", refused.Message);
        Assert.Contains(_file.Path, refused.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(_file.Path, Ct));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "backups")));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_unchanged()
    {
        var text = string.Concat(Enumerable.Repeat("This is a letter, not a database. ", 100));
        await File.WriteAllTextAsync(_file.Path, text, Ct);

        var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => _file.MigrateAsync(_contexts, Ct));

        Assert.Contains("not a SQLite database", refused.Message);
        Assert.Equal(text, await File.ReadAllTextAsync(_file.Path, Ct));
    }

    [Fact]
    public async Task Every_connection_waits_for_the_disk_and_for_other_writers()
    {
        await _file.MigrateAsync(_contexts, Ct);
        await using var db = _contexts.CreateDbContext();

        Assert.Equal("wal", (await ReadAsync(db, "PRAGMA journal_mode"))!.ToString());
        Assert.Equal(2L, await ReadAsync(db, "PRAGMA synchronous"));
        Assert.Equal(5000L, await ReadAsync(db, "PRAGMA busy_timeout"));
        Assert.Equal(1L, await ReadAsync(db, "PRAGMA foreign_keys"));
    }

    [Fact]
    public async Task So_do_several_connections_at_once_and_those_that_the_pool_hands_out_again()
    {
        await _file.MigrateAsync(_contexts, Ct);
        for (var round = 0; round < 2; round++)
        {
            var open = Enumerable.Range(0, 4).Select(_ => _contexts.CreateDbContext()).ToList();
            foreach (var db in open)
            {
                await db.Database.OpenConnectionAsync(Ct);
            }

            foreach (var db in open)
            {
                Assert.Equal(2L, await ReadAsync(db, "PRAGMA synchronous"));
                Assert.Equal(5000L, await ReadAsync(db, "PRAGMA busy_timeout"));
                Assert.Equal(1L, await ReadAsync(db, "PRAGMA foreign_keys"));
                await db.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_backup_holds_what_was_committed_a_moment_before()
    {
        await _file.MigrateAsync(_contexts, Ct);
        Execute("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('kept')");

        var copy = _file.Backup("by-hand");

        Assert.Equal("training-20260302-090000-by-hand.db", Path.GetFileName(copy));
        await using var connection = new SqliteConnection($"Data Source={copy};Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT text FROM note";
        Assert.Equal("kept", await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public void The_file_lies_in_the_data_directory()
    {
        var path = Path.Combine(_folder.Path, "training.db");
        Assert.Equal((_folder.Path, path, $"Data Source={path}"), (_file.Directory, _file.Path, _file.ConnectionString));
    }

    [Fact]
    public async Task A_data_directory_that_is_not_there_is_created_and_a_migration_is_told()
    {
        var log = new List<string>();
        var file = Logged(Path.Combine(_folder.Path, "new"), log);
        var contexts = new MigratedDatabase.Contexts(file);
        await file.MigrateAsync(contexts, Ct);

        Assert.True(File.Exists(file.Path));
        Assert.Matches($"^[0-9]+ migration\\(s\\) applied to {Regex.Escape(file.Path)}\\.$", Assert.Single(log));
        log.Clear();
        await file.MigrateAsync(contexts, Ct);
        Assert.Empty(log);
        Assert.False(Directory.Exists(Path.Combine(file.Directory, "backups")));
    }

    [Fact]
    public async Task A_backup_before_a_migration_is_told_with_its_place_and_an_empty_file_needs_none()
    {
        var log = new List<string>();
        var file = Logged(_folder.Path, log);
        var contexts = new MigratedDatabase.Contexts(file, typeof(PlantedFirst).Assembly.GetName().Name);
        // A database that no migration has reached yet.
        Execute("PRAGMA journal_mode=WAL; CREATE TABLE note (text TEXT)");
        await file.MigrateAsync(contexts, Ct);
        Assert.Equal($"2 migration(s) applied to {file.Path}.", Assert.Single(log));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "backups")));

        log.Clear();
        var older = Logged(Directory.CreateDirectory(Path.Combine(_folder.Path, "older")).FullName, log);
        contexts = new MigratedDatabase.Contexts(older, typeof(PlantedFirst).Assembly.GetName().Name);
        await using (var db = contexts.CreateDbContext())
        {
            await db.GetService<IMigrator>().MigrateAsync("PlantedFirst", Ct);
        }

        await older.MigrateAsync(contexts, Ct);
        var copy = Assert.Single(Directory.GetFiles(Path.Combine(older.Directory, "backups")));
        Assert.Equal([$"The database was backed up to {copy} before the migration.", $"1 migration(s) applied to {older.Path}."], log);
    }

    [Fact]
    public async Task A_damaged_database_fails_as_what_it_is_and_not_as_a_foreign_file()
    {
        await _file.MigrateAsync(_contexts, Ct);
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        await using (var bytes = File.OpenWrite(_file.Path))
        {
            // Behind the header, where the list of the tables begins.
            bytes.Position = 100;
            await bytes.WriteAsync(new byte[3_000], Ct);
        }

        var failed = await Assert.ThrowsAsync<SqliteException>(() => _file.MigrateAsync(_contexts, Ct));
        Assert.Equal(11, failed.SqliteErrorCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_is_configured_once(bool sync)
    {
        var pragmas = new SqlitePragmas();
        await using var connection = new SqliteConnection(_file.ConnectionString);
        await connection.OpenAsync(Ct);
        await OpenedAsync();
        Assert.Equal(5000L, Read("PRAGMA busy_timeout"));
        Assert.Equal(2L, Read("PRAGMA synchronous"));
        Assert.Equal("wal", Read("PRAGMA journal_mode"));

        // The pool reuses it unchanged.
        Read("PRAGMA busy_timeout=1234");
        await OpenedAsync();
        Assert.Equal(1234L, Read("PRAGMA busy_timeout"));

        async Task OpenedAsync()
        {
            if (sync)
            {
                pragmas.ConnectionOpened(connection, null!);
            }
            else
            {
                await pragmas.ConnectionOpenedAsync(connection, null!, Ct);
            }
        }

        object? Read(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }
    }

    public void Dispose() => _folder.Dispose();

    private static DatabaseFile Logged(string folder, List<string> log) =>
        new(folder, new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)), new Noted(log));

    private static long Count(string file, string table)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM sqlite_master WHERE name = '{table}'";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<object?> ReadAsync(TrainingDb db, string sql)
    {
        await db.Database.OpenConnectionAsync(Ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Ct);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(_file.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>Records the log of a database file.</summary>
internal sealed class Noted(List<string> log) : ILogger<DatabaseFile>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => log.Add(formatter(state, exception));
}

/// <summary>Stands for the schema of a released version; only this class's tests look for migrations in the tests' assembly.</summary>
[DbContext(typeof(TrainingDb))]
[Migration("20000101000000_PlantedFirst")]
public sealed class PlantedFirst : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("CREATE TABLE first (x)");
}

/// <summary>The schema change of the version after it.</summary>
[DbContext(typeof(TrainingDb))]
[Migration("20000102000000_PlantedSecond")]
public sealed class PlantedSecond : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("CREATE TABLE second (x)");
}
