using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Paging;

/// <summary>The loop of the on-call watch: a round every second.</summary>
public sealed partial class OnCallLoop(OnCallWatch watch, TimeProvider time, ILogger<OnCallLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops; what comes due meanwhile happens when it starts again.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await watch.LookAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One broken round must not silence the pagers of everyone; the next one tries again.
            LogRoundFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of the on-call watch failed.")]
    private partial void LogRoundFailed(Exception failure);
}
