using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentTraining.Web.Startup;

internal static class HealthStartup
{
    public static void MapHealth(this WebApplication app)
    {
        // Live asks nothing else: a supervisor must not restart a process whose disk is merely busy.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    /// <summary>The database answers and has this version's schema.</summary>
    internal sealed class DatabaseCheck(IDbContextFactory<TrainingDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? HealthCheckResult.Unhealthy("The database waits for migrations.")
                : HealthCheckResult.Healthy();
        }
    }
}
