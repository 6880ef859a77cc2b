using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Core.Assessment;

/// <summary>A run and a replay of it at one moment.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Recorded">The run until then.</param>
/// <param name="Other">The replay until then.</param>
public sealed record WhatIfSample(TimeSpan At, HarmSoFar Recorded, HarmSoFar Other);

/// <summary>The harm to customers up to a moment.</summary>
/// <param name="Cents">The price of all harm, in cents of USD.</param>
/// <param name="LostOrders">Lost orders.</param>
/// <param name="DelayedOrders">Delayed orders.</param>
public readonly record struct HarmSoFar(long Cents, long LostOrders, long DelayedOrders)
{
    /// <summary>Orders that customers did not get, or not in time.</summary>
    public long Orders => LostOrders + DelayedOrders;

    internal static HarmSoFar Of(CustomerHarm harm) => new(HarmPrices.Cents(harm), harm.LostOrders, harm.DelayedOrders);
}

/// <summary>Samples a course repeatedly while it is simulated.</summary>
internal static class Sampling
{
    /// <summary>The largest number of samples of a course, without its beginning.</summary>
    public const int Most = 200;

    private const int LeastSeconds = 5;

    /// <summary>The moments of a run at which its courses are sampled, from its start to its end.</summary>
    /// <param name="length">How long the run lasted.</param>
    public static IReadOnlyList<TimeSpan> Moments(TimeSpan length)
    {
        var step = TimeSpan.FromSeconds(Math.Max(LeastSeconds, Math.Ceiling(length.TotalSeconds / Most)));
        var moments = new List<TimeSpan>();
        for (var at = TimeSpan.Zero; at < length; at += step)
        {
            moments.Add(at);
        }

        return [.. moments, length];
    }

    /// <summary>Simulates a course up to the last of the moments.</summary>
    /// <param name="shop">The shop of the course, at its start.</param>
    /// <param name="moments">The moments, in order.</param>
    public static IReadOnlyList<HarmSoFar> Sample(this CourseShop shop, IReadOnlyList<TimeSpan> moments)
    {
        var samples = new List<HarmSoFar>();
        foreach (var moment in moments)
        {
            shop.LiveTo(moment);
            samples.Add(HarmSoFar.Of(shop.Shop.Harm()));
        }

        return samples;
    }
}
