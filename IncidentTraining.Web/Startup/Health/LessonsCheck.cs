using IncidentTraining.Core.Curriculum;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentTraining.Web.Startup.Health;

/// <summary>Checks that at least one training day can be read. A file that becomes invalid later keeps its last valid version.</summary>
internal sealed class LessonsCheck(CurriculumLibrary library) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            library.Days.Count > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The content has no readable training day.")
        );
}
