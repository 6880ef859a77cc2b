using System.IO.Compression;
using IncidentTraining.Core.Live;
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
        builder.Services.AddResponseCompression(options => options.EnableForHttps = false);
        // "Fastest" makes a lecture a quarter larger: first visits on a training room's network pay for that, not we.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.AddProblemDetails();
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        // Pages only: a form, an autosave or a script wants the bare status, and running a refused form again as a page
        // would read what antiforgery has just refused.
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method),
            reading => reading.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        // After the pages for errors: they run the request again with another address, and that has to be routed anew.
        app.UseRouting();
        app.UseResponseCompression();
    }
}
