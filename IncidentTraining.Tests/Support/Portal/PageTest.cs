using Bunit;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Runs.Panels.Console;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace IncidentTraining.Tests.Support;

/// <summary>The base of the bUnit tests: MudBlazor's services, a clock that the test moves, the live events.</summary>
public abstract class PageTest : BunitContext
{
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<LiveEvents>();
        Services.AddScoped<BrowserTab>();
        Services.AddScoped<ConsoleScreens>();
        // A page of a run gives its clock to all of its parts.
        Services.AddCascadingValue(_ => new ShopClock(Time.GetUtcNow().UtcDateTime));
    }

    /// <summary>
    /// Disposes what the test holds besides its components: a portal that is not disposed keeps its memory for the rest of the run.
    /// </summary>
    protected virtual void End() { }

    protected sealed override void Dispose(bool disposing)
    {
        // Also when it is false: the asynchronous way, which the test framework takes, ends here with false.
        base.Dispose(disposing);
        End();
    }
}
