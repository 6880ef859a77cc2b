using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>Which seconds a quantile is taken over. Bucket 0 ends at 5 ms, bucket 3 at 50 ms, and the last has no end.</summary>
public sealed class LatencyWindowsTests
{
    const int Fast = 0,
        Slow = 3,
        BeyondAllBounds = 18;

    readonly LatencyWindows _windows = new();

    [Fact]
    public void Without_anything_counted_there_is_no_quantile()
    {
        Assert.Equal(double.NaN, _windows.Quantile(0.95, 60));
        _windows.EndSecond();
        Assert.Equal(double.NaN, _windows.Quantile(0.95, 60));
    }

    [Fact]
    public void A_second_counts_once_it_has_ended()
    {
        _windows.Count(Fast);
        Assert.Equal(double.NaN, _windows.Quantile(1, 60));
        _windows.EndSecond();
        Assert.Equal(5, _windows.Quantile(1, 60));
    }

    [Fact]
    public void The_quantile_lies_within_its_bucket_as_far_as_its_rank_does()
    {
        // Three in the first bucket, one between 25 and 50 ms.
        Second(Fast, Fast, Fast, Slow);
        Assert.Equal((2.5, 5, 50), (_windows.Quantile(0.375, 1), _windows.Quantile(0.75, 1), _windows.Quantile(1, 1)));
        Assert.Equal(37.5, _windows.Quantile(0.875, 1));
    }

    [Fact]
    public void What_took_longer_than_all_bounds_counts_as_the_last_bound()
    {
        Second(BeyondAllBounds);
        Assert.Equal(10_000, _windows.Quantile(0.5, 1));
    }

    [Fact]
    public void A_window_has_the_last_seconds_and_not_the_one_before_them()
    {
        Second(Slow);
        Second(Fast);
        Second(Fast);
        Assert.Equal((5, 50), (_windows.Quantile(1, 2), _windows.Quantile(1, 3)));
        // Longer than there are seconds.
        Assert.Equal(50, _windows.Quantile(1, 4));
    }

    [Fact]
    public void Nothing_is_remembered_beyond_the_longest_window()
    {
        Second(Slow);
        for (var second = 1; second < LatencyWindows.MaxSeconds; second++)
            Second(Fast);
        Assert.Equal(50, _windows.Quantile(1, LatencyWindows.MaxSeconds));
        Second(Fast);
        Assert.Equal(5, _windows.Quantile(1, LatencyWindows.MaxSeconds));
        Assert.Equal(5, _windows.Quantile(1, 2 * LatencyWindows.MaxSeconds));
        Second(Slow);
        Assert.Equal((50, 5), (_windows.Quantile(1, 1), _windows.Quantile(0.5, 2)));
        // A place that is reused does not contain its earlier values.
        for (var second = 0; second < LatencyWindows.MaxSeconds; second++)
            Second();
        Assert.Equal(double.NaN, _windows.Quantile(1, LatencyWindows.MaxSeconds));
    }

    void Second(params int[] buckets)
    {
        foreach (var bucket in buckets)
            _windows.Count(bucket);
        _windows.EndSecond();
    }
}
