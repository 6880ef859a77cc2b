using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Exchange.Parts;

/// <summary>Preserves links whose targets are defined elsewhere in a text that is being split: "[dashboard]: https://…".</summary>
internal static partial class LinkTargets
{
    /// <summary>The targets that a text defines, by their names.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> texts)
    {
        var targets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var definition in texts.SelectMany(text => Definition().Matches(text)))
        {
            targets.TryAdd(definition.Groups["name"].Value, definition.Value.Trim());
        }

        return targets;
    }

    /// <summary>A section's text, including the targets of its links that are defined in another section.</summary>
    public static string Complete(string text, IReadOnlyDictionary<string, string> targets)
    {
        if (targets.Count == 0)
        {
            return text;
        }

        var missing = Use()
            .Matches(text)
            .Select(use => use.Groups["name"].Value)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => targets.TryGetValue(name, out var target) && !text.Contains(target, StringComparison.Ordinal))
            .Select(name => targets[name])
            .ToList();
        return missing.Count == 0 ? text : $"{text.TrimEnd('\n')}\n\n{string.Join('\n', missing)}";
    }

    [GeneratedRegex(@"^ {0,3}\[(?<name>[^\[\]^\n]{1,200})\]:[ \t]*<?(?:https?://|/|\.|#|mailto:)[^\n]{1,600}$", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\[(?<name>[^\[\]\n]{1,200})\](?![(:])")]
    private static partial Regex Use();
}
