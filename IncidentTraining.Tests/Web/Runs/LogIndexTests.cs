using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Web.Features.Runs.Panels.Logs;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The list of all lines that match a filter, over a log far longer than a screen.</summary>
public sealed class LogIndexTests
{
    private const int Many = 120_000;

    private readonly List<ShopLogLine> _log = [];
    private int _oldestKept = 1;
    private int _before;
    private int _linesRead;

    [Fact]
    public void The_newest_lines_are_there_after_the_first_look_and_all_of_them_in_the_end()
    {
        Write(Many);
        var index = new LogIndex(new LogFilter());
        index.Extend(Read);
        Assert.Equal(LogIndex.Stretch, index.Count);
        Assert.False(index.IsComplete);
        Assert.Equal([Many, Many - 1, Many - 2], index.Lines(Read, 0, 3).Select(line => line.Sequence));
        Complete(index);
        Assert.Equal(Many, index.Count);
        Assert.Equal([2, 1], index.Lines(Read, Many - 2, 10).Select(line => line.Sequence));
    }

    [Fact]
    public void A_screen_of_a_hundred_thousand_lines_costs_a_screen()
    {
        Write(Many);
        var index = new LogIndex(new LogFilter());
        Complete(index);
        _linesRead = 0;
        foreach (var place in (int[])[0, 50_000, 119_900])
        {
            Assert.Equal(60, index.Lines(Read, place, 60).Count);
        }

        Assert.Equal(180, _linesRead);
        // New lines of one tick are searched, and none is searched again.
        Write(20);
        _linesRead = 0;
        index.Extend(Read);
        Assert.InRange(_linesRead, 20, 21);
    }

    [Fact]
    public void Lines_that_come_meanwhile_stand_before_those_that_were_there()
    {
        Write(10);
        var index = new LogIndex(new LogFilter("", ShopLogLevel.Error));
        index.Extend(Read);
        Assert.Equal([10L, 5], index.Lines(Read, 0, 10).Select(line => line.Sequence));
        Write(7);
        index.Extend(Read);
        Assert.Equal((3, 1), (index.Count, index.NewerCount));
        Assert.Equal([15L, 10, 5], index.Lines(Read, 0, 10).Select(line => line.Sequence));
        Assert.Equal([0, 1, 2, -1], new long[] { 15, 10, 5, 7 }.Select(index.PlaceOf));
    }

    [Fact]
    public void Lines_that_fell_out_of_the_shops_memory_are_left_out()
    {
        Write(100);
        var index = new LogIndex(new LogFilter());
        Complete(index);
        _oldestKept = 41;
        Assert.Empty(index.Lines(Read, 70, 10));
        Assert.InRange(index.Count, 60, 70);
        Assert.Equal(41, index.Lines(Read, 55, 10)[^1].Sequence);
    }

    [Fact]
    public void A_replay_that_was_set_back_is_searched_anew()
    {
        Write(100);
        var index = new LogIndex(new LogFilter());
        Complete(index);
        _log.RemoveRange(30, 70);
        Complete(index);
        Assert.Equal(30, index.Count);
        Assert.Equal(30, index.Lines(Read, 0, 1)[0].Sequence);
    }

    [Fact]
    public void Lines_before_the_run_follow_those_of_the_run_and_are_searched_to_the_oldest()
    {
        _before = 7_000;
        Write(100);
        var index = new LogIndex(new LogFilter("", ShopLogLevel.Error));
        index.Extend(Read);
        Assert.Equal(LogIndex.Stretch / 5, index.Count);
        Assert.False(index.IsComplete);

        Complete(index);

        Assert.Equal((100 + _before) / 5, index.Count);
        Assert.Equal([5L, 0, -5], index.Lines(Read, 19, 3).Select(line => line.Sequence));
        Assert.Equal(20, index.PlaceOf(0));
        Assert.Equal(-6_995, index.Lines(Read, index.Count - 1, 1)[0].Sequence);
    }

    private void Complete(LogIndex index)
    {
        do
        {
            index.Extend(Read);
        } while (!index.IsComplete);
    }

    private void Write(int count)
    {
        for (var line = 0; line < count; line++)
        {
            _log.Add(Line(_log.Count + 1));
        }
    }

    private static ShopLogLine Line(long sequence) =>
        new(
            sequence,
            TimeSpan.FromSeconds(sequence),
            sequence % 5 == 0 ? ShopLogLevel.Error : ShopLogLevel.Info,
            "api",
            "",
            $"line {sequence}"
        );

    // The same rules as the shop's own log: the newest matches, oldest first.
    private ShopLogPage Read(ShopLogQuery query)
    {
        var found = new List<ShopLogLine>();
        var oldest = query.WithPast ? _oldestKept - _before : _oldestKept;
        for (
            var sequence = Math.Min(_log.Count, (query.Before ?? long.MaxValue) - 1);
            sequence > Math.Max(query.After, oldest - 1) && found.Count < query.Limit;
            sequence--
        )
        {
            var line = sequence > 0 ? _log[(int)sequence - 1] : Line(sequence);
            _linesRead++;
            if (line.Level >= query.MinimumLevel)
            {
                found.Add(line);
            }
        }

        found.Reverse();
        return new ShopLogPage(found, _log.Count, ["api"]) { Oldest = oldest };
    }
}
