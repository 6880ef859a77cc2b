using System.Text;
using IncidentTraining.Core.Content.Formats;

namespace IncidentTraining.Core.Content;

/// <summary>Rewrites the files of a content folder that have an older format.</summary>
/// <param name="format">The target format.</param>
public sealed class UpgradeContent(ContentFormat format)
{
    /// <summary>Suffix of the file name of a backup copy.</summary>
    public const string Kept = ".before-upgrade";

    /// <summary>Rewrites the files, each with a backup copy of its original.</summary>
    /// <param name="folder">The content folder.</param>
    /// <returns>The files that were rewritten, relative to the folder, and how many YAML files there are.</returns>
    /// <exception cref="IOException">A file or its copy cannot be written; the previous files have been rewritten.</exception>
    public (IReadOnlyList<string> Rewritten, int Files) Run(ContentFolder folder)
    {
        var rewritten = new List<string>();
        var files = folder.Files("", "*.yaml;*.yml").Where(ContentFormat.IsFor).ToList();
        foreach (var path in files)
        {
            var file = ContentFile.Read(folder, path, ContentFormat.AsWritten);
            var text = format.Upgrade(path, file.Text);
            // An unreadable file has a problem and no text.
            if (file.HasErrors || text == file.Text)
            {
                continue;
            }

            var full = folder.FullPath(path);
            // A copy from an earlier upgrade is not overwritten: it is the author's own text.
            var copy = Enumerable
                .Range(0, int.MaxValue)
                .Select(number => full + Kept + (number == 0 ? "" : $".{number}"))
                .First(name => !File.Exists(name));
            File.Copy(full, copy);
            File.WriteAllText(full, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            rewritten.Add(path);
        }

        return (rewritten, files.Count);
    }
}
