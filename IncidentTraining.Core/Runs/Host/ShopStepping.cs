using Microsoft.Extensions.Hosting;

namespace IncidentTraining.Core.Runs;

/// <summary>The one loop that advances all running shops: one round per second.</summary>
public sealed class ShopStepping(ShopHost host, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            await host.RecoverAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await host.StepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal is stopping; the shops are rebuilt when it starts again.
        }
    }
}
