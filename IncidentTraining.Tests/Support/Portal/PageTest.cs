using Bunit;
using IncidentTraining.Core.Live;
using IncidentTraining.Web.Components.Shared;
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
    }
}
