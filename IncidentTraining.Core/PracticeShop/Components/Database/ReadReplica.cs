using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The copy of the database from which the workers read orders, in a shop that has one.</summary>
/// <param name="kernel">The clock.</param>
/// <param name="exists">Whether the shop has one.</param>
sealed class ReadReplica(Kernel kernel, bool exists)
{
    long? _heldSince;

    /// <summary>Whether the shop has one.</summary>
    public bool Exists => exists;

    /// <summary>Whether it takes changes and does not carry them out.</summary>
    public bool IsHeld => _heldSince is not null;

    /// <summary>It stays as it is now.</summary>
    public void Hold() => _heldSince = kernel.Now;

    /// <summary>It carries out what has come meanwhile, and then each change as it comes.</summary>
    public void Resume() => _heldSince = null;

    /// <summary>Whether who reads there finds what was written at a time, in microseconds.</summary>
    public bool Has(long writtenAt) => !exists || _heldSince is not { } since || writtenAt <= since;
}
