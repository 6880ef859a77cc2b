using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// Keeps a second portal away from a data directory: both would hold timers and runs in memory and disagree about them.
/// The operating system releases the lock when the process ends, however it ends.
/// </summary>
/// <param name="directory">The data directory, an absolute path.</param>
/// <param name="time">Gives the time that a refused portal is told.</param>
public sealed class DataFolderLock(string directory, TimeProvider time) : IDisposable
{
    private FileStream? _lock;

    /// <summary>Acquires the lock and keeps it until this is disposed of.</summary>
    /// <param name="holder">Null when the lock was acquired; else the process that has it, its machine and the time of its start.</param>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be written.</exception>
    public bool TryAcquire([NotNullWhen(false)] out string? holder)
    {
        Directory.CreateDirectory(directory);
        // Beside the lock and not inside, because a locked file cannot be read on every system.
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

        File.WriteAllText(holderFile, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, started {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC\n"));
        holder = null;
        return true;
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock?.Dispose();
}
