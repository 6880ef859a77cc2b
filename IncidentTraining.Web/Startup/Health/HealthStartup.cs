using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace IncidentTraining.Web.Startup.Health;

internal static class HealthStartup
{
    /// <summary>Longer than the database's write timeout, so that a busy minute is not reported as unhealthy.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WritableCheck>();
        builder
            .Services.AddHealthChecks()
            .AddCheck<SchemaCheck>("schema", timeout: Timeout)
            .AddCheck<WritableCheck>("writable", timeout: Timeout)
            .AddCheck<KeysCheck>("keys", timeout: Timeout)
            .AddCheck<LessonsCheck>("content", timeout: Timeout);
    }

    public static void MapHealth(this WebApplication app)
    {
        // The liveness probe checks nothing else: a supervisor must not restart a process whose disk is merely busy.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
