using System.IO.Compression;
using IncidentTraining.Core.Live;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.ResponseCompression;

namespace IncidentTraining.Web.Startup;

internal static class PlatformStartup
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        // Without this, style sheets return 500 when the build output is started outside Development.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LiveEvents>();
        // Also over HTTPS: no page shows a lasting secret next to text from its address, which compression could leak, and the network of a
        // training room needs it.
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        // "Fastest" makes a lecture a quarter larger, which slows first visits on the network of a training room.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.AddProblemDetails();
    }

    public static void UsePlatform(this WebApplication app)
    {
        // First: everything later needs the scheme and address of the client, not of the proxy.
        app.UseForwarding();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = StatusPages.Path,
                CreateScopeForErrors = true,
                StatusCodeSelector = FailureReference.StatusOf,
                // Logged under the reference shown on the error page.
                SuppressDiagnosticsCallback = _ => true,
            }
        );
        app.UseStatusPages();
        // After the error pages: they run the request again with another address, which must be routed again.
        app.UseRouting();
        app.UseResponseCompression();
    }
}
