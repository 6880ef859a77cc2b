using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IncidentTraining.Benchmarks.Reading;

/// <summary>A server in a separate process: when it is ready, and its processor time.</summary>
sealed partial class Server : IDisposable
{
    /// <summary>The host's output when it accepts requests.</summary>
    public const string Listening = "Now listening on";

    readonly Process _process;
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    readonly TaskCompletionSource<string> _demonstration = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Server(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _ready.TrySetException(
                    new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended before it took requests.")
                );
            else if (line.Data.Contains(Listening, StringComparison.Ordinal))
                _ready.TrySetResult();
            else if (DemonstrationPath().Match(line.Data) is { Success: true } path)
                _demonstration.TrySetResult(path.Value);
        };
        _process.BeginOutputReadLine();
    }

    /// <summary>Completes when it accepts requests; fails if the process ends before.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The path of the link that a portal prints for its demonstration, once it listens.</summary>
    public Task<string> Demonstration => _demonstration.Task;

    /// <summary>Up to now, of all its threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public async Task StopAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();

    [GeneratedRegex("/demonstration/[0-9a-f]{32}")]
    private static partial Regex DemonstrationPath();
}
