using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Runs;

/// <summary>Looks every minute for lobbies that have been left.</summary>
public sealed partial class LobbyLoop(CloseLobbies lobbies, TimeProvider time, ILogger<LobbyLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

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
            // The portal stops.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await lobbies.CloseEmptyAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next round tries again.
            LogRoundFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Lobbies that have been left could not be closed; this is tried again.")]
    private partial void LogRoundFailed(Exception failure);
}
