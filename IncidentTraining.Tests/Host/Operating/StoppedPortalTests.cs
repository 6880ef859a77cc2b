using System.Runtime.CompilerServices;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>A portal that has stopped leaves nothing behind in its process: no running timer, no event that holds its services.</summary>
public sealed class StoppedPortalTests
{
    private const int MostCollections = 50;

    [Fact]
    public async Task A_portal_that_has_stopped_is_not_kept_in_memory()
    {
        // What all portals of the tests share, above all their content, is created by the first and references it.
        await ServeAndStopAsync();
        var services = await ServeAndStopAsync();

        for (var collections = 0; services.IsAlive && collections < MostCollections; collections++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(services.IsAlive);
    }

    // A separate method: no local of the test may reference what it waits for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ServeAndStopAsync()
    {
        await using var portal = new PortalFactory();
        var trainee = await portal.SignInAsync("demo-trainee-1");
        Assert.True((await trainee.Http.GetAsync("/today", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        return new WeakReference(portal.Services);
    }
}
