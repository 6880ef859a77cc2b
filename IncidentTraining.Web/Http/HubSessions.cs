using System.Collections.Concurrent;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using Microsoft.AspNetCore.SignalR;

namespace IncidentTraining.Web.Http;

/// <summary>Closes the connections of a person whose rights change. The browser reconnects with the current rights.</summary>
internal sealed class HubSessions : IHubFilter, IDisposable
{
    private readonly ConcurrentDictionary<string, (Actor Actor, HubCallerContext Connection)> _open = new();
    private readonly IDisposable _subscription;

    public HubSessions(LiveEvents events) =>
        _subscription = events.SubscribeToAll<AccessChanged>(changed =>
        {
            foreach (var (actor, connection) in _open.Values)
            {
                if (actor.PersonId == changed.PersonId && (changed.BySession is null || changed.BySession != actor.SessionId))
                {
                    connection.Abort();
                }
            }

            return Task.CompletedTask;
        });

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.User is { } user && ViewerClaims.ActorOf(user) is { } actor)
        {
            _open[context.Context.ConnectionId] = (actor, context.Context);
        }

        return next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        _open.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    public void Dispose() => _subscription.Dispose();
}
