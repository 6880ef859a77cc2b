using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// An ended run's shop, rebuilt from the scenario, the seed and the inputs, and set to any moment of the run. The run's views read from it.
/// It belongs to one viewer; release it with <see cref="Dispose"/>.
/// </summary>
public sealed class RunReplay : IShopSource, IDisposable
{
    /// <summary>How far a shop is advanced before checking whether another moment was requested meanwhile.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(2);

    private readonly Scenario _scenario;
    private readonly long _seed;
    private readonly IReadOnlyList<ShopInput> _inputs;
    private readonly SemaphoreSlim _workers;
    private readonly SemaphoreSlim _mailbox = new(1, 1);
    private CancellationTokenSource _seeking = new();
    private ShopSimulation _shop;
    private int _nextInput;

    internal RunReplay(Scenario scenario, long seed, IReadOnlyList<ShopInput> inputs, TimeSpan length, SemaphoreSlim workers)
    {
        (_scenario, _seed, _inputs, _workers, Length) = (scenario, seed, inputs, workers, length);
        _shop = ShopSimulation.Create(scenario, seed);
        Window = new ShopWindow(this);
    }

    /// <summary>How long the run lasted, in virtual time.</summary>
    public TimeSpan Length { get; }

    /// <summary>The displayed moment.</summary>
    public TimeSpan At => _shop.Now;

    /// <summary>What can be seen at that moment.</summary>
    public ShopWindow Window { get; }

    /// <summary>
    /// Moves to a moment of the run. A later one takes the time to simulate the difference; an earlier one is rebuilt from the start.
    /// Requesting another moment meanwhile ends this call, so that dragging a slider does only the last of the work.
    /// </summary>
    /// <returns>False when another moment was requested meanwhile.</returns>
    public async Task<bool> SeekAsync(TimeSpan at, CancellationToken ct = default)
    {
        if (!await GoAsync(TimeSpan.FromTicks(Math.Clamp(at.Ticks, 0, Length.Ticks)), ct))
        {
            return false;
        }

        Window.Move();
        return true;
    }

    /// <summary>The digest of the telemetry up to the current moment; at the end it equals the one sealed with the run.</summary>
    public async Task<string> DigestAsync(CancellationToken ct = default)
    {
        await _mailbox.WaitAsync(ct);
        try
        {
            return _shop.Digest();
        }
        finally
        {
            _mailbox.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _seeking.Cancel();

    async Task<T?> IShopSource.ReadAsync<T>(Func<ShopSimulation, T> read, CancellationToken ct)
        where T : class
    {
        await _mailbox.WaitAsync(ct);
        try
        {
            return read(_shop);
        }
        finally
        {
            _mailbox.Release();
        }
    }

    private async Task<bool> GoAsync(TimeSpan target, CancellationToken ct)
    {
        await _seeking.CancelAsync();
        var own = _seeking = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await _mailbox.WaitAsync(own.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }

        try
        {
            // Rebuilding is CPU-bound: a few at once for the whole portal, and not on a page's own thread.
            await _workers.WaitAsync(own.Token);
            try
            {
                return await Task.Run(() => Build(target, own.Token), own.Token);
            }
            finally
            {
                _workers.Release();
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _mailbox.Release();
        }
    }

    private bool Build(TimeSpan target, CancellationToken ct)
    {
        if (target < _shop.Now)
        {
            (_shop, _nextInput) = (ShopSimulation.Create(_scenario, _seed), 0);
        }

        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var stop = _shop.Now + Slice < target ? _shop.Now + Slice : target;
            for (; _nextInput < _inputs.Count && _inputs[_nextInput].At <= stop; _nextInput++)
            {
                _shop.Apply(_inputs[_nextInput]);
            }

            _shop.AdvanceTo(stop);
            if (stop >= target)
            {
                return true;
            }
        }
    }
}
