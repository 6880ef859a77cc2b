using System.IO.Enumeration;

namespace IncidentTraining.Core.Content;

/// <summary>
/// The content directory. Notifies readers when a file in it may have changed; they then compare each file's stamp with the one they read.
/// </summary>
/// <remarks>
/// A file watcher reports changes at once, so a saved file appears on the next request. Because watchers miss changes on some
/// network and container mounts, the times and lengths of all files are also compared every <see cref="LookAgainAfter"/>.
/// </remarks>
public sealed class ContentFolder : IDisposable
{
    /// <summary>The longest time a change can go unnoticed when the watcher misses it.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    private readonly TimeProvider _time;
    private readonly FileSystemWatcher? _watcher;
    private readonly Lock _looking = new();
    private Dictionary<string, (long Written, long Length)> _seen = [];
    private long _version;
    private long _lookedAt;

    /// <summary>Opens the content directory.</summary>
    /// <param name="directory">The path. A directory that does not exist counts as empty.</param>
    /// <param name="time">The clock for <see cref="LookAgainAfter"/>.</param>
    public ContentFolder(string directory, TimeProvider time)
    {
        Directory = Path.GetFullPath(directory);
        _time = time;
        _lookedAt = time.GetTimestamp();
        if (!System.IO.Directory.Exists(Directory))
            return;

        _watcher = new FileSystemWatcher(Directory) { IncludeSubdirectories = true };
        _watcher.Changed += (_, _) => Touch();
        _watcher.Created += (_, _) => Touch();
        _watcher.Deleted += (_, _) => Touch();
        _watcher.Renamed += (_, _) => Touch();
        // The watcher's buffer has overflowed: any file may have changed.
        _watcher.Error += (_, _) => Touch();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>The full path of the content directory.</summary>
    public string Directory { get; }

    /// <summary>Raised on a watcher thread when a file or folder below the directory has changed.</summary>
    public event Action? Changed;

    /// <summary>A number that changes whenever a file may have changed.</summary>
    public long Version
    {
        get
        {
            if (_time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) >= LookAgainAfter)
            {
                LookAgain();
            }
            return Interlocked.Read(ref _version);
        }
    }

    /// <summary>Returns the paths of the files below a folder, relative to the content directory and in ordinal order.</summary>
    /// <param name="below">A folder below the content directory, such as <c>quizzes</c>; empty for all.</param>
    /// <param name="pattern">File name patterns separated by semicolons, such as <c>*.yaml;*.yml</c>; case-insensitive.</param>
    public IReadOnlyList<string> Files(string below, string pattern)
    {
        var folder = Path.Combine(Directory, below);
        if (!System.IO.Directory.Exists(folder))
            return [];
        var patterns = pattern.Split(';');
        return FilesBelow(folder)
            .Where(file => patterns.Any(one => FileSystemName.MatchesSimpleExpression(one, file.Name, ignoreCase: true)))
            .Select(file => Path.GetRelativePath(Directory, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>Returns a stamp of a file's saved state without reading it: its last write time and length.</summary>
    /// <param name="file">Path relative to the content directory.</param>
    public (long Written, long Length) Stamp(string file)
    {
        var info = new FileInfo(FullPath(file));
        return info.Exists ? (info.LastWriteTimeUtc.Ticks, info.Length) : (0, -1);
    }

    /// <summary>Returns the full path of a file.</summary>
    /// <param name="file">Path relative to the content directory.</param>
    public string FullPath(string file) => Path.Combine(Directory, file);

    /// <summary>Stops watching.</summary>
    public void Dispose() => _watcher?.Dispose();

    /// <summary>Returns every file below a folder. A link to a folder is followed unless it leads to a folder that contains the
    /// link.</summary>
    private static FileSystemEnumerable<FileInfo> FilesBelow(string folder) =>
        new(folder, (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName is not "node_modules" && !LeadsBack(ref entry),
        };

    private static bool LeadsBack(ref FileSystemEntry entry)
    {
        if ((entry.Attributes & FileAttributes.ReparsePoint) == 0)
            return false;
        var path = entry.ToFullPath() + Path.DirectorySeparatorChar;
        var target = System.IO.Directory.ResolveLinkTarget(entry.ToFullPath(), returnFinalTarget: true);
        return target is not null
            && path.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private void LookAgain()
    {
        // A concurrent caller uses the known state instead of waiting: it is refreshed moments later.
        if (!_looking.TryEnter())
            return;
        try
        {
            Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
            var now = System.IO.Directory.Exists(Directory)
                ? FilesBelow(Directory).ToDictionary(file => file.FullName, file => (file.LastWriteTimeUtc.Ticks, file.Length))
                : [];
            if (now.Count != _seen.Count || now.Any(file => !_seen.TryGetValue(file.Key, out var before) || before != file.Value))
            {
                _seen = now;
                Interlocked.Increment(ref _version);
            }
        }
        finally
        {
            _looking.Exit();
        }
    }

    private void Touch()
    {
        Interlocked.Increment(ref _version);
        Changed?.Invoke();
    }
}
