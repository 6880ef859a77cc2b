using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Messages;

/// <summary>A template with its gaps filled.</summary>
/// <param name="Text">The text; a gap that could not be filled stands in it as it was.</param>
/// <param name="Unknown">The names of the gaps that could not be filled, each once.</param>
public sealed record Filled(string Text, IReadOnlyList<string> Unknown);

/// <summary>
/// Fills the gaps of a message template: <c>{severity}</c> becomes the value of that name. A value is put in as it is and
/// not looked through again, so that nothing that stands in a value is taken for a gap.
/// </summary>
public static partial class Placeholders
{
    /// <summary>Fills the gaps whose names are known; letter case does not matter.</summary>
    public static Filled Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var known = values.ToDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);
        var unknown = new List<string>();
        var text = Gap().Replace(template, gap =>
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
