using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks.Wording;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>
/// Looks for words that judge people or describe a past that did not happen; a review should explain what made sense at the time.
/// </summary>
internal static class WordingChecks
{
    // No one reads more hints of one kind, and each excerpt requires a pass over the text.
    private const int MostFindings = 20;

    public static IEnumerable<Finding> Blame(CheckContext context) =>
        Matches(context, WordingPatterns.Blame)
            .Select(match =>
                context.Find(
                    "blame",
                    Excerpt(context, match),
                    $"\"{match.Value}\" judges someone and ends the search.",
                    match.Value.Contains("error", StringComparison.OrdinalIgnoreCase)
                        ? "A slip is where the questions begin: what made it easy to make, and what made it hard to notice?"
                        : "Ask what the person saw, knew and wanted at that moment, and what in the system made it a sensible thing to do."
                )
            );

    public static IEnumerable<Finding> Counterfactual(CheckContext context) =>
        Matches(context, WordingPatterns.Hindsight)
            .Select(match =>
                context.Find(
                    "counterfactual",
                    Excerpt(context, match),
                    $"\"{match.Value}\" describes something that did not happen.",
                    "It does not explain what did happen. Say what was done and what made it look right at the time; put what should change in an action item."
                )
            );

    public static IEnumerable<Finding> PersonAsCause(CheckContext context)
    {
        foreach (var name in context.People.Where(name => name.Length > 2).Distinct())
        {
            if (Whole(name).Match(context.OwnWords) is { Success: true } named)
            {
                yield return context.Find(
                    "person-cause",
                    Excerpt(context, named),
                    $"{name} appears in a section about causes.",
                    "Name the role where it matters (\"the on-call engineer\"), and ask what let one person's action do this much: a missing check, a misleading display, a permission that is too broad."
                );
            }
        }

        foreach (var match in Matches(context, PersonPatterns.All))
        {
            yield return context.Find(
                "person-cause",
                Excerpt(context, match),
                "A person's action is given as the cause.",
                "People are never the last answer to \"why\": ask why the system let that action have this effect, and why no one could see it sooner."
            );
        }
    }

    // Two patterns may match the same words: they are one finding.
    private static IEnumerable<Match> Matches(CheckContext context, IReadOnlyList<Regex> patterns)
    {
        var end = 0;
        foreach (
            var match in patterns
                .SelectMany(pattern => pattern.Matches(context.OwnWords).Take(MostFindings))
                .OrderBy(match => match.Index)
                .Take(MostFindings)
        )
        {
            if (match.Index >= end)
            {
                yield return match;
                end = match.Index + match.Length;
            }
        }
    }

    private static string Excerpt(CheckContext context, Match match) => SectionText.Around(context.Section.Text, match.Index, match.Length);

    private static Regex Whole(string name) => new($@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.CultureInvariant);
}
