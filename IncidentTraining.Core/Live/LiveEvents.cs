using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Live;

/// <summary>
/// The single in-process source of live changes. Use cases publish after their commit; components and hubs subscribe by event type and key
/// (the id of the class, run or document that changed).
/// </summary>
/// <remarks>
/// Events say what changed, not the new state: a subscriber that misses one is correct again after rereading the database.
/// A second node could be added with a subscriber that forwards events, without changes to the features.
/// </remarks>
public sealed partial class LiveEvents(ILogger<LiveEvents> logger)
{
    // The key of subscribers to all events of a type.
    private static readonly Guid Everything = Guid.AllBitsSet;

    private readonly ConcurrentDictionary<(Type Type, Guid Key), ImmutableArray<Func<object, Task>>> _subscribers = new();

    /// <summary>Calls <paramref name="handler"/> for each event of the type and key until the result is disposed.</summary>
    /// <param name="key">The id of what the event is about, such as a class or a run.</param>
    /// <param name="handler">Must return quickly; pass longer work to a circuit or queue.</param>
    public IDisposable Subscribe<TEvent>(Guid key, Func<TEvent, Task> handler)
        where TEvent : notnull
    {
        Func<object, Task> untyped = e => handler((TEvent)e);
        var topic = (typeof(TEvent), key);
        _subscribers.AddOrUpdate(topic, [untyped], (_, present) => present.Add(untyped));
        return new Subscription(() => Remove(topic, untyped));
    }

    /// <summary>Calls <paramref name="handler"/> for every event of the type until the result is disposed.</summary>
    /// <param name="handler">Must return quickly; pass longer work to a queue.</param>
    public IDisposable SubscribeToAll<TEvent>(Func<TEvent, Task> handler)
        where TEvent : notnull => Subscribe(Everything, handler);

    /// <summary>Notifies every current subscriber. If a handler throws, the exception is logged and the other handlers are still
    /// called.</summary>
    public async Task PublishAsync<TEvent>(Guid key, TEvent liveEvent)
        where TEvent : notnull
    {
        // The immutable array is a snapshot: a handler may subscribe or dispose during the loop.
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
