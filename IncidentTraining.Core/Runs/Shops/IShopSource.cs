using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Runs;

/// <summary>The source of a window's shop: a run's live shop, or one that is rebuilt for a replay.</summary>
internal interface IShopSource
{
    /// <summary>Reads from the shop with exclusive access; null when there is none.</summary>
    Task<T?> ReadAsync<T>(Func<ShopSimulation, T> read, CancellationToken ct)
        where T : class;
}

/// <summary>The live shop of a run.</summary>
internal sealed class LiveShop(ShopHost host, Guid runId) : IShopSource
{
    public Task<T?> ReadAsync<T>(Func<ShopSimulation, T> read, CancellationToken ct)
        where T : class => host.ReadAsync(runId, read, ct);
}
