using IncidentTraining.Core.Schedule;
using Microsoft.AspNetCore.SignalR;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>What a browser of the class is told.</summary>
public interface ITimerClient
{
    /// <summary>Where the class is now.</summary>
    Task Snapshot(TimerSnapshot snapshot);
}

/// <summary>
/// Pushes the class's timer to its browsers. A browser can ask for the server's clock and for nothing else: there is
/// no method through which anybody could tell others something.
/// </summary>
internal sealed class TimerHub(TimerAudiences audiences, TimerBroadcast broadcast, ReadTimer timer, TimeProvider time)
    : Hub<ITimerClient>
{
    private const string AudienceKey = "audience";

    /// <inheritdoc />
    public override async Task OnConnectedAsync()
    {
        // The policy has asked before; in between a link may have been revoked, or the page left.
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
            // After joining: what changes from here on is pushed, and what changed before is in this.
            await Clients.Caller.Snapshot(await timer.OfClassAsync(audience.CohortId));
        }
        catch
        {
            // SignalR does not report the end of a connection whose beginning failed.
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

    /// <summary>The server's clock: UTC, milliseconds since 1970 with fractions. Browsers ask a few times and then count by themselves.</summary>
    public double Clock() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
