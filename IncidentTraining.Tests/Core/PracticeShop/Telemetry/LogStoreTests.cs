using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>Lines stored in the compact log are read back unchanged, whatever the numbers, and the oldest lines are dropped.</summary>
public class LogStoreTests
{
    [Fact]
    public void Every_kind_of_number_comes_out_as_it_went_in()
    {
        var random = RandomStream.For(1, "log");
        var store = new LogStore(100_000);
        var written = new List<LogEntry>();
        for (var line = 0; line < 20_000; line++)
        {
            var entry = new LogEntry(
                At(),
                random.Below(90),
                random.Below(3) == 0 ? 0 : (long)random.Next(),
                Any(),
                Any(),
                Any(),
                Any(),
                Any(),
                Any()
            );
            written.Add(entry);
            store.Add(entry);
        }

        var near = 0;
        Assert.All(written.Select((entry, place) => (entry, place)), pair =>
        {
            var segment = store.Find(pair.place + 1, ref near, out var line);
            Assert.Equal(pair.entry, segment[line]);
            Assert.Equal(pair.entry.Template, segment.TemplateAt(line));
        });

        // Times before the run are negative, and a wrong clock must not lose a line.
        long At() =>
            random.Below(20) switch
            {
                0 => -86_400_000_000L * 7,
                1 => long.MaxValue,
                2 => long.MinValue,
                _ => random.Below(1_000_000_000),
            };

        long Any() =>
            random.Below(6) switch
            {
                0 => 0,
                1 => -1,
                2 => long.MinValue,
                3 => long.MaxValue,
                4 => random.Below(100),
                _ => (long)random.Next(),
            };
    }

    [Fact]
    public void The_newest_lines_stay_the_oldest_go_and_their_memory_is_used_again()
    {
        var store = new LogStore(capacity: 5_000);
        for (var line = 1; line <= 4_000; line++)
            store.Add(Line(line));
        Assert.Equal((1, 4_000), (store.Oldest, store.Written));
        for (var line = 4_001; line <= 50_000; line++)
            store.Add(Line(line));
        var segments = store.Segments;
        Assert.Equal((45_001, 50_000), (store.Oldest, store.Written));
        var near = int.MaxValue;
        for (var sequence = store.Written; sequence >= store.Oldest; sequence--)
            Assert.Equal(Line(sequence), store.Find(sequence, ref near, out var line)[line]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var line = 50_001; line <= 90_000; line++)
            store.Add(Line(line));
        Assert.Equal((0, segments), (GC.GetAllocatedBytesForCurrentThread() - before, store.Segments));
    }

    static LogEntry Line(long number) => new(number * 1000, number % 40, number, number % 7, number, 0, 0, 0, 0);
}
