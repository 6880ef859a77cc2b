using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Core.Content.Formats;

namespace IncidentTraining.Core.Content;

/// <summary>A text file under <c>content/</c> as it was read, with the problems found so far.</summary>
public sealed class ContentFile
{
    /// <summary>
    /// The size limit of a content file, in bytes: about 20 times the longest lecture. A larger file is a mistake and would cost memory and
    /// rendering time on every request.
    /// </summary>
    public const long LargestBytes = 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<ContentProblem> _problems = [];
    private readonly List<YamlMap> _roots = [];
    private readonly bool _isLater;
    private bool _takesAnyKey;

    /// <summary>Wraps a text that is already in memory; line endings become <c>\n</c>.</summary>
    /// <param name="path">Path relative to the content directory, with forward slashes.</param>
    /// <param name="text">The complete text.</param>
    public ContentFile(string path, string text)
        : this(path, text, ContentFormat.Product) { }

    /// <summary>The same, read as another format.</summary>
    internal ContentFile(string path, string text, ContentFormat format)
    {
        Path = path;
        text = text.ReplaceLineEndings("\n");
        var (written, line) = ContentFormat.IsFor(path) ? ContentFormat.WrittenIn(text) : (format.Current, 1);
        Text = written < format.Current ? format.Upgrade(path, text) : text;
        _isLater = format.Current > 0 && written > format.Current;
        if (_isLater)
        {
            Report(
                line,
                $"The file has the format {written}; this version of the portal reads up to {format.Current}",
                "Use the version of the portal for which it was written, or a later one"
            );
        }
        else if (written < format.Current)
        {
            Warn(
                line,
                $"The file has the format {written}; it is read as if it were rewritten to {format.Current}",
                "Run 'content upgrade', which rewrites it and keeps a copy"
            );
        }

        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <summary>Path relative to the content directory, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The file name without folder and extension.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The complete text with <c>\n</c> line endings; empty when the file could not be read.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of <see cref="Text"/> in lowercase hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The problems in this file, in the order found.</summary>
    public IReadOnlyList<ContentProblem> Problems => _problems;

    /// <summary>Whether an error prevents the file from being shown.</summary>
    public bool HasErrors => _problems.Exists(problem => problem.Severity == ContentSeverity.Error);

    /// <summary>
    /// Reads a file. It must exist, be at most <see cref="LargestBytes"/> long and be UTF-8 text; otherwise the returned file is empty and
    /// carries the problem.
    /// </summary>
    /// <param name="folder">The content directory.</param>
    /// <param name="path">Path relative to the content directory.</param>
    public static ContentFile Read(ContentFolder folder, string path) => Read(folder, path, ContentFormat.Product);

    /// <summary>The same, read as another format.</summary>
    internal static ContentFile Read(ContentFolder folder, string path, ContentFormat format)
    {
        byte[] bytes;
        try
        {
            var length = new FileInfo(folder.FullPath(path)).Length;
            if (length > LargestBytes)
                return Unreadable(
                    path,
                    1,
                    $"The file is {length / 1024.0 / 1024.0:0.0} MB; the limit is {LargestBytes / 1024 / 1024} MB",
                    "Split it into several files, or remove what is not text"
                );
            bytes = File.ReadAllBytes(folder.FullPath(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Unreadable(
                path,
                1,
                $"The file cannot be read: {unreadable.Message.TrimEnd('.')}",
                "Check that it exists and that the portal's account can read it"
            );
        }

        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            var text = StrictUtf8.GetString(bytes, start, bytes.Length - start);
            var nul = text.IndexOf('\0');
            return nul < 0
                ? new ContentFile(path, text, format)
                : Unreadable(path, 1 + text.AsSpan(0, nul).Count('\n'), "The file contains binary data", "Save it as plain text in UTF-8");
        }
        catch (DecoderFallbackException notUtf8)
        {
            var at = Math.Clamp(start + notUtf8.Index, 0, bytes.Length);
            return Unreadable(
                path,
                1 + bytes.AsSpan(0, at).Count((byte)'\n'),
                "The file is not UTF-8 text",
                "Open it in an editor and save it as UTF-8"
            );
        }
    }

    /// <summary>Reports an error in this file; the file is not shown.</summary>
    /// <param name="line">Line number, from 1.</param>
    /// <param name="reason">What is wrong, as a sentence without a full stop.</param>
    /// <param name="cure">How to fix it, as a sentence without a full stop.</param>
    public void Report(int line, string reason, string cure) =>
        _problems.Add(new ContentProblem(Path, Math.Max(1, line), reason, cure, ContentSeverity.Error));

    /// <summary>Reports a warning; the file is still shown.</summary>
    /// <param name="line">Line number, from 1.</param>
    /// <param name="reason">What is wrong, as a sentence without a full stop.</param>
    /// <param name="cure">How to fix it, as a sentence without a full stop.</param>
    public void Warn(int line, string reason, string cure) => _problems.Add(new ContentProblem(Path, Math.Max(1, line), reason, cure));

    /// <summary>
    /// Parses the text as one YAML mapping. If it is not one, the problem is reported and the returned mapping answers every request with a
    /// default without further problems.
    /// </summary>
    public YamlMap Yaml()
    {
        if (_isLater)
        {
            return YamlMap.Unreadable(this);
        }

        var root = Yaml(Text, linesBefore: 0);
        if (ContentFormat.IsFor(Path))
        {
            root.OptionalInt(ContentFormat.Key, ContentFormat.First);
        }

        return root;
    }

    /// <summary>Parses the text as a YAML list of mappings; empty, with the problem reported, if it is not one.</summary>
    public IReadOnlyList<YamlMap> YamlList()
    {
        var entries = YamlText.ReadList(this, Text);
        _roots.AddRange(entries);
        return entries;
    }

    /// <summary>
    /// Splits a Markdown file into its YAML front matter (between two <c>---</c> lines, the first on line 1) and the text below it.
    /// </summary>
    public FrontMatter FrontMatter() => Content.FrontMatter.Read(this);

    /// <summary>The file's YAML as it was read: its front matter, or all of it.</summary>
    internal IReadOnlyList<YamlMap> Roots => _roots;

    /// <summary>The line number of each key in the file's first mapping.</summary>
    internal IReadOnlyDictionary<string, int> KeyLines =>
        _roots.Count > 0 ? _roots[0].Keys.ToDictionary(key => key, _roots[0].LineOf) : new Dictionary<string, int>();

    /// <summary>The file's <c>id</c> if it can be read; null when it has none.</summary>
    internal string? DeclaredId => _roots.Count > 0 && _roots[0].Value("id") is { IsText: true } id ? id.AsText() : null;

    /// <summary>Accepts keys that no reader asks for, as meant for another program.</summary>
    internal void TakeAnyKey() => _takesAnyKey = true;

    internal YamlMap Yaml(string text, int linesBefore)
    {
        var root = YamlText.Read(this, text, linesBefore);
        _roots.Add(root);
        return root;
    }

    /// <summary>Reports a problem for each key in the file that its reader has not requested.</summary>
    public void ReportUnknownKeys()
    {
        if (!_takesAnyKey)
            _roots.ForEach(root => root.ReportUnknownKeys());
    }

    private static ContentFile Unreadable(string path, int line, string reason, string cure)
    {
        var file = new ContentFile(path, "");
        file.Report(line, reason, cure);
        return file;
    }
}
