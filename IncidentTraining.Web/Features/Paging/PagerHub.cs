using IncidentTraining.Core.Live;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.SignalR;

namespace IncidentTraining.Web.Features.Paging;

/// <summary>What a person's browsers are told.</summary>
public interface IPagerClient
{
    /// <summary>Everything that rings with the person now.</summary>
    Task Pages(IReadOnlyList<RingingPage> pages);
}

/// <summary>Rings in all browsers of a person. A browser can ask for nothing and tell no one anything.</summary>
internal sealed class PagerHub(MyPages pages, LiveEvents events, IHubContext<PagerHub, IPagerClient> hub) : Hub<IPagerClient>
{
    private const string SubscriptionKey = "subscription";

    /// <inheritdoc />
    public override async Task OnConnectedAsync()
    {
        if (Context.User is not { } user || ViewerClaims.ActorOf(user) is not { } actor)
        {
            Context.Abort();
            return;
        }

        var connection = Context.ConnectionId;
        Context.Items[SubscriptionKey] = events.Subscribe<PagesChanged>(actor.PersonId, _ => TellAsync(actor, connection));
        // After subscribing: what changes from here on is pushed, and what rang before is in this.
        await TellAsync(actor, connection);
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[SubscriptionKey] as IDisposable)?.Dispose();
        return Task.CompletedTask;
    }

    private async Task TellAsync(Actor actor, string connection) => await hub.Clients.Client(connection).Pages(await pages.RunAsync(actor));
}
