using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
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

    public void Dispose() => _folder.Dispose();

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
