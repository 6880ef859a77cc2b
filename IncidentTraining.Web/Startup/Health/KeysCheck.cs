using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentTraining.Web.Startup.Health;

/// <summary>
/// Checks that the keys of sign-in cookies and forms can be read; without them every page returns 500. A failure is an exception, which
/// counts as unhealthy and is logged.
/// </summary>
internal sealed class KeysCheck(IDataProtectionProvider protection) : IHealthCheck
{
    private const string Probe = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var protector = protection.CreateProtector(nameof(KeysCheck));
        return Task.FromResult(
            protector.Unprotect(protector.Protect(Probe)) == Probe ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy()
        );
    }
}
