using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Tests.Core.PracticeShop.Engine;

public class EngineTests
{
    [Fact]
    public void The_generator_gives_the_published_sequence()
    {
        var stream = new RandomStream(1, 2, 3, 4);
        ulong[] published = [41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205, 9973669472204895162];
        Assert.Equal(published, Enumerable.Range(0, 6).Select(_ => stream.Next()));
    }

    [Fact]
    public void Events_come_in_the_order_of_their_times_and_then_of_their_making()
    {
        var random = RandomStream.For(1, "test");
        var queue = new EventQueue();
        var expected = new List<(long At, long Subject)>();
        for (var i = 0; i < 5000; i++)
        {
            var at = random.Below(500);
            queue.Add(at, 0, 0, i);
            expected.Add((at, i));
        }
        var taken = new List<(long, long)>();
        while (queue.Count > 0)
        {
            var next = queue.Take();
            taken.Add((next.At, next.Subject));
        }
        Assert.Equal(expected.OrderBy(entry => entry.At).ThenBy(entry => entry.Subject), taken);
    }

    [Theory]
    [InlineData(-3.7), InlineData(-0.1), InlineData(0), InlineData(0.5), InlineData(12)]
    public void Stable_functions_agree_with_the_platform_to_the_last_digits(double x)
    {
        Assert.Equal(Math.Exp(x), StableMath.Exp(x), Math.Exp(x) * 1e-14);
        Assert.Equal(x, StableMath.Log(Math.Exp(x)), 1e-13);
    }

    [Theory]
    [InlineData(0.5, 0), InlineData(0.975, 1.959963985), InlineData(0.001, -3.090232306), InlineData(0.999999, 4.753424309)]
    public void Normal_quantiles_are_those_of_the_tables(double p, double quantile) =>
        Assert.Equal(quantile, StableMath.NormalQuantile(p), 1e-7);

    [Fact]
    public void Draws_have_the_moments_of_their_distribution()
    {
        var random = RandomStream.For(3, "test");
        var exponential = Enumerable.Range(0, 200_000).Select(_ => Distribution.Exponential.Draw(random)).ToList();
        Assert.InRange(exponential.Average(), 0.99, 1.01);
        Assert.InRange(exponential.Average(x => x * x), 1.95, 2.05);

        var logNormal = Distribution.LogNormal(TimeSpan.FromMilliseconds(8), 0.4);
        var times = Enumerable.Range(0, 200_000).Select(_ => logNormal.Draw(random)).Order().ToList();
        Assert.InRange(times[100_000], 7_950, 8_050);
        Assert.InRange(times.Average(), 8_000 * Math.Exp(0.08) * 0.995, 8_000 * Math.Exp(0.08) * 1.005);
    }

    [Fact]
    public void Streams_of_different_sources_have_nothing_in_common()
    {
        var (one, other) = (RandomStream.For(1, "arrivals"), RandomStream.For(1, "wishes"));
        var pairs = Enumerable.Range(0, 50_000).Select(_ => (One: one.Below(1000) - 499.5, Other: other.Below(1000) - 499.5));
        var correlation = pairs.Average(pair => pair.One * pair.Other) / (1_000_000 / 12.0);
        Assert.InRange(correlation, -0.02, 0.02);
    }
}
