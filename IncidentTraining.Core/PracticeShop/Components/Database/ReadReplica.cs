using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The database copy from which the workers read orders, in a shop that has one.</summary>
/// <param name="kernel">The clock.</param>
/// <param name="exists">Whether the shop has one.</param>
sealed class ReadReplica(Kernel kernel, bool exists)
{
    long? _heldSince;

    /// <summary>Whether the shop has one.</summary>
    public bool Exists => exists;

    /// <summary>Whether it receives changes without applying them.</summary>
    public bool IsHeld => _heldSince is not null;

    /// <summary>It stops applying changes.</summary>
    public void Hold() => _heldSince = kernel.Now;

    /// <summary>It applies the changes received meanwhile, then each new one as it arrives.</summary>
    public void Resume() => _heldSince = null;

    /// <summary>Whether its readers see what was written at a time, in microseconds.</summary>
    public bool Has(long writtenAt) => !exists || _heldSince is not { } since || writtenAt <= since;
}
