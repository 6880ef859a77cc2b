using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Runs;

/// <summary>Where a window's shop comes from: the living one of a run, or one that is built again for a replay.</summary>
internal interface IShopSource
{
    /// <summary>Reads from the shop while no one else touches it; null when there is none (any more).</summary>
    Task<T?> ReadAsync<T>(Func<ShopSimulation, T> read, CancellationToken ct)
        where T : class;
}

/// <summary>The living shop of a run.</summary>
internal sealed class LiveShop(ShopHost host, Guid runId) : IShopSource
{
    public Task<T?> ReadAsync<T>(Func<ShopSimulation, T> read, CancellationToken ct)
        where T : class => host.ReadAsync(runId, read, ct);
}
