using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Quizzes.Definition;

/// <summary>Warns about questions whose key can be guessed without knowing the subject: by length, count or elimination.</summary>
internal static partial class GuessableKeys
{
    private const int MostRight = 4;
    private const int FewestToVary = 3;

    /// <summary>Adds the warnings to the file.</summary>
    /// <param name="file">The quiz file.</param>
    /// <param name="questions">Each question with its position in the file.</param>
    public static void Warn(ContentFile file, IReadOnlyList<(Question Question, YamlMap Map)> questions)
    {
        foreach (var (question, map) in questions)
        {
            WarnOfCatchAlls(file, question, map);
            WarnOfCounts(file, question, map);
        }

        WarnOfLengths(file, [.. questions.Where(entry => HasKey(entry.Question))]);
        WarnOfOneCount(file, [.. questions.Where(entry => entry.Question.Kind is QuestionKind.Multiple)]);
    }

    private static bool HasKey(Question question) => question.Options.Any(option => option.Correct) && question.Options.Any(option => !option.Correct);

    private static void WarnOfCatchAlls(ContentFile file, Question question, YamlMap map)
    {
        foreach (var (option, line) in question.Options.Zip(map.Maps("options").Select(entry => entry.Line)))
        {
            if (CatchAll().IsMatch(option.Text))
            {
                file.Warn(line, $"The option '{option.Text}' refers to the other options, which are shown in a different order to each person",
                    "Change the kind to 'multiple' and mark each correct option, or replace this option with a plausible one");
            }
        }
    }

    private static void WarnOfCounts(ContentFile file, Question question, YamlMap map)
    {
        var right = question.Options.Count(option => option.Correct);
        if (question.Kind is QuestionKind.Multiple && right > MostRight)
        {
            file.Warn(map.LineOf("options"), $"The question '{question.Id}' has {right} correct options", $"Keep one to {MostRight}, or split it into two questions");
        }

        if (question.Kind is QuestionKind.Matching && question.Surplus.Count == 0)
        {
            file.Warn(map.LineOf("pairs"), $"Every right side of '{question.Id}' is used, so the last pair can be guessed by elimination",
                "Add a list 'surplus:' with one or two plausible right sides that match no left side");
        }
    }

    /// <summary>By chance the longest option is as likely to be correct as any other. Ties are not counted.</summary>
    private static void WarnOfLengths(ContentFile file, IReadOnlyList<(Question Question, YamlMap Map)> choices)
    {
        var fair = (int)Math.Ceiling(choices.Sum(entry => (double)entry.Question.Options.Count(option => option.Correct) / entry.Question.Options.Count) - 1e-9);
        var telling = choices.Where(entry => LeadOfLongest(entry.Question) > 0).OrderByDescending(entry => LeadOfLongest(entry.Question)).ToList();
        if (telling.Count > fair)
        {
            file.Warn(
                telling[0].Map.LineOf("options"),
                string.Create(CultureInfo.InvariantCulture, $"In {telling.Count} of {choices.Count} choice questions the longest option is correct; by chance it would be at most {fair}"),
                $"Shorten the key or lengthen a wrong option, starting with: {string.Join(", ", telling.Take(telling.Count - fair).Select(entry => entry.Question.Id))}");
        }
    }

    /// <summary>By how many characters a correct option is longer than every other option; 0 or less when it is not the longest.</summary>
    private static int LeadOfLongest(Question question)
    {
        var byLength = question.Options.OrderByDescending(option => option.Text.Length).ToList();
        return byLength[0].Correct ? byLength[0].Text.Length - byLength[1].Text.Length : 0;
    }

    private static void WarnOfOneCount(ContentFile file, IReadOnlyList<(Question Question, YamlMap Map)> multiples)
    {
        var counts = multiples.Select(entry => entry.Question.Options.Count(option => option.Correct)).Distinct().ToList();
        if (multiples.Count >= FewestToVary && counts.Count == 1)
        {
            file.Warn(multiples[0].Map.LineOf("options"), $"All {multiples.Count} questions of the kind 'multiple' have the same number of correct options: {counts[0]}",
                $"Vary the number from one to {MostRight}");
        }
    }

    [GeneratedRegex(@"\b(?:all|none|both|neither|any|each) of (?:the )?(?:above|below|others?|options|answers|these|those)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CatchAll();
}
