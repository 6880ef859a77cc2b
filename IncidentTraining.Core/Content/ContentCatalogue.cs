namespace IncidentTraining.Core.Content;

/// <summary>A file of the catalogue that was read successfully.</summary>
/// <typeparam name="T">The type that a file is parsed into.</typeparam>
/// <param name="File">Path relative to the content directory.</param>
/// <param name="Hash">SHA-256 of the text the item was read from.</param>
/// <param name="Item">The parsed item.</param>
/// <param name="KeyLines">The line number of each top-level key.</param>
public sealed record CatalogueEntry<T>(string File, string Hash, T Item, IReadOnlyDictionary<string, int> KeyLines)
{
    /// <summary>Returns the line of a top-level key, or 1.</summary>
    public int LineOf(string key) => KeyLines.GetValueOrDefault(key, 1);
}

/// <summary>A file without a valid version to show.</summary>
/// <param name="File">Path relative to the content directory.</param>
/// <param name="Id">The id in the file, if it can be read.</param>
public sealed record BrokenFile(string File, string? Id)
{
    /// <summary>Whether an id probably belongs to this file. A broken reference to it is then not reported as a separate problem.</summary>
    public bool IsMeantBy(string id) => id == Id || id == Path.GetFileNameWithoutExtension(File);
}

/// <summary>All items of a catalogue at one point in time. The same object is returned until a file changes.</summary>
/// <typeparam name="T">The type that a file is parsed into.</typeparam>
/// <param name="Entries">The last valid version of each file that has one, in ordinal order of the paths.</param>
/// <param name="Problems">The current problems in the files.</param>
/// <param name="Broken">The files without a valid version.</param>
public sealed record CatalogueSnapshot<T>(
    IReadOnlyList<CatalogueEntry<T>> Entries,
    IReadOnlyList<ContentProblem> Problems,
    IReadOnlyList<BrokenFile> Broken
);

/// <summary>
/// The files of one folder under <c>content/</c>, each parsed into an item. Changes to a file appear on the next access. A file with errors
/// keeps its last valid item until the portal restarts, and its problems are reported.
/// </summary>
/// <typeparam name="T">The type that a file is parsed into.</typeparam>
public sealed class ContentCatalogue<T> : IContentRoom
    where T : class
{
    private readonly ContentFolder _folder;
    private readonly string _below;
    private readonly string _pattern;
    private readonly Func<ContentFile, T> _read;
    private readonly Func<T, string>? _id;
    private readonly Lock _reading = new();
    private readonly Dictionary<string, ReadFile> _files = [];
    private volatile Reading? _current;

    /// <summary>Creates a catalogue. Nothing is read before the first access.</summary>
    /// <param name="folder">The content directory.</param>
    /// <param name="name">A plural noun for the items, such as <c>quizzes</c>.</param>
    /// <param name="below">The folder below the content directory.</param>
    /// <param name="pattern">Links to the heading lead to its former position.</param>
    /// <param name="read">Parses a file and reports problems through the file or its mappings. Must not throw for invalid content; an item
    /// with errors is discarded.</param>
    /// <param name="id">Returns the item's identifier if it must be unique; a second file with the same one is reported and skipped. Null
    /// for no identifiers.</param>
    public ContentCatalogue(
        ContentFolder folder,
        string name,
        string below,
        string pattern,
        Func<ContentFile, T> read,
        Func<T, string>? id = null
    )
    {
        _folder = folder;
        Name = name;
        _below = below;
        _pattern = pattern;
        _read = read;
        _id = id;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The current items.</summary>
    public CatalogueSnapshot<T> Current
    {
        get
        {
            var current = _current;
            if (current is not null && current.Version == _folder.Version)
                return current.Snapshot;
            lock (_reading)
            {
                // Read before the files: a change during the read raises the version again, so the next access rereads.
                var version = _folder.Version;
                if (_current is { } read && read.Version == version)
                    return read.Snapshot;
                var changed = ReadChangedFiles();
                var snapshot = changed || _current is null ? Assemble() : _current.Snapshot;
                _current = new Reading(version, snapshot);
                return snapshot;
            }
        }
    }

    /// <summary>The items in ordinal order of their file paths.</summary>
    public IEnumerable<T> Items => Current.Entries.Select(entry => entry.Item);

    /// <summary>Returns the item with an identifier, or <see langword="null"/>.</summary>
    /// <param name="id">The identifier; compared ordinally.</param>
    /// <exception cref="InvalidOperationException">The catalogue has no identifiers.</exception>
    public T? Find(string id)
    {
        var idOf = _id ?? throw new InvalidOperationException($"The {Name} have no identifiers.");
        return Items.FirstOrDefault(item => idOf(item) == id);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ContentProblem> Check() => Current.Problems;

    private bool ReadChangedFiles()
    {
        var changed = false;
        var paths = _folder.Files(_below, _pattern);
        foreach (var gone in _files.Keys.Except(paths).ToList())
        {
            _files.Remove(gone);
            changed = true;
        }
        foreach (var path in paths)
        {
            var stamp = _folder.Stamp(path);
            var before = _files.GetValueOrDefault(path);
            if (before?.Stamp == stamp)
                continue;
            var file = ContentFile.Read(_folder, path);
            var item = file.HasErrors ? null : _read(file);
            if (!file.HasErrors)
                file.ReportUnknownKeys();
            var good = item is not null && !file.HasErrors ? new CatalogueEntry<T>(path, file.Hash, item, file.KeyLines) : before?.LastGood;
            _files[path] = new ReadFile(stamp, good, file.DeclaredId, file.Problems);
            changed = true;
        }
        return changed;
    }

    private CatalogueSnapshot<T> Assemble()
    {
        var entries = new List<CatalogueEntry<T>>();
        var problems = new List<ContentProblem>();
        var broken = new List<BrokenFile>();
        var files = new Dictionary<string, string>();
        foreach (var (path, file) in _files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            problems.AddRange(file.Problems);
            if (file.LastGood is not { } entry)
            {
                broken.Add(new BrokenFile(path, file.Id));
                continue;
            }
            if (_id is not null && !files.TryAdd(_id(entry.Item), path))
            {
                problems.Add(
                    new ContentProblem(
                        path,
                        entry.LineOf("id"),
                        $"The id '{_id(entry.Item)}' is already used by {files[_id(entry.Item)]}",
                        "Give this file a unique id; until then only the other file is shown",
                        ContentSeverity.Error
                    )
                );
                continue;
            }
            entries.Add(entry);
        }
        return new CatalogueSnapshot<T>(entries, problems, broken);
    }

    private sealed record ReadFile(
        (long Written, long Length) Stamp,
        CatalogueEntry<T>? LastGood,
        string? Id,
        IReadOnlyList<ContentProblem> Problems
    );

    private sealed record Reading(long Version, CatalogueSnapshot<T> Snapshot);
}
