using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum.Glossaries;

/// <summary>A term and its meaning.</summary>
/// <param name="Aliases">Synonyms and other forms.</param>
/// <param name="Text">The meaning, in one or two sentences of plain text.</param>
/// <param name="Misspellings">Forms to avoid; the content check reports them.</param>
/// <param name="IsMarked">Whether the term is marked where it occurs. Set to false for words that also have an everyday meaning.</param>
public sealed record GlossaryTerm(
    string Term,
    IReadOnlyList<string> Aliases,
    string Text,
    IReadOnlyList<string> Misspellings,
    bool IsMarked
)
{
    /// <summary>The term and its aliases.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Term);

    /// <summary>The anchor on the glossary page.</summary>
    public string Anchor { get; } =
        "term-" + string.Join('-', Term.ToLowerInvariant().Split([' ', '/', '.'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether capitalization matters, as in abbreviations and names.</summary>
    internal static bool HasCapitals(string name) => name.Any(char.IsUpper);
}

/// <summary>The terms of a training day.</summary>
internal sealed record Glossary(string DayId, IReadOnlyList<GlossaryTerm> Terms)
{
    internal static Glossary Read(ContentFile file)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var terms = new List<GlossaryTerm>();
        foreach (var entry in file.YamlList())
        {
            var term = new GlossaryTerm(
                entry.Required("term"),
                entry.Texts("aliases"),
                entry.Required("text"),
                entry.Texts("not"),
                entry.Flag("mark", otherwise: true)
            );
            if (term.Aliases.Prepend(term.Term).FirstOrDefault(name => !names.Add(name)) is { Length: > 0 } taken)
            {
                entry.Report("term", $"'{taken}' is already explained", "Keep one of the two");
            }

            terms.Add(term);
        }

        return new Glossary(file.Path.Split('/')[1], [.. terms.OrderBy(term => term.Term, StringComparer.OrdinalIgnoreCase)]);
    }
}
