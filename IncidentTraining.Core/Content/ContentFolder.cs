using System.IO.Enumeration;

namespace IncidentTraining.Core.Content;

/// <summary>
/// The content directory. It tells readers when something below it may have changed; they then compare each
/// file's stamp with the one they read.
/// </summary>
/// <remarks>
/// Changes are noticed in two ways. A file watcher reports them at once, so that a saved file shows at the next
/// request. Watchers miss changes on some network and container mounts, so every <see cref="LookAgainAfter"/> the
/// times and lengths of all files are compared with those seen before, whether or not the watcher spoke.
/// </remarks>
public sealed class ContentFolder : IDisposable
{
    /// <summary>The longest time for which an unreported change stays unnoticed.</summary>
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
    /// <param name="directory">Its path. A directory that does not exist counts as empty.</param>
    /// <param name="time">The clock by which <see cref="LookAgainAfter"/> is measured.</param>
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
        // The watcher's buffer has overflowed: anything may have changed.
        _watcher.Error += (_, _) => Touch();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>The full path of the content directory.</summary>
    public string Directory { get; }

    /// <summary>Raised on a thread of the file watcher when something below the directory has changed.</summary>
    public event Action? Changed;

    /// <summary>A number that differs from the last one seen whenever a file may have changed since.</summary>
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

    /// <summary>The paths, relative to the directory and in ordinal order, of the files below a folder.</summary>
    /// <param name="below">A folder below the content directory, such as <c>quizzes</c>; empty for all.</param>
    /// <param name="pattern">File name patterns divided by semicolons, such as <c>*.yaml;*.yml</c>; capitals do not matter.</param>
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

    /// <summary>Identifies one saved state of a file without reading it: the time of its last write and its length.</summary>
    /// <param name="file">Path relative to the content directory.</param>
    public (long Written, long Length) Stamp(string file)
    {
        var info = new FileInfo(FullPath(file));
        return info.Exists ? (info.LastWriteTimeUtc.Ticks, info.Length) : (0, -1);
    }

    /// <summary>The full path of a file given relative to the content directory.</summary>
    /// <param name="file">Path relative to the content directory.</param>
    public string FullPath(string file) => Path.Combine(Directory, file);

    /// <summary>Stops watching.</summary>
    public void Dispose() => _watcher?.Dispose();

    /// <summary>Every file below a folder. A link to a folder is followed unless it leads to one that holds it.</summary>
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
        return target is not null && path.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private void LookAgain()
    {
        // Whoever comes while somebody looks goes on with what is known: a moment later is soon enough.
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
