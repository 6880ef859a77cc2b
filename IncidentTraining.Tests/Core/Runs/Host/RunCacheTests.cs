using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>The cached data of a run equals what is stored.</summary>
public sealed class RunCacheTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Entries_are_in_the_order_in_which_things_happened_and_those_of_one_moment_in_that_of_recording()
    {
        var cache = new RunCache();
        cache.Add([Entry(1, 0, "entry:1"), Entry(2, 30, "entry:2")]);
        // An event of the shop had happened before an entry that bypassed it.
        cache.Add([Entry(3, 10, "shop:4"), Entry(4, 30, "entry:4")]);

        Assert.Equal([1, 3, 2, 4], cache.Log.Select(entry => entry.Number));
        Assert.Equal((4, 4L), (cache.LastEntry, cache.LastShopEvent));
        Assert.True(cache.Has("shop:4"));
        Assert.False(cache.Has("shop:3"));

        cache.Add([Entry(5, 20, "shop:3", IncidentEventKind.AlertFiring)]);
        Assert.Equal([1, 3, 5, 2, 4], cache.Log.Select(entry => entry.Number));
        Assert.Equal((5, 4L), (cache.LastEntry, cache.LastShopEvent));
    }

    [Fact]
    public void Many_entries_of_one_moment_keep_their_order_when_an_earlier_one_is_added()
    {
        var cache = new RunCache();
        cache.Add([.. Enumerable.Range(1, 40).Select(number => Entry(number, 30, $"entry:{number}"))]);
        cache.Add([Entry(41, 10, "shop:1")]);
        Assert.Equal([41, .. Enumerable.Range(1, 40)], cache.Log.Select(entry => entry.Number));
    }

    [Fact]
    public void An_empty_cache_has_nothing() => Assert.Equal((0, 0L, 0L, 0, 0), Counts(new RunCache()));

    [Fact]
    public void Keys_are_those_of_the_kinds_that_are_asked_for()
    {
        var cache = new RunCache();
        cache.Add([Entry(1, 0, "a"), Entry(2, 0, "b", IncidentEventKind.AlertFiring), Entry(3, 0, "c", IncidentEventKind.AlertResolved)]);
        Assert.Equal(["b", "c"], cache.KeysOf(IncidentEventKind.AlertFiring, IncidentEventKind.AlertResolved).Order());
        Assert.Empty(cache.KeysOf(IncidentEventKind.Paged));
    }

    [Fact]
    public void Inputs_count_when_they_are_stored_and_are_taken_once_when_the_shop_has_accepted_them()
    {
        var cache = new RunCache();
        var (first, refused, third) = (Input(1), Input(2), Input(3));
        cache.Add(first);
        Assert.Equal((1L, 0), (cache.LastInput, cache.Taken.Count));
        first.Answered(new InputAnswer("Done."));
        cache.Add(first);
        cache.Add(first);
        refused.Answered(new InputAnswer("No.", InputRefusal.NotNow));
        cache.Add(refused);
        third.Answered(new InputAnswer("Done."));
        cache.Add(third);
        Assert.Equal([first, third], cache.Taken);
        cache.Add(first);
        Assert.Equal((3L, 2), (cache.LastInput, cache.Taken.Count));
    }

    private static (int, long, long, int, int) Counts(RunCache cache) =>
        (cache.LastEntry, cache.LastInput, cache.LastShopEvent, cache.Log.Count, cache.Taken.Count);

    private static IncidentEvent Entry(int number, int second, string key, IncidentEventKind kind = IncidentEventKind.Said) =>
        new(Guid.Empty, number, key, TimeSpan.FromSeconds(second), Now, kind, "", $"{number}", "", null);

    private static RunInput Input(long sequence) =>
        new(Guid.Empty, sequence, TimeSpan.Zero, "act", new Dictionary<string, string>(), Guid.Empty, Now);
}
