using System.IO.Compression;
using IncidentTraining.Core.Live;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.ResponseCompression;

namespace IncidentTraining.Web.Startup;

internal static class PlatformStartup
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        // Without this the style sheets answer 500 when the build output is started outside Development.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LiveEvents>();
        // Over HTTPS as well: no page shows a lasting secret beside text from its address, which is what compression would give
        // away, and a training room's network needs it.
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        // "Fastest" makes a lecture a quarter larger: first visits on a training room's network pay for that, not we.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.AddProblemDetails();
    }

    public static void UsePlatform(this WebApplication app)
    {
        // First: everything after asks for the scheme and the address of the person, not of the proxy.
        app.UseForwarding();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = StatusPages.Path,
            CreateScopeForErrors = true,
            StatusCodeSelector = FailureReference.StatusOf,
            // The log has it under the number that the page names.
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusPages();
        // After the pages for errors: they run the request again with another address, and that has to be routed anew.
        app.UseRouting();
        app.UseResponseCompression();
    }
}
