using IncidentTraining.Core.Live;

namespace IncidentTraining.Web.Startup;

internal static class PlatformStartup
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        // Without this the style sheets answer 500 when the build output is started outside Development.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LiveEvents>();
        builder.Services.AddResponseCompression(options => options.EnableForHttps = false);
        builder.Services.AddProblemDetails();
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseResponseCompression();
    }
}
