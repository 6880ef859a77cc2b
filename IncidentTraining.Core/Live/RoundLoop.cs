using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Live;

/// <summary>Repeats the same work while the portal runs. A failed round is logged and does not end the loop.</summary>
/// <param name="every">The time between the starts of two rounds; rounds never overlap, and one that takes longer delays the next.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log of the loop.</param>
public abstract partial class RoundLoop(TimeSpan every, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal is stopping; due work is done when it starts again.
        }
    }

    /// <summary>One round. Its exceptions are logged.</summary>
    protected abstract Task RoundAsync(CancellationToken ct);

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await RoundAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One failed round must not prevent the later ones.
            LogRoundFailed(failure, GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of {Loop} failed; the next one tries again.")]
    private partial void LogRoundFailed(Exception failure, string loop);
}
