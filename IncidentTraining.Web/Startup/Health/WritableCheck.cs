using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentTraining.Web.Startup.Health;

/// <summary>
/// Checks that the database commits a write: a read alone succeeds on a full disk or on a file of another owner. A failure is an exception,
/// which counts as unhealthy and is logged.
/// </summary>
internal sealed class WritableCheck(WriteGate gate, TimeProvider time) : IHealthCheck
{
    /// <summary>How long a success is cached. Anyone can request the health, and each write waits for the disk.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromSeconds(5);

    private long? _succeededAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_succeededAt is { } before && time.GetElapsedTime(before) < Validity)
        {
            return HealthCheckResult.Healthy();
        }

        await gate.WriteAsync(
            async db =>
            {
                // Writes the same value: a database page is written, but no data changes.
                await db.Database.ExecuteSqlAsync(
                    $"""UPDATE "__EFMigrationsHistory" SET "ProductVersion" = "ProductVersion" """,
                    cancellationToken
                );
                return Outcome.Done;
            },
            cancellationToken
        );
        _succeededAt = time.GetTimestamp();
        return HealthCheckResult.Healthy();
    }
}
