using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace IncidentTraining.Core.Content;

/// <summary>A value in a YAML file: a text, a list or a mapping. Reading it as another kind reports a problem and returns a
/// default.</summary>
public sealed partial class YamlValue
{
    private readonly YamlMap? _owner;
    private readonly string _name;
    private readonly YamlNode _node;
    private readonly int _linesBefore;
    private readonly bool _inList;
    private IReadOnlyList<YamlValue>? _list;
    private YamlMap? _map;

    internal YamlValue(ContentFile file, YamlMap? owner, string name, int line, YamlNode node, int linesBefore, bool inList = false)
    {
        File = file;
        Line = line;
        _owner = owner;
        _name = name;
        _node = node;
        _linesBefore = linesBefore;
        _inList = inList;
    }

    /// <summary>The file that contains the value.</summary>
    public ContentFile File { get; }

    /// <summary>The line number, from 1.</summary>
    public int Line { get; }

    /// <summary>Whether the value is a scalar: text, number or word.</summary>
    public bool IsText => _node is YamlScalarNode;

    /// <summary>Whether the value is a list.</summary>
    public bool IsList => _node is YamlSequenceNode;

    /// <summary>Whether it is a list without entries.</summary>
    internal bool IsEmptyList => _node is YamlSequenceNode { Children.Count: 0 };

    /// <summary>Whether the value is a mapping.</summary>
    public bool IsMap => _node is YamlMappingNode;

    internal bool IsEmpty =>
        _node
            is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" }
                or YamlSequenceNode { Children.Count: 0 };

    /// <summary>The value as text; empty, with a problem reported, when it is a list or a mapping.</summary>
    public string AsText()
    {
        if (_node is YamlScalarNode scalar)
            return scalar.Value ?? "";
        Wrong("a text");
        return "";
    }

    /// <summary>The value as a whole number within bounds; <paramref name="min"/>, with a problem reported, when it is not one.</summary>
    public int AsInt(int min = 0, int max = int.MaxValue)
    {
        if (
            _node is YamlScalarNode scalar
            && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
        )
            return number;
        Wrong(max == int.MaxValue ? $"a whole number of at least {min}" : $"a whole number from {min} to {max}");
        return min;
    }

    /// <summary>The value as a number within bounds; <paramref name="min"/>, with a problem reported, when it is not one.</summary>
    public double AsNumber(double min = 0, double max = 1e12)
    {
        if (
            _node is YamlScalarNode scalar
            && double.TryParse(
                scalar.Value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number >= min
            && number <= max
        )
            return number;
        Wrong(string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
        return min;
    }

    /// <summary>The value as <c>true</c> or <c>false</c>.</summary>
    public bool AsFlag()
    {
        if (_node is YamlScalarNode { Value: "true" or "false" } scalar)
            return scalar.Value == "true";
        Wrong("true or false");
        return false;
    }

    /// <summary>The value as a duration: a number and one of the units <c>us</c>, <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c>.</summary>
    public TimeSpan AsDuration()
    {
        if (
            _node is YamlScalarNode scalar
            && DurationForm().Match(scalar.Value ?? "") is { Success: true } match
            && double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        )
        {
            var ticks =
                number
                * match.Groups[2].Value switch
                {
                    "us" => TimeSpan.TicksPerMicrosecond,
                    "ms" => TimeSpan.TicksPerMillisecond,
                    "s" => TimeSpan.TicksPerSecond,
                    "m" => TimeSpan.TicksPerMinute,
                    _ => TimeSpan.TicksPerHour,
                };
            if (ticks <= TimeSpan.FromDays(365).Ticks)
                return TimeSpan.FromTicks((long)Math.Round(ticks));
        }
        Wrong("a time such as 500ms, 30s, 10m or 1.5h");
        return TimeSpan.Zero;
    }

    /// <summary>The value as an enumeration name in kebab case.</summary>
    public T AsOneOf<T>()
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (_node is YamlScalarNode scalar && scalar.Value == JsonNamingPolicy.KebabCaseLower.ConvertName(candidate.ToString()))
                return candidate;
        }
        Wrong("one of: " + string.Join(", ", NamesOf<T>()));
        return default;
    }

    /// <summary>The names of an enumeration as content files write them.</summary>
    internal static IReadOnlyList<string> NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>The value as a list; empty, with a problem reported, when it is not one.</summary>
    public IReadOnlyList<YamlValue> AsList()
    {
        // Cached, so that requested keys are tracked in one place when the list is read twice.
        if (_node is YamlSequenceNode sequence)
            return _list ??= [
                .. sequence.Children.Select(child => new YamlValue(
                    File,
                    _owner,
                    _name,
                    _linesBefore + (int)child.Start.Line,
                    child,
                    _linesBefore,
                    inList: true
                )),
            ];
        Wrong("a list with each entry on its own line, starting with '- '");
        return [];
    }

    /// <summary>The value as a mapping; an empty one, with a problem reported, when it is not one.</summary>
    public YamlMap AsMap()
    {
        if (_map is not null)
            return _map;
        if (_node is YamlMappingNode mapping)
        {
            _map = new YamlMap(File, mapping, _linesBefore);
            _owner?.Opened(_name, _inList, _map);
            return _map;
        }
        Wrong("a group of 'key: value' lines");
        return YamlMap.Unreadable(File);
    }

    /// <summary>Reports a problem at this value.</summary>
    /// <param name="reason">What is wrong, as a sentence without a full stop.</param>
    /// <param name="cure">How to fix it, as a sentence without a full stop.</param>
    public void Report(string reason, string cure) => File.Report(Line, reason, cure);

    private void Wrong(string expected)
    {
        _owner?.NoteUnfit(_name);
        File.Report(
            Line,
            _node is YamlScalarNode scalar ? $"'{_name}' is '{Shortened(scalar.Value)}'" : $"'{_name}' has the wrong format",
            $"Make it {expected}"
        );
    }

    private static string Shortened(string? text) => text is { Length: > 40 } ? text[..40] + "…" : text ?? "";

    /// <summary>The form of a duration, as a regular expression that JSON schemas understand as well.</summary>
    internal const string DurationPattern = @"^([0-9]+(?:\.[0-9]+)?) ?(us|ms|s|m|h)$";

    [GeneratedRegex(DurationPattern)]
    private static partial Regex DurationForm();
}
