using IncidentTraining.Core.Live;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Web.Features.Reviews.News;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.SignalR;

namespace IncidentTraining.Web.Features.Paging;

/// <summary>The messages to a person's browsers.</summary>
public interface IPagerClient
{
    /// <summary>All of the person's ringing pages.</summary>
    Task Pages(IReadOnlyList<RingingPage> pages);

    /// <summary>News for the person, whatever page they are on.</summary>
    Task News(NewsNote note);
}

/// <summary>
/// Rings in all browsers of a person, and notifies them of decisions about their documents. A browser cannot request anything or send
/// messages to others.
/// </summary>
internal sealed class PagerHub(MyPages pages, LiveEvents events, IHubContext<PagerHub, IPagerClient> hub) : Hub<IPagerClient>
{
    private const string SubscriptionsKey = "subscriptions";

    /// <inheritdoc />
    public override async Task OnConnectedAsync()
    {
        if (Context.User is not { } user || ViewerClaims.ActorOf(user) is not { } actor)
        {
            Context.Abort();
            return;
        }

        var connection = Context.ConnectionId;
        Context.Items[SubscriptionsKey] =
            (IReadOnlyList<IDisposable>)
                [
                    events.Subscribe<PagesChanged>(actor.PersonId, _ => TellAsync(actor, connection)),
                    events.Subscribe<ReviewNews>(actor.PersonId, news => hub.Clients.Client(connection).News(NewsNote.Of(news))),
                ];
        // After subscribing: later changes are pushed, and earlier ones are included here.
        await TellAsync(actor, connection);
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var subscription in Context.Items[SubscriptionsKey] as IReadOnlyList<IDisposable> ?? [])
        {
            subscription.Dispose();
        }

        return Task.CompletedTask;
    }

    private async Task TellAsync(Actor actor, string connection) => await hub.Clients.Client(connection).Pages(await pages.RunAsync(actor));
}
