using IncidentTraining.Core.Demonstration;

namespace IncidentTraining.Web.Features.Demonstration;

/// <summary>Plays the demonstration's morning in the background on request.</summary>
internal sealed partial class MorningLoop(
    MorningQueue queue,
    PortalServices services,
    IServiceProvider portal,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MorningLoop> logger
) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            await foreach (var _ in queue.AskedAsync(stoppingToken))
            {
                queue.Tell(await TryPlayAsync(stoppingToken) ? MorningState.Done : MorningState.Failed);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal is stopping; what has been played of the morning stays, and an administrator can remove it.
        }
    }

    /// <summary>Waits until the portal is serving: the first page has priority.</summary>
    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var serving = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private async Task<bool> TryPlayAsync(CancellationToken ct)
    {
        try
        {
            LogBegun();
            var begun = time.GetTimestamp();
            await using var own = services.ForMorning(portal, new MorningClock(time.GetUtcNow()));
            await own.FillDemonstrationAsync(time.GetUtcNow(), ct);
            LogDone(time.GetElapsedTime(begun).TotalSeconds);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The portal is more than its demonstration, and continues to serve.
            LogFailed(failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The demonstration class is being filled with a finished morning; this takes a minute or two.")]
    private partial void LogBegun();

    [LoggerMessage(LogLevel.Information, "The demonstration class was filled with a morning in {Seconds:0} seconds.")]
    private partial void LogDone(double seconds);

    [LoggerMessage(
        LogLevel.Error,
        "Filling the demonstration class with a morning stopped halfway. Remove it under Administration, or correct content/demonstration and fill the class again."
    )]
    private partial void LogFailed(Exception failure);
}
