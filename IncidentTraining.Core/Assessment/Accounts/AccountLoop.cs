using System.Threading.Channels;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Schedule;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The one worker that computes accounts, so that they use one core in total. It reads the database when a run has ended, and once at the
/// portal's start.
/// </summary>
public sealed partial class AccountLoop(AccountQueue queue, LiveEvents events, TimeProvider time, ILogger<AccountLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One signal is enough, however many runs have ended: each round computes all pending ones.
        var ended = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
        );
        using var subscription = events.SubscribeToAll<ActivityRunsChanged>(_ =>
        {
            ended.Writer.TryWrite(true);
            return Task.CompletedTask;
        });
        ended.Writer.TryWrite(true);
        try
        {
            await foreach (var _ in ended.Reader.ReadAllAsync(stoppingToken))
            {
                if (!await TryWorkAsync(stoppingToken))
                {
                    await Task.Delay(BeforeRetry, time, stoppingToken);
                    ended.Writer.TryWrite(true);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal is stopping; what is not stored is computed after the next start.
        }
    }

    private async Task<bool> TryWorkAsync(CancellationToken ct)
    {
        try
        {
            while (await queue.WorkAsync(ct)) { }

            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The queue skips the failed run, and the next round continues with the others.
            LogFailed(failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The account of a run could not be computed.")]
    private partial void LogFailed(Exception failure);
}
