using IncidentTraining.Web.Components;
using IncidentTraining.Web.Features.Paging;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Features.Schedule;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using MudBlazor.Services;

namespace IncidentTraining.Web.Startup;

internal static class PagesStartup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddExceptionHandler<FailureReference>();
        builder.Services.AddExceptionHandler<ScriptFailure>();
        builder.Services.AddExceptionHandler<PageFailure>();
        builder.Services.AddServerSideBlazor(options => options.DetailedErrors = builder.Environment.IsDevelopment());
        builder
            .Services.AddSignalR(hub =>
            {
                // The default of 32 KB silently drops a circuit when a long text is pasted. Long texts are sent by HTTP; this limit covers
                // the rest: a circuit's field allows what js/typed-text.js considers far too long, 200,000 characters of up to three bytes,
                // plus escapes.
                hub.MaximumReceiveMessageSize = 1024 * 1024;
                hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(20);
            })
            // A hub ignores options that are only configured: it reads its own only if they were added here.
            .AddHubOptions<TimerHub>(hub => hub.AddFilter<HubSessions>())
            .AddHubOptions<PagerHub>(hub => hub.AddFilter<HubSessions>());
        builder.Services.AddScoped<CircuitHandler, OpenPage>();
        builder.Services.AddSingleton<HubSessions>();
        builder.Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
        });
        builder.Services.AddHttpContextAccessor();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options =>
            {
                // The portal's own policy already forbids framing everywhere; a second header would be redundant.
                options.ContentSecurityFrameAncestorsPolicy = null;
                // Each message is compressed separately. A compressor with shared state would use memory as long as the page is open, and a
                // message is only about a kilobyte, apart from the charts' initial points.
                options.ConfigureWebSocketAcceptContext = static (_, accept) =>
                {
                    accept.DisableServerContextTakeover = true;
                    return Task.CompletedTask;
                };
            });
    }
}
