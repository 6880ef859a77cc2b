using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace IncidentTraining.Core.Content;

/// <summary>
/// A YAML mapping whose values are requested by key. A missing or invalid value is reported with its line and replaced by a default, so
/// that one pass reports every mistake of a file. A key that was never requested is also reported (see <see cref="ContentCatalogue{T}"/>):
/// it is misspelled or has no effect.
/// </summary>
public sealed class YamlMap
{
    private readonly Dictionary<string, YamlValue> _values = [];
    private readonly Dictionary<string, YamlShape> _asked = [];
    private readonly HashSet<string> _unfit = [];
    private readonly List<(string Key, bool InList, YamlMap Map)> _opened = [];
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

    /// <summary>The file that contains the mapping.</summary>
    public ContentFile File { get; }

    /// <summary>The first line of the mapping, from 1.</summary>
    public int Line { get; }

    /// <summary>The keys in file order.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>Returns the line of a key, or of the mapping when it has no such key.</summary>
    public int LineOf(string key) => _values.TryGetValue(key, out var value) ? value.Line : Line;

    /// <summary>
    /// Reports a problem at a key (or at the mapping's first line when the key is missing). Ignored when the key was already reported as
    /// missing or invalid, because the new problem follows from that one.
    /// </summary>
    /// <param name="reason">What is wrong, as a sentence without a full stop.</param>
    /// <param name="cure">How to fix it, as a sentence without a full stop.</param>
    public void Report(string key, string reason, string cure)
    {
        if (!_unreadable && !_unfit.Contains(key))
            File.Report(LineOf(key), reason, cure);
    }

    /// <summary>Whether the value of a key was reported as missing or invalid, so that a consequence of it is not reported again.</summary>
    public bool IsUnfit(string key) => _unreadable || _unfit.Contains(key);

    /// <summary>The requested keys so far.</summary>
    internal IReadOnlyDictionary<string, YamlShape> Asked => _asked;

    /// <summary>The mappings opened from here, each with its key and whether it is an entry of a list.</summary>
    internal IReadOnlyList<(string Key, bool InList, YamlMap Map)> Nested => _opened;

    /// <summary>Whether any key is accepted here.</summary>
    internal bool TakesAnyKey { get; private set; }

    /// <summary>All keys except some, as plain text: for options that the mapping's reader does not know.</summary>
    public Dictionary<string, string> OtherTexts(params string[] except)
    {
        TakesAnyKey = true;
        return _values.Keys.Where(key => !except.Contains(key)).ToDictionary(key => key, key => Text(key) ?? "");
    }

    /// <summary>Returns the value of a key, or <see langword="null"/> when it is missing or empty.</summary>
    public YamlValue? Value(string key)
    {
        _asked.TryAdd(key, new YamlShape(YamlKind.Any));
        return _values.TryGetValue(key, out var value) && !value.IsEmpty ? value : null;
    }

    /// <summary>Whether a key was intentionally given an empty list (<c>key: []</c>), which otherwise counts as missing.</summary>
    public bool IsEmptyList(string key)
    {
        _asked.TryAdd(key, new YamlShape(YamlKind.Any));
        return _values.TryGetValue(key, out var value) && value.IsEmptyList;
    }

    /// <summary>A required text; empty, with a problem reported, when it is missing.</summary>
    public string Required(string key) => Needed(key, new(YamlKind.Text))?.AsText() ?? "";

    /// <summary>An optional text.</summary>
    public string? Text(string key) => Value(key, new(YamlKind.Text))?.AsText();

    /// <summary>A required whole number within bounds; <paramref name="min"/>, with a problem reported, when it is missing or
    /// invalid.</summary>
    public int Int(string key, int min = 0, int max = int.MaxValue) => Needed(key, YamlShape.Whole(min, max))?.AsInt(min, max) ?? min;

    /// <summary>An optional whole number within bounds.</summary>
    public int? OptionalInt(string key, int min = 0, int max = int.MaxValue) => Value(key, YamlShape.Whole(min, max))?.AsInt(min, max);

    /// <summary>
    /// A required number (decimal point, no thousands separator) within bounds; <paramref name="min"/>, with a problem reported, when it is
    /// missing or invalid.
    /// </summary>
    public double Number(string key, double min = 0, double max = 1e12) =>
        Needed(key, new(YamlKind.Number, min, max))?.AsNumber(min, max) ?? min;

    /// <summary>An optional number within bounds.</summary>
    public double? OptionalNumber(string key, double min = 0, double max = 1e12) =>
        Value(key, new(YamlKind.Number, min, max))?.AsNumber(min, max);

    /// <summary><c>true</c> or <c>false</c>; the given default when the key is missing.</summary>
    public bool Flag(string key, bool otherwise = false) => Value(key, new(YamlKind.Flag))?.AsFlag() ?? otherwise;

    /// <summary>A required duration such as <c>250us</c>, <c>500ms</c>, <c>30s</c>, <c>10m</c> or <c>1.5h</c>.</summary>
    public TimeSpan Duration(string key) => Needed(key, new(YamlKind.Duration))?.AsDuration() ?? TimeSpan.Zero;

    /// <summary>An optional duration such as <c>30s</c>.</summary>
    public TimeSpan? OptionalDuration(string key) => Value(key, new(YamlKind.Duration))?.AsDuration();

    /// <summary>A required enumeration name in kebab case (<c>short-answer</c>).</summary>
    public T OneOf<T>(string key)
        where T : struct, Enum => Needed(key, YamlShape.OneOf<T>())?.AsOneOf<T>() ?? default;

    /// <summary>An optional enumeration name in kebab case; the given default when the key is missing.</summary>
    public T OneOf<T>(string key, T otherwise)
        where T : struct, Enum => Value(key, YamlShape.OneOf<T>())?.AsOneOf<T>() ?? otherwise;

    /// <summary>A list; empty when the key is missing.</summary>
    public IReadOnlyList<YamlValue> List(string key) => Value(key, new(YamlKind.List))?.AsList() ?? [];

    /// <summary>A list of texts; empty when the key is missing.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. (Value(key, new(YamlKind.Texts))?.AsList() ?? []).Select(item => item.AsText())];

    /// <summary>A list of mappings; empty when the key is missing.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. List(key).Select(item => item.AsMap())];

    /// <summary>A required list of mappings with at least one entry.</summary>
    public IReadOnlyList<YamlMap> RequiredMaps(string key) =>
        Needed(key, new(YamlKind.List)) is { } value ? [.. value.AsList().Select(item => item.AsMap())] : [];

    /// <summary>A nested mapping, or <see langword="null"/> when the key is missing.</summary>
    public YamlMap? Map(string key) => Value(key, new(YamlKind.Map))?.AsMap();

    /// <summary>A required nested mapping.</summary>
    public YamlMap RequiredMap(string key) => Needed(key, new(YamlKind.Map))?.AsMap() ?? new YamlMap(File);

    internal static YamlMap Unreadable(ContentFile file) => new(file);

    internal void Opened(string key, bool inList, YamlMap map) => _opened.Add((key, inList, map));

    internal void NoteUnfit(string key) => _unfit.Add(key);

    /// <summary>Reports a problem for each key that was not requested, here and in the mappings opened from here.</summary>
    internal void ReportUnknownKeys()
    {
        foreach (var (key, value) in _values)
        {
            if (_asked.ContainsKey(key))
                continue;
            var known = string.Join(", ", _asked.Keys.Order(StringComparer.Ordinal));
            File.Report(
                value.Line,
                $"The key '{key}' is unknown here",
                known.Length == 0 ? "Remove it" : $"Remove it, or correct it to one of: {known}"
            );
        }
        foreach (var (_, _, map) in _opened)
            map.ReportUnknownKeys();
    }

    private YamlValue? Value(string key, YamlShape shape)
    {
        if (_asked.GetValueOrDefault(key) is not { } known || known.Kind == YamlKind.Any)
            _asked[key] = shape with { IsRequired = shape.IsRequired || _asked.GetValueOrDefault(key)?.IsRequired == true };
        else if (shape.IsRequired)
            _asked[key] = known with { IsRequired = true };
        return Value(key);
    }

    private YamlValue? Needed(string key, YamlShape shape)
    {
        var value = Value(key, shape with { IsRequired = true });
        if (value is not null || _unreadable || !_unfit.Add(key))
            return value;

        if (Misspelt(key) is { } found)
        {
            _asked.TryAdd(found, new YamlShape(YamlKind.Any));
            File.Report(LineOf(found), $"The key '{found}' is unknown here, and '{key}' is missing", $"Write '{key}'");
            return null;
        }

        File.Report(
            LineOf(key),
            $"'{key}' is missing",
            string.Create(CultureInfo.InvariantCulture, $"Add a line '{key}: …' to the entry that starts on line {Line}")
        );
        return null;
    }

    /// <summary>Returns a key that is present and only one or two typing errors away from a missing one.</summary>
    private string? Misspelt(string key) =>
        _values.ContainsKey(key)
            ? null
            : _values.Keys.FirstOrDefault(found =>
                !_asked.ContainsKey(found) && WordDistance.Between(found, key, 2) <= (key.Length > 4 ? 2 : 1)
            );
}
