using IncidentTraining.Core.People;
using IncidentTraining.Tests.Host.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.People;

/// <summary>The live connections of a person whose rights end are closed by the server.</summary>
public sealed class ConnectionsEndTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task A_removed_trainees_connection_is_closed_and_that_of_a_classmate_stays()
    {
        var cohort = await _portal.CohortIdAsync();
        await using var removed = await Watcher.OfMemberAsync(_portal, "demo-trainee-1", cohort);
        await using var mate = await Watcher.OfMemberAsync(_portal, "demo-trainee-2", cohort);
        await removed.NextAsync();
        await mate.NextAsync();

        var outcome = await _portal
            .Services.GetRequiredService<RemoveMember>()
            .RunAsync(await _portal.ActorAsync("demo-facilitator"), cohort, (await _portal.ActorAsync("demo-trainee-1")).PersonId, Ct);
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        await removed.Closed.WaitAsync(Watcher.Patience, Ct);
        Assert.Equal(HubConnectionState.Connected, mate.Connection.State);
    }
}
