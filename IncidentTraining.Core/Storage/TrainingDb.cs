using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// The portal's database. It names no feature: each room's entities bring their own
/// <see cref="IEntityTypeConfiguration{TEntity}"/>, found by scanning the assembly.
/// </summary>
public sealed class TrainingDb(DbContextOptions<TrainingDb> options) : IdentityUserContext<IdentityUser>(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TrainingDb).Assembly);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // SQLite has no offset type: everything is stored as UTC and comes back marked as such.
        conventions.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }
}
