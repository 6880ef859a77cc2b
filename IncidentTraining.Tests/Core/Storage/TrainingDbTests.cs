using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Storage;

/// <summary>What the database refuses from any code: changes of rows that are written once, and times that are not UTC.</summary>
public sealed class TrainingDbTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly StorageBench _bench = new();

    [Theory]
    [InlineData(EntityState.Modified, "modified")]
    [InlineData(EntityState.Deleted, "deleted")]
    public async Task A_row_that_is_written_once_is_neither_changed_nor_removed(EntityState state, string word)
    {
        var row = new AuditEntry(Guid.CreateVersion7(), Now, AuditAction.GradeDecided);
        await _bench.AddAsync(row);
        await using var db = _bench.Contexts.CreateDbContext();
        db.Entry(row).State = state;
        // Among rows that may change.
        db.Add(StorageBench.NewClass());

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Ct));
        Assert.Equal($"A row of AuditEntry is written once and cannot be {word}.", refused.Message);
        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
        Assert.Equal(1, await _bench.ReadAsync(one => one.Set<AuditEntry>().CountAsync(Ct)));
        Assert.Empty(await _bench.ClassesAsync());
    }

    [Fact]
    public async Task A_row_that_is_written_once_can_be_written_and_stay_beside_others_that_change()
    {
        await using var db = _bench.Contexts.CreateDbContext();
        var (row, cohort) = (new AuditEntry(Guid.CreateVersion7(), Now, AuditAction.GradeDecided), StorageBench.NewClass("First"));
        db.AddRange(row, cohort);
        Assert.Equal(2, db.SaveChanges());
        cohort.Rename("Second");
        Assert.Equal(1, await db.SaveChangesAsync(Ct));
        Assert.Equal(["Second"], await _bench.ClassesAsync());
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_time_that_is_not_utc_is_refused(DateTimeKind kind)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            _bench.AddAsync(new AuditEntry(Guid.CreateVersion7(), DateTime.SpecifyKind(Now, kind), AuditAction.GradeDecided))
        );
        Assert.Contains($"A {kind} time reached the database", (refused.InnerException ?? refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_time_is_read_as_utc()
    {
        await _bench.AddAsync(new AuditEntry(Guid.CreateVersion7(), Now, AuditAction.GradeDecided));
        var read = (await _bench.ReadAsync(db => db.Set<AuditEntry>().AsNoTracking().SingleAsync(Ct))).At;
        Assert.Equal((Now, DateTimeKind.Utc), (read, read.Kind));
    }

    [Fact]
    public void The_model_is_that_of_the_last_migration()
    {
        using var folder = new TemporaryFolder();
        // Built anew: the model of the other tests was built once for all of them.
        using var db = new TrainingDb(
            new DbContextOptionsBuilder<TrainingDb>()
                .UseSqlite(MigratedDatabase.FileIn(folder.Path).ConnectionString)
                .EnableServiceProviderCaching(false)
                .Options
        );
        Assert.False(db.Database.HasPendingModelChanges());
    }

    public void Dispose() => _bench.Dispose();
}
