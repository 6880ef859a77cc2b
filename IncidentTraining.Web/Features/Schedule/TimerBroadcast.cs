using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Schedule.Projector;
using Microsoft.AspNetCore.SignalR;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>
/// Forwards the live events of each watched class to its browsers: one database read per change, however many are watching, and no
/// subscription for a class that no one watches.
/// </summary>
internal sealed class TimerBroadcast(LiveEvents events, IHubContext<TimerHub, ITimerClient> hub, ReadTimer timer, ProjectorLinks links)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, WatchedClass> _classes = [];

    public static string GroupOf(Guid cohortId) => cohortId.ToString("N");

    /// <summary>Adds a browser.</summary>
    public void Join(TimerAudience audience, HubCallerContext connection)
    {
        lock (_gate)
        {
            if (!_classes.TryGetValue(audience.CohortId, out var watched))
            {
                watched = new WatchedClass(
                    events.Subscribe<ScheduleChanged>(audience.CohortId, changed => PushAsync(changed.CohortId)),
                    events.Subscribe<JoiningChanged>(audience.CohortId, changed => JoiningAsync(changed.CohortId)),
                    events.Subscribe<ProjectorRevoked>(audience.CohortId, revoked => CloseAsync(audience.CohortId, revoked.LinkId))
                );
                _classes.Add(audience.CohortId, watched);
            }

            watched.Connections.Add(connection.ConnectionId, (audience.LinkId, connection));
        }
    }

    /// <summary>Removes a browser.</summary>
    public void Leave(TimerAudience audience, HubCallerContext connection)
    {
        lock (_gate)
        {
            if (
                _classes.TryGetValue(audience.CohortId, out var watched)
                && watched.Connections.Remove(connection.ConnectionId)
                && watched.Connections.Count == 0
            )
            {
                watched.Changes.Dispose();
                watched.Joining.Dispose();
                watched.Revocations.Dispose();
                _classes.Remove(audience.CohortId);
            }
        }
    }

    private async Task PushAsync(Guid cohortId) => await hub.Clients.Group(GroupOf(cohortId)).Snapshot(await timer.OfClassAsync(cohortId));

    private async Task JoiningAsync(Guid cohortId)
    {
        await PushAsync(cohortId);
        List<string> screens;
        lock (_gate)
        {
            screens = _classes.TryGetValue(cohortId, out var watched)
                ? [.. watched.Connections.Where(c => c.Value.LinkId is not null).Select(c => c.Key)]
                : [];
        }

        await hub.Clients.Clients(screens).JoinCode((await links.CodeAsync(cohortId)).ToString());
    }

    /// <summary>Disconnects the screens of a revoked link; when they reconnect, they are refused and show a message.</summary>
    private Task CloseAsync(Guid cohortId, Guid linkId)
    {
        List<HubCallerContext> screens;
        lock (_gate)
        {
            screens = _classes.TryGetValue(cohortId, out var watched)
                ? [.. watched.Connections.Values.Where(c => c.LinkId == linkId).Select(c => c.Connection)]
                : [];
        }

        screens.ForEach(screen => screen.Abort());
        return Task.CompletedTask;
    }

    private sealed record WatchedClass(IDisposable Changes, IDisposable Joining, IDisposable Revocations)
    {
        public Dictionary<string, (Guid? LinkId, HubCallerContext Connection)> Connections { get; } = [];
    }
}
