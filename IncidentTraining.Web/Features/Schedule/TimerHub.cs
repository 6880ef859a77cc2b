using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Schedule.Projector;
using Microsoft.AspNetCore.SignalR;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>The messages that browsers of a class receive.</summary>
public interface ITimerClient
{
    /// <summary>Sends the current snapshot of the class.</summary>
    Task Snapshot(TimerSnapshot snapshot);

    /// <summary>Sends the join code of the class; to projectors only.</summary>
    Task JoinCode(string code);
}

/// <summary>
/// Pushes the class's timer to its browsers. A browser can only ask for the server's clock; no method lets clients send messages to others.
/// </summary>
internal sealed class TimerHub(TimerAudiences audiences, TimerBroadcast broadcast, ReadTimer timer, ProjectorLinks links, TimeProvider time)
    : Hub<ITimerClient>
{
    private const string AudienceKey = "audience";

    /// <inheritdoc />
    public override async Task OnConnectedAsync()
    {
        // The policy was checked earlier; the link may have been revoked or the page closed since.
        if (await AudienceAsync() is not { } audience)
        {
            Context.Abort();
            return;
        }

        Context.Items[AudienceKey] = audience;
        broadcast.Join(audience, Context);
        try
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, TimerBroadcast.GroupOf(audience.CohortId));
            // Sent after joining the group: later changes are pushed, and earlier ones are included here.
            await Clients.Caller.Snapshot(await timer.OfClassAsync(audience.CohortId));
            if (audience.LinkId is not null)
            {
                await Clients.Caller.JoinCode((await links.CodeAsync(audience.CohortId)).ToString());
            }
        }
        catch
        {
            // SignalR does not report the disconnection of a connection whose OnConnected failed.
            broadcast.Leave(audience, Context);
            throw;
        }
    }

    private async Task<TimerAudience?> AudienceAsync()
    {
        try
        {
            return Context.GetHttpContext() is { } http ? await audiences.FindAsync(http) : null;
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[AudienceKey] is TimerAudience audience)
        {
            broadcast.Leave(audience, Context);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// The server's clock: UTC, milliseconds since 1970 with fractions. Browsers sample it a few times and then count on their own.
    /// </summary>
    public double Clock() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
