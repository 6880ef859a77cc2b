using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Live;

/// <summary>
/// The one in-process source of live changes. Use cases publish after their commit; components and hubs subscribe
/// by event type and key (the id of the class, run or document that the event is about).
/// </summary>
/// <remarks>
/// Events carry what changed, not the state: a subscriber that was late reads the database and is right again.
/// A second node joins by a forwarding subscriber, without any feature knowing.
/// </remarks>
public sealed partial class LiveEvents(ILogger<LiveEvents> logger)
{
    // No event is about this key: its subscribers hear of all.
    private static readonly Guid Everything = Guid.AllBitsSet;

    private readonly ConcurrentDictionary<(Type Type, Guid Key), ImmutableArray<Func<object, Task>>> _subscribers = new();

    /// <summary>Calls <paramref name="handler"/> for each event of the type and key until the result is disposed.</summary>
    /// <param name="key">What the event is about, e.g. a class or a run.</param>
    /// <param name="handler">Must return quickly: hand longer work to its own circuit or queue.</param>
    public IDisposable Subscribe<TEvent>(Guid key, Func<TEvent, Task> handler) where TEvent : notnull
    {
        Func<object, Task> untyped = e => handler((TEvent)e);
        var topic = (typeof(TEvent), key);
        _subscribers.AddOrUpdate(topic, [untyped], (_, present) => present.Add(untyped));
        return new Subscription(() => Remove(topic, untyped));
    }

    /// <summary>Calls <paramref name="handler"/> for each event of the type, whatever it is about, until the result is disposed.</summary>
    /// <param name="handler">Must return quickly: hand longer work to a queue.</param>
    public IDisposable SubscribeToAll<TEvent>(Func<TEvent, Task> handler) where TEvent : notnull => Subscribe(Everything, handler);

    /// <summary>Tells every present subscriber; one that fails is logged and does not keep the event from the others.</summary>
    public async Task PublishAsync<TEvent>(Guid key, TEvent liveEvent) where TEvent : notnull
    {
        // The immutable array is a copy: a handler may subscribe or dispose while we call.
        if (Of(key).Concat(Of(Everything)).ToList() is not { Count: > 0 } subscribers)
        {
            return;
        }

        await Task.WhenAll(subscribers.Select(subscriber => CallAsync(subscriber, liveEvent)));

        IEnumerable<Func<object, Task>> Of(Guid topic) => _subscribers.TryGetValue((typeof(TEvent), topic), out var present) ? present : [];
    }

    private async Task CallAsync(Func<object, Task> subscriber, object liveEvent)
    {
        try
        {
            await subscriber(liveEvent);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The publisher has committed already; a broken listener must not turn that into an error.
            LogSubscriberFailed(failure, liveEvent.GetType().Name);
        }
    }

    private void Remove((Type, Guid) topic, Func<object, Task> handler)
    {
        while (_subscribers.TryGetValue(topic, out var present))
        {
            var rest = present.Remove(handler);
            var removed = rest.IsEmpty
                ? _subscribers.TryRemove(KeyValuePair.Create(topic, present))
                : _subscribers.TryUpdate(topic, rest, present);
            if (removed)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A subscriber of {Event} failed.")]
    private partial void LogSubscriberFailed(Exception failure, string @event);

    private sealed class Subscription(Action dispose) : IDisposable
    {
        private Action? _dispose = dispose;

        public void Dispose() => Interlocked.Exchange(ref _dispose, null)?.Invoke();
    }
}
