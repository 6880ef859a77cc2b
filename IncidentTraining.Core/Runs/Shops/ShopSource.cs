using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Runs;

/// <summary>A file of the practice shop's source.</summary>
/// <param name="Path">Its path in the shop's repository, with forward slashes.</param>
/// <param name="Text">Its text.</param>
public sealed record SourceFile(string Path, string Text);

/// <summary>
/// The source and docs of the practice shop, as its team would read them in an incident. They are content: changes to a file are visible at
/// once.
/// </summary>
public sealed class ShopSource(ContentFolder folder)
{
    private const string Repository = "practice-shop";
    private const long LargestFile = 256 * 1024;

    private readonly Lock _reading = new();
    private IReadOnlyList<SourceFile> _files = [];
    private long? _version;

    /// <summary>All files in path order; folders come before files of the same folder.</summary>
    public IReadOnlyList<SourceFile> Files
    {
        get
        {
            lock (_reading)
            {
                if (_version != folder.Version)
                {
                    _version = folder.Version;
                    _files = Read();
                }

                return _files;
            }
        }
    }

    /// <summary>A file by its path; null when the shop has no such file.</summary>
    public SourceFile? Find(string? path) => Files.FirstOrDefault(file => file.Path == path);

    private List<SourceFile> Read()
    {
        var root = new DirectoryInfo(Path.Combine(folder.Directory, Repository));
        if (!root.Exists)
        {
            return [];
        }

        return
        [
            .. root.EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Length <= LargestFile)
                .Select(file => new SourceFile(
                    Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'),
                    File.ReadAllText(file.FullName)
                ))
                .OrderBy(file => Path.GetDirectoryName(file.Path), StringComparer.Ordinal)
                .ThenBy(file => file.Path, StringComparer.Ordinal),
        ];
    }
}
