using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Glossaries;

namespace IncidentTraining.Core.Curriculum;

/// <summary>
/// Finds glossary terms that a page spells differently from the glossary: forms to avoid, wrong capitalization, and words one edit away
/// from a term.
/// </summary>
internal sealed partial class GlossarySpelling
{
    // In shorter words one different letter makes another word: "paged" and "paper".
    private const int ShortestCompared = 8;

    private static readonly string[] Endings = ["s", "es", "d", "ed", "r", "er", "ers", "or", "ors", "ing", "ly", "al", "ive", "y"];

    private readonly List<(Regex Form, string Term)> _ruledOut = [];
    private readonly Dictionary<string, string> _withCapitals = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _words = [];
    private readonly HashSet<string> _known = [];
    private readonly HashSet<string> _stems = [];

    internal GlossarySpelling(IEnumerable<GlossaryTerm> terms)
    {
        foreach (var term in terms)
        {
            _ruledOut.AddRange(
                term.Misspellings.Select(form =>
                    (
                        new Regex($@"(?<![\w-]){Regex.Escape(form)}(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant),
                        term.Term
                    )
                )
            );
            foreach (var name in term.Names)
            {
                if (GlossaryTerm.HasCapitals(name) && !name.Contains(' ', StringComparison.Ordinal))
                {
                    _withCapitals.TryAdd(name, name);
                }

                foreach (
                    var word in Word()
                        .Matches(name)
                        .Select(match => match.Value.ToLowerInvariant())
                        .Where(word => word.Length >= ShortestCompared && _known.Add(word))
                )
                {
                    _words.Add(word);
                    _stems.Add(Stem(word));
                }
            }
        }
    }

    internal IEnumerable<ContentProblem> Check(CurriculumPage page)
    {
        foreach (var prose in page.Analysis.Prose)
        {
            foreach (var (form, term) in _ruledOut)
            {
                if (form.Match(prose.Text) is { Success: true } found)
                {
                    yield return new ContentProblem(
                        page.File,
                        prose.Line,
                        $"'{found.Value}' is not how the glossary spells it",
                        $"Write '{term}'"
                    );
                }
            }

            foreach (var word in Word().Matches(prose.Text).Select(match => match.Value))
            {
                if (RightFormOf(word) is { } right)
                {
                    yield return new ContentProblem(
                        page.File,
                        prose.Line,
                        $"'{word}' looks like a misspelling of the glossary's '{right}'",
                        $"Write '{right}', or add '{word}' to its aliases in glossary.yaml"
                    );
                }
            }
        }
    }

    private string? RightFormOf(string word)
    {
        if (_withCapitals.TryGetValue(word, out var exact))
        {
            return exact == word || _known.Contains(word) ? null : exact;
        }

        var lower = word.ToLowerInvariant();
        return lower.Length < ShortestCompared - 1 || _known.Contains(lower) || _stems.Contains(Stem(lower))
            ? null
            : _words.FirstOrDefault(known => WordDistance.Between(lower, known, 1) == 1);
    }

    /// <summary>Removes a common ending: "mitigated" and "mitigating" are forms of "mitigate", not misspellings.</summary>
    private static string Stem(string word)
    {
        var ending = Endings
            .Where(ending => word.Length - ending.Length >= 5 && word.EndsWith(ending, StringComparison.Ordinal))
            .MaxBy(ending => ending.Length);
        return (ending is null ? word : word[..^ending.Length]).TrimEnd('e');
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
