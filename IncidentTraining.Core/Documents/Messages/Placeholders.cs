using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Messages;

/// <summary>A template with its placeholders replaced.</summary>
/// <param name="Text">The text; an unknown placeholder is left unchanged.</param>
/// <param name="Unknown">The names of the unknown placeholders, each once.</param>
public sealed record Filled(string Text, IReadOnlyList<string> Unknown);

/// <summary>
/// Replaces the placeholders of a message template: <c>{severity}</c> becomes the value with that name. Inserted values are not scanned
/// again.
/// </summary>
public static partial class Placeholders
{
    /// <summary>Replaces the placeholders with known names, case-insensitively.</summary>
    public static Filled Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var known = values.ToDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);
        var unknown = new List<string>();
        var text = Gap()
            .Replace(template, gap =>
            {
                if (known.TryGetValue(gap.Groups[1].Value.Trim(), out var value))
                {
                    return value;
                }

                unknown.Add(gap.Groups[1].Value.Trim());
                return gap.Value;
            });
        return new Filled(text, [.. unknown.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    [GeneratedRegex(@"\{([\p{L}][\p{L}\d \-]{0,60})\}")]
    private static partial Regex Gap();
}
