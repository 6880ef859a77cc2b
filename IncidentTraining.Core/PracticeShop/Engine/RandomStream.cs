using System.Numerics;

namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>
/// A stream of random numbers that is the same on every machine and in every version: xoshiro256++ by David Blackman and Sebastiano Vigna,
/// seeded by SplitMix64, both as published at https://prng.di.unimi.it. The platform's generator guarantees neither its algorithm nor its
/// sequence.
/// </summary>
/// <remarks>Each source of chance has its own stream, so that an action does not change unrelated random numbers.</remarks>
sealed class RandomStream
{
    ulong _s0,
        _s1,
        _s2,
        _s3;

    /// <summary>A stream that continues from a state, as in the published generator.</summary>
    public RandomStream(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>The stream of one named source in a run with this seed.</summary>
    public static RandomStream For(long seed, string source)
    {
        // FNV-1a over the name keeps the streams of one run apart.
        var name = 14695981039346656037UL;
        foreach (var letter in source)
            name = (name ^ letter) * 1099511628211UL;
        var mixed = unchecked((ulong)seed);
        var state = SplitMix(ref mixed) ^ name;
        return new RandomStream(SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>An integer from 0 to below <paramref name="bound"/>; the bias for small bounds is under 2^-32.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
