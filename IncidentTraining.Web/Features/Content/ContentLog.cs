using IncidentTraining.Core.Content;

namespace IncidentTraining.Web.Features.Content;

/// <summary>
/// Writes content problems to the log: all at startup, and new ones after files have changed. Waits until no more changes arrive, because
/// editors save a file in several steps.
/// </summary>
internal sealed partial class ContentLog(ContentFolder folder, ContentReport report, TimeProvider time, ILogger<ContentLog> logger)
    : IHostedService,
        IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Lock _logging = new();
    private ITimer? _timer;
    private HashSet<ContentProblem> _known = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => LogWhatIsNew(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        folder.Changed += WaitForRest;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        folder.Changed -= WaitForRest;
        if (_timer is not null)
        {
            // Waits for a running check: if it continued after the services are disposed, it would crash the process.
            await _timer.DisposeAsync();
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void WaitForRest() => _timer?.Change(Rest, Timeout.InfiniteTimeSpan);

    private void LogWhatIsNew()
    {
        lock (_logging)
        {
            var problems = report.Check();
            foreach (var problem in problems.Where(problem => !_known.Contains(problem)))
            {
                LogProblem(problem.File, problem.Line, problem.Reason, problem.Cure);
            }

            if (problems.Count == 0 && _known.Count > 0)
            {
                LogCured();
            }

            _known = [.. problems];
        }
    }

    [LoggerMessage(LogLevel.Warning, "Content problem in {File}:{Line}: {Reason}. {Cure}.")]
    private partial void LogProblem(string file, int line, string reason, string cure);

    [LoggerMessage(LogLevel.Information, "All content problems are fixed.")]
    private partial void LogCured();
}
