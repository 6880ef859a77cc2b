using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// Prevents a second portal from using the same data directory: both would hold timers and runs in memory and diverge. The operating system
/// releases the lock when the process ends, even after a crash.
/// </summary>
/// <param name="directory">The data directory, an absolute path.</param>
/// <param name="time">The clock for the start time that a second portal reports.</param>
public sealed class DataFolderLock(string directory, TimeProvider time) : IDisposable
{
    private FileStream? _lock;

    /// <summary>Acquires the lock and holds it until this object is disposed.</summary>
    /// <param name="holder">Null when the lock was acquired; otherwise the process that holds it, its machine and its start time.</param>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be written.</exception>
    public bool TryAcquire([NotNullWhen(false)] out string? holder)
    {
        Directory.CreateDirectory(directory);
        // A separate file, because a locked file cannot be read on every system.
        var holderFile = Path.Combine(directory, "portal.holder");
        try
        {
            _lock = new FileStream(Path.Combine(directory, "portal.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            holder = File.Exists(holderFile) ? File.ReadAllText(holderFile).Trim() : "another process";
            return false;
        }

        File.WriteAllText(
            holderFile,
            string.Create(
                CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName}, started {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC\n"
            )
        );
        holder = null;
        return true;
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock?.Dispose();
}
