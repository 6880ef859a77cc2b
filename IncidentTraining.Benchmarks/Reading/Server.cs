using System.Diagnostics;

namespace IncidentTraining.Benchmarks.Reading;

/// <summary>A server in a process of its own: when it is ready, and what processor time it has used.</summary>
sealed class Server : IDisposable
{
    /// <summary>What a host writes when it takes requests.</summary>
    public const string Listening = "Now listening on";

    readonly Process _process;
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Server(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _ready.TrySetException(new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended before it took requests."));
            else if (line.Data.Contains(Listening, StringComparison.Ordinal))
                _ready.TrySetResult();
        };
        _process.BeginOutputReadLine();
    }

    /// <summary>It takes requests; fails when the process ends before.</summary>
    public Task Ready => _ready.Task;

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
}
