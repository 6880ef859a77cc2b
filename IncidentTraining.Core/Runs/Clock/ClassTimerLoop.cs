using System.Threading.Channels;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Schedule;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// Makes the runs of a class follow each change of its timer. It reads the database only then, and once at the portal's start.
/// </summary>
public sealed partial class ClassTimerLoop(LiveEvents events, FollowClassTimer following, TimeProvider time, ILogger<ClassTimerLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A queue, so that the facilitator's step does not wait for all runs of the class.
        var changed = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });
        using var subscription = events.SubscribeToAll<ScheduleChanged>(change =>
        {
            changed.Writer.TryWrite(change.CohortId);
            return Task.CompletedTask;
        });
        try
        {
            foreach (var cohortId in await following.OpenClassesAsync(stoppingToken))
            {
                changed.Writer.TryWrite(cohortId);
            }

            await foreach (var cohortId in changed.Reader.ReadAllAsync(stoppingToken))
            {
                if (!await TrySettleAsync(cohortId, stoppingToken))
                {
                    await Task.Delay(BeforeRetry, time, stoppingToken);
                    changed.Writer.TryWrite(cohortId);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal is stopping; the runs are synchronised when it starts again.
        }
    }

    private async Task<bool> TrySettleAsync(Guid cohortId, CancellationToken ct)
    {
        try
        {
            await following.SettleAsync(cohortId, ct);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One class must not stop the timers of the others; it is retried.
            LogSettlingFailed(failure, cohortId);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The runs of class {CohortId} could not follow its timer; this is tried again.")]
    private partial void LogSettlingFailed(Exception failure, Guid cohortId);
}
