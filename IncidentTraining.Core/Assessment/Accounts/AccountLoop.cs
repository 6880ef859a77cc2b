using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Assessment;

/// <summary>The one worker that computes accounts, so that they take one core in all.</summary>
public sealed partial class AccountLoop(AccountQueue queue, TimeProvider time, ILogger<AccountLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                while (await WorkAsync(stoppingToken))
                {
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops; what is not stored is computed after the next start.
        }
    }

    private async Task<bool> WorkAsync(CancellationToken ct)
    {
        try
        {
            return await queue.WorkAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The queue leaves the failed run out; the next round goes on with the others.
            LogFailed(failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The account of a run could not be computed.")]
    private partial void LogFailed(Exception failure);
}
