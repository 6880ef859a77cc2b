using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

public class SeriesStoreTests
{
    [Theory]
    [InlineData(500, 1000), InlineData(500, 3)]
    [InlineData(9000, int.MaxValue)]
    public void What_is_stored_is_read_back_until_it_is_given_up(int seconds, int jump)
    {
        var metrics = new MetricRegistry();
        for (var i = 0; i < 60; i++)
            metrics.Gauge("gauge", "A gauge.", $"number=\"{i}\"");
        var store = new SeriesStore(metrics);
        var random = RandomStream.For(5, "values");
        var rows = new List<long[]>();
        for (var second = 0; second < seconds; second++)
        {
            for (var i = 0; i < 60; i++)
            {
                if (random.Below(3) == 0)
                    metrics.Set(i, metrics.Values[i] + random.Below(jump) - jump / 2);
            }
            store.Append(new StableHash());
            rows.Add(metrics.Values.ToArray());
        }

        Assert.Equal(seconds, store.EndSecond);
        Assert.Equal(seconds > 5000, store.FirstSecond > 0);
        foreach (var from in new[] { store.FirstSecond, store.FirstSecond + 70, seconds - 1 })
        {
            var reader = store.From(from);
            for (var second = from; second < seconds; second++)
            {
                Assert.True(reader.Next());
                Assert.Equal(second, reader.Second);
                Assert.Equal(rows[second], reader.Values);
            }
            Assert.False(reader.Next());
        }
    }

    [Theory]
    [InlineData("pool-too-small"), InlineData("slow-release")]
    public void There_is_room_for_two_hours_of_Lab_1_at_its_worst(string cause)
    {
        var shop = Lab1.InTrouble(cause);
        var before = shop.Series.Written;
        shop.Run(256);
        var bytesPerSecond = (shop.Series.Written - before) / 256.0;
        Assert.InRange(bytesPerSecond * 7200, 1, SeriesStore.Capacity);
    }

    [Fact]
    public void Quantiles_lie_on_a_line_within_their_bucket()
    {
        long[] bounds = [100, 200, 400];
        Assert.Equal(150, Quantiles.Of(0.5, [0, 10, 0, 0], bounds));
        Assert.Equal(200, Quantiles.Of(0.5, [0, 10, 10, 0], bounds));
        Assert.Equal(380, Quantiles.Of(0.95, [0, 10, 10, 0], bounds));
        Assert.Equal(400, Quantiles.Of(0.99, [0, 0, 0, 5], bounds));
        Assert.True(double.IsNaN(Quantiles.Of(0.5, [0, 0, 0, 0], bounds)));
    }
}
