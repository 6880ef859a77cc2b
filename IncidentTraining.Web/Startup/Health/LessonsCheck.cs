using IncidentTraining.Core.Curriculum;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentTraining.Web.Startup.Health;

/// <summary>At least one training day can be read. A file that breaks later leaves its last good version in place.</summary>
internal sealed class LessonsCheck(CurriculumLibrary library) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(library.Days.Count > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The content has no training day that can be read."));
}
