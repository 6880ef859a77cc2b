using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace IncidentTraining.Core.Content;

/// <summary>
/// A YAML mapping that is asked for its keys by name. A missing or unfit value is noted as a problem with its line and
/// answered with a default, so that a reader reads straight through and every mistake of a file is reported at once.
/// A key that nobody asked for is a problem too (see <see cref="ContentCatalogue{T}"/>): it is a misspelling, or
/// something the author believes to have an effect.
/// </summary>
public sealed class YamlMap
{
    private readonly Dictionary<string, YamlValue> _values = [];
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<string> _unfit = [];
    private readonly List<YamlMap> _opened = [];
    private readonly bool _unreadable;

    internal YamlMap(ContentFile file, YamlMappingNode node, int linesBefore)
    {
        File = file;
        Line = linesBefore + (int)node.Start.Line;
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            _values[name] = new YamlValue(file, this, name, linesBefore + (int)key.Start.Line, value, linesBefore);
        }
    }

    private YamlMap(ContentFile file)
    {
        File = file;
        Line = 1;
        _unreadable = true;
    }

    /// <summary>The file in which the mapping stands.</summary>
    public ContentFile File { get; }

    /// <summary>The line on which the mapping begins, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The keys in the order in which the file has them.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The line of a key, or of the mapping when it has no such key.</summary>
    public int LineOf(string key) => _values.TryGetValue(key, out var value) ? value.Line : Line;

    /// <summary>
    /// Notes a problem at a key (or at the mapping's first line when the key is missing). When the key has been noted as missing
    /// or unfit already, that was the mistake, and what follows from it is left out.
    /// </summary>
    /// <param name="reason">What is wrong, as a sentence without its full stop.</param>
    /// <param name="cure">What to do about it, as a sentence without its full stop.</param>
    public void Report(string key, string reason, string cure)
    {
        if (!_unreadable && !_unfit.Contains(key))
            File.Report(LineOf(key), reason, cure);
    }

    /// <summary>The value of a key, or <see langword="null"/> when it is missing or empty.</summary>
    public YamlValue? Value(string key)
    {
        _asked.Add(key);
        return _values.TryGetValue(key, out var value) && !value.IsEmpty ? value : null;
    }

    /// <summary>A text that must be there; empty (and a problem) when it is not.</summary>
    public string Required(string key) => Needed(key)?.AsText() ?? "";

    /// <summary>A text that may be missing.</summary>
    public string? Text(string key) => Value(key)?.AsText();

    /// <summary>A whole number that must be there and lie within bounds; <paramref name="min"/> (and a problem) when not.</summary>
    /// <param name="min">The smallest number allowed.</param>
    /// <param name="max">The largest number allowed.</param>
    public int Int(string key, int min = 0, int max = int.MaxValue) => Needed(key)?.AsInt(min, max) ?? min;

    /// <summary>A whole number that may be missing; within bounds when it is there.</summary>
    /// <param name="min">The smallest number allowed.</param>
    /// <param name="max">The largest number allowed.</param>
    public int? OptionalInt(string key, int min = 0, int max = int.MaxValue) => Value(key)?.AsInt(min, max);

    /// <summary>A number (decimal point, no thousands separator) that must be there; <paramref name="min"/> (and a problem) when not.</summary>
    /// <param name="min">The smallest number allowed.</param>
    /// <param name="max">The largest number allowed.</param>
    public double Number(string key, double min = 0, double max = 1e12) => Needed(key)?.AsNumber(min, max) ?? min;

    /// <summary>A number that may be missing; within bounds when it is there.</summary>
    /// <param name="min">The smallest number allowed.</param>
    /// <param name="max">The largest number allowed.</param>
    public double? OptionalNumber(string key, double min = 0, double max = 1e12) => Value(key)?.AsNumber(min, max);

    /// <summary><c>true</c> or <c>false</c>; the given answer when the key is missing.</summary>
    /// <param name="otherwise">The answer when the key is missing.</param>
    public bool Flag(string key, bool otherwise = false) => Value(key)?.AsFlag() ?? otherwise;

    /// <summary>A span of time such as <c>250us</c>, <c>500ms</c>, <c>30s</c>, <c>10m</c> or <c>1.5h</c> that must be there.</summary>
    public TimeSpan Duration(string key) => Needed(key)?.AsDuration() ?? TimeSpan.Zero;

    /// <summary>A span of time such as <c>30s</c> that may be missing.</summary>
    public TimeSpan? OptionalDuration(string key) => Value(key)?.AsDuration();

    /// <summary>One of an enumeration's names, written in kebab case (<c>short-answer</c>), that must be there.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    public T OneOf<T>(string key) where T : struct, Enum => Needed(key)?.AsOneOf<T>() ?? default;

    /// <summary>One of an enumeration's names, written in kebab case; the given one when the key is missing.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="otherwise">The answer when the key is missing.</param>
    public T OneOf<T>(string key, T otherwise) where T : struct, Enum => Value(key)?.AsOneOf<T>() ?? otherwise;

    /// <summary>A list, or nothing when the key is missing.</summary>
    public IReadOnlyList<YamlValue> List(string key) => Value(key)?.AsList() ?? [];

    /// <summary>A list of texts, or nothing when the key is missing.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. List(key).Select(item => item.AsText())];

    /// <summary>A list of mappings, or nothing when the key is missing.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. List(key).Select(item => item.AsMap())];

    /// <summary>A list of mappings that must be there with at least one entry.</summary>
    public IReadOnlyList<YamlMap> RequiredMaps(string key) => Needed(key) is { } value ? [.. value.AsList().Select(item => item.AsMap())] : [];

    /// <summary>A mapping below this one, or <see langword="null"/> when the key is missing.</summary>
    public YamlMap? Map(string key) => Value(key)?.AsMap();

    /// <summary>A mapping below this one that must be there.</summary>
    public YamlMap RequiredMap(string key) => Needed(key)?.AsMap() ?? new YamlMap(File);

    internal static YamlMap Unreadable(ContentFile file) => new(file);

    internal void Opened(YamlMap map) => _opened.Add(map);

    internal void NoteUnfit(string key) => _unfit.Add(key);

    /// <summary>Notes a problem for each key that nobody has asked for, here and in the mappings opened from here.</summary>
    internal void ReportUnknownKeys()
    {
        foreach (var (key, value) in _values)
        {
            if (_asked.Contains(key))
                continue;
            var known = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            File.Report(value.Line, $"The key '{key}' is not known here", known.Length == 0 ? "Take it out" : $"Take it out, or correct it to one of: {known}");
        }
        foreach (var map in _opened)
            map.ReportUnknownKeys();
    }

    private YamlValue? Needed(string key)
    {
        var value = Value(key);
        if (value is not null || _unreadable || !_unfit.Add(key))
            return value;

        if (Misspelt(key) is { } found)
        {
            _asked.Add(found);
            File.Report(LineOf(found), $"The key '{found}' is not known here, and '{key}' is missing", $"Write '{key}'");
            return null;
        }

        File.Report(LineOf(key), $"'{key}' is missing", string.Create(CultureInfo.InvariantCulture, $"Add a line '{key}: …' to the entry that begins on line {Line}"));
        return null;
    }

    /// <summary>A key that is there and only a slip or two away from one that is missing.</summary>
    private string? Misspelt(string key) => _values.ContainsKey(key)
        ? null
        : _values.Keys.FirstOrDefault(found => !_asked.Contains(found) && WordDistance.Between(found, key, 2) <= (key.Length > 4 ? 2 : 1));
}
