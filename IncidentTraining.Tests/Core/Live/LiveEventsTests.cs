using IncidentTraining.Core.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentTraining.Tests.Core.Live;

public sealed class LiveEventsTests
{
    private static readonly Guid Key = Guid.CreateVersion7();
    private readonly LiveEvents _events = new(NullLogger<LiveEvents>.Instance);

    private sealed record Happened(int Number);

    [Fact]
    public async Task A_subscriber_hears_its_key_and_type_until_it_is_disposed()
    {
        var heard = new List<int>();
        var subscription = _events.Subscribe<Happened>(Key, e => Record(heard, e.Number));

        await _events.PublishAsync(Key, new Happened(1));
        await _events.PublishAsync(Guid.CreateVersion7(), new Happened(2));
        subscription.Dispose();
        subscription.Dispose();
        await _events.PublishAsync(Key, new Happened(3));

        Assert.Equal([1], heard);
    }

    [Fact]
    public async Task A_subscriber_to_all_hears_every_key_of_its_type_until_it_is_disposed()
    {
        var heard = new List<int>();
        var subscription = _events.SubscribeToAll<Happened>(e => Record(heard, e.Number));

        await _events.PublishAsync(Key, new Happened(1));
        await _events.PublishAsync(Guid.CreateVersion7(), new Happened(2));
        await _events.PublishAsync(Key, "another type");
        subscription.Dispose();
        await _events.PublishAsync(Key, new Happened(3));

        Assert.Equal([1, 2], heard);
    }

    [Fact]
    public async Task A_subscriber_that_fails_does_not_keep_the_event_from_the_others()
    {
        var heard = new List<int>();
        _events.Subscribe<Happened>(Key, _ => throw new InvalidOperationException("broken"));
        _events.Subscribe<Happened>(Key, e => Record(heard, e.Number));

        await _events.PublishAsync(Key, new Happened(1));

        Assert.Equal([1], heard);
    }

    [Fact]
    public async Task A_subscriber_may_leave_while_it_is_called()
    {
        IDisposable? own = null;
        var heard = new List<int>();
        own = _events.Subscribe<Happened>(Key, e =>
        {
            own!.Dispose();
            return Record(heard, e.Number);
        });

        await _events.PublishAsync(Key, new Happened(1));
        await _events.PublishAsync(Key, new Happened(2));

        Assert.Equal([1], heard);
    }

    private static Task Record(List<int> heard, int number)
    {
        heard.Add(number);
        return Task.CompletedTask;
    }
}
