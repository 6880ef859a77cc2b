using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// The portal's database. It references no feature: each room provides its own <see cref="IEntityTypeConfiguration{TEntity}"/>, found by
/// scanning the assembly.
/// </summary>
public sealed class TrainingDb(DbContextOptions<TrainingDb> options) : IdentityUserContext<IdentityUser>(options)
{
    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">A write-once row was changed or removed.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        GuardAppendOnly();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">A write-once row was changed or removed.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        GuardAppendOnly();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TrainingDb).Assembly);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // SQLite has no type with an offset: every time is stored as UTC and read back as UTC.
        conventions.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }

    private void GuardAppendOnly()
    {
        if (
            ChangeTracker.Entries<IAppendOnly>().FirstOrDefault(entry => entry.State is EntityState.Modified or EntityState.Deleted) is
            { } entry
        )
        {
            throw new InvalidOperationException(
                $"A row of {entry.Metadata.ClrType.Name} is written once and cannot be {entry.State.ToString().ToLowerInvariant()}."
            );
        }
    }
}
