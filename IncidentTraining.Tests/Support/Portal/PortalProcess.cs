using System.Diagnostics;
using System.Text;

namespace IncidentTraining.Tests.Support;

/// <summary>The portal as a process of its own, as an operator starts it. Disposing of it ends it.</summary>
public sealed class PortalProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    // A check of all content plays every scenario.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Starts the program with a command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">The current folder; null for that of the tests.</param>
    /// <param name="environment">Further variables.</param>
    public static PortalProcess Start(string[] arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "IncidentTraining.Web.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PortalProcess(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    /// <returns>The exit code, and what was printed.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var portal = Start(arguments);
        return (await portal.EndAsync(), portal.Output, portal.Errors);
    }

    /// <summary>The address at which it listens, as soon as it does; fails when the process ends before.</summary>
    public async Task<Uri> AddressAsync() =>
        await _listening.Task.WaitAsync(TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException($"The portal ended before it listened: {Output}{Errors}");

    /// <summary>Waits until the process exits and returns its exit code; fails when it continues, as one that serves instead of ending
    /// does.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        Append(_output, line);
        if (line is null)
        {
            _listening.TrySetResult(null);
        }
        else if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _listening.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
