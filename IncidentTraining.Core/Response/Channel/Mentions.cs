using System.Text.RegularExpressions;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Finds the crew member to whom an <c>@name</c> refers.</summary>
public static partial class Mentions
{
    /// <summary>A part of a message.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Mentioned">The person mentioned in it; null for plain text.</param>
    public sealed record Part(string Text, CrewMate? Mentioned);

    /// <summary>Splits a message into plain text and mentions. A name is the first name, or the whole name without spaces; a role works as
    /// well.</summary>
    public static IReadOnlyList<Part> Split(string text, Crew crew)
    {
        var parts = new List<Part>();
        var from = 0;
        foreach (Match match in Word().Matches(text))
        {
            if (Find(crew, match.Groups[1].Value) is { } mate)
            {
                if (match.Index > from)
                {
                    parts.Add(new Part(text[from..match.Index], null));
                }

                parts.Add(new Part(match.Value, mate));
                from = match.Index + match.Length;
            }
        }

        if (from < text.Length)
        {
            parts.Add(new Part(text[from..], null));
        }

        return parts;
    }

    /// <summary>The crew member to whom a name refers; null when it matches no one or more than one.</summary>
    public static CrewMate? Find(Crew crew, string name)
    {
        var plain = name.TrimStart('@');
        if (
            Enum.GetValues<IncidentRole>().Where(role => role.ToString().Equals(plain, StringComparison.OrdinalIgnoreCase)).ToList()
            is [var role]
        )
        {
            return crew.HolderOf(role);
        }

        var meant = crew.Mates.Where(mate => Names(mate.Name).Any(n => n.Equals(plain, StringComparison.OrdinalIgnoreCase))).ToList();
        return meant is [var one] ? one : null;
    }

    private static IEnumerable<string> Names(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [words[0], string.Concat(words), string.Join('-', words)];
    }

    [GeneratedRegex(@"@([\p{L}\p{N}][\p{L}\p{N}'’-]*)")]
    private static partial Regex Word();
}
