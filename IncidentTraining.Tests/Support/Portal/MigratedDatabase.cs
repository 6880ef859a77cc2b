using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentTraining.Tests.Support;

/// <summary>An empty database with the schema of this version, made once and copied for each test: migrating costs more than most
/// tests.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> Bytes = new(Create);

    /// <summary>Puts the database into a folder that has none yet.</summary>
    public static void CopyInto(string folder)
    {
        var path = Path.Combine(folder, "training.db");
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, Bytes.Value);
        }
    }

    private static byte[] Create()
    {
        using var folder = new TemporaryFolder();
        var file = FileIn(folder.Path);
        file.MigrateAsync(new Contexts(file), CancellationToken.None).GetAwaiter().GetResult();
        // The backup is the whole database in one file, whatever is still in the write-ahead log.
        return File.ReadAllBytes(file.Backup("template"));
    }

    internal static DatabaseFile FileIn(string folder, TimeProvider? time = null) =>
        new(folder, time ?? TimeProvider.System, NullLogger<DatabaseFile>.Instance);

    /// <summary>Contexts on a database file as the portal opens them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="migrationsAssembly">The assembly of the migrations; null for the product's.</param>
    internal sealed class Contexts(DatabaseFile file, string? migrationsAssembly = null) : IDbContextFactory<TrainingDb>
    {
        public TrainingDb CreateDbContext() =>
            new(
                new DbContextOptionsBuilder<TrainingDb>()
                    .UseSqlite(file.ConnectionString, sqlite =>
                        sqlite.MigrationsAssembly(migrationsAssembly ?? typeof(TrainingDb).Assembly.GetName().Name)
                    )
                    .AddInterceptors(new SqlitePragmas())
                    .Options
            );
    }
}
