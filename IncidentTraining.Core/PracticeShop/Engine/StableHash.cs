using System.Numerics;

namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>A running 128-bit fingerprint of integers, to compare telemetry; not for secrets.</summary>
sealed class StableHash
{
    ulong _a = 0x243F6A8885A308D3;
    ulong _b = 0x13198A2E03707344;

    /// <summary>Adds a number.</summary>
    public void Add(long value)
    {
        _a = (BitOperations.RotateLeft(_a, 29) ^ (ulong)value) * 0x9E3779B97F4A7C15;
        _b = (BitOperations.RotateLeft(_b, 31) + (ulong)value) * 0xD6E8FEB86659FD93 ^ (_a >> 32);
    }

    /// <summary>Adds a text.</summary>
    public void Add(string text)
    {
        Add(text.Length);
        foreach (var letter in text)
            Add(letter);
    }

    /// <summary>The fingerprint as 32 hexadecimal digits.</summary>
    public override string ToString() => $"{_a:x16}{_b:x16}";
}
