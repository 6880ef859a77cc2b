using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum;

/// <summary>An image or other file stored with the pages of a day and sent unchanged.</summary>
/// <param name="Path">Path relative to the content directory, with forward slashes.</param>
public sealed record PageFile(string Path)
{
    /// <summary>The largest file that is sent, in bytes; larger ones would make pages too slow on a phone.</summary>
    public const long LargestBytes = 5 * 1024 * 1024;

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml",
        [".pdf"] = "application/pdf",
        [".csv"] = "text/csv; charset=utf-8",
        [".log"] = "text/plain; charset=utf-8",
    };

    /// <summary>The media type for its extension.</summary>
    public string MediaType => MediaTypes[System.IO.Path.GetExtension(Path)];

    /// <summary>The address in the portal.</summary>
    public string Address => "/learn/files/" + string.Join('/', Path.Split('/').Skip(1).Select(Uri.EscapeDataString));

    internal static bool IsOne(string path) => MediaTypes.ContainsKey(System.IO.Path.GetExtension(path));
}

/// <summary>
/// The files of <c>content/days</c> that pages can show. Only file names are cached; the same list is returned until a file is added,
/// removed or changes size.
/// </summary>
internal sealed class PageFiles(ContentFolder folder)
{
    private readonly Lock _looking = new();
    private (long Version, PageFileList Files)? _current;

    internal PageFileList Current
    {
        get
        {
            lock (_looking)
            {
                var version = folder.Version;
                if (_current is { } current && current.Version == version)
                {
                    return current.Files;
                }

                var files = Read();
                if (_current is { } before && before.Files.IsSame(files))
                {
                    files = before.Files;
                }

                _current = (version, files);
                return files;
            }
        }
    }

    private PageFileList Read()
    {
        var found = folder.Files("days", "*").Where(PageFile.IsOne).Select(path => (Path: path, folder.Stamp(path).Length)).ToList();
        return new PageFileList(
            found.Where(file => file.Length <= PageFile.LargestBytes).ToDictionary(file => file.Path, file => new PageFile(file.Path)),
            [
                .. found
                    .Where(file => file.Length > PageFile.LargestBytes)
                    .Select(file => new ContentProblem(
                        file.Path,
                        1,
                        $"The file is {file.Length / 1024.0 / 1024.0:0.0} MB; the limit is {PageFile.LargestBytes / 1024 / 1024} MB",
                        "Reduce its size; until then pages show its text alternative"
                    )),
            ]
        );
    }
}

/// <summary>The files at one point in time by path, and those that are too large.</summary>
internal sealed record PageFileList(IReadOnlyDictionary<string, PageFile> ByPath, IReadOnlyList<ContentProblem> Problems)
{
    internal bool IsSame(PageFileList other) => ByPath.Keys.SequenceEqual(other.ByPath.Keys) && Problems.SequenceEqual(other.Problems);
}
