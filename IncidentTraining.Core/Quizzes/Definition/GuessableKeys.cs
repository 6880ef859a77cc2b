using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Quizzes.Definition;

/// <summary>Warns about questions whose key can be guessed without knowing the subject: by length, count, elimination or repeated
/// words.</summary>
internal static partial class GuessableKeys
{
    private const int MostRight = 4;
    private const int FewestToVary = 3;

    /// <summary>Shorter words are in every sentence, and the endings of longer ones differ.</summary>
    private const int ShortestWord = 5;
    private const int Stem = 6;

    /// <summary>Adds the warnings to the file.</summary>
    /// <param name="file">The quiz file.</param>
    /// <param name="questions">Each question with its position in the file.</param>
    public static void Warn(ContentFile file, IReadOnlyList<(Question Question, YamlMap Map)> questions)
    {
        foreach (var (question, map) in questions)
        {
            WarnOfCatchAlls(file, question, map);
            WarnOfCounts(file, question, map);
            WarnOfPairs(file, question, map);
        }

        WarnOfLengths(file, [.. questions.Where(entry => HasKey(entry.Question))]);
        WarnOfEchoes(file, [.. questions.Where(entry => HasKey(entry.Question))]);
        WarnOfOneCount(file, [.. questions.Where(entry => entry.Question.Kind is QuestionKind.Multiple)]);
    }

    private static bool HasKey(Question question) =>
        question.Options.Any(option => option.Correct) && question.Options.Any(option => !option.Correct);

    private static void WarnOfCatchAlls(ContentFile file, Question question, YamlMap map)
    {
        foreach (var (option, line) in question.Options.Zip(map.Maps("options").Select(entry => entry.Line)))
        {
            if (CatchAll().IsMatch(option.Text))
            {
                file.Warn(
                    line,
                    $"The option '{option.Text}' refers to the other options, which are shown in a different order to each person",
                    "Change the kind to 'multiple' and mark each correct option, or replace this option with a plausible one"
                );
            }
        }
    }

    private static void WarnOfCounts(ContentFile file, Question question, YamlMap map)
    {
        var right = question.Options.Count(option => option.Correct);
        if (question.Kind is QuestionKind.Multiple && right > MostRight)
        {
            file.Warn(
                map.LineOf("options"),
                $"The question '{question.Id}' has {right} correct options",
                $"Keep one to {MostRight}, or split it into two questions"
            );
        }

        if (question.Kind is QuestionKind.Matching && question.Surplus.Count == 0)
        {
            file.Warn(
                map.LineOf("pairs"),
                $"Every right side of '{question.Id}' is used, so the last pair can be guessed by elimination",
                "Add a list 'surplus:' with one or two plausible right sides that match no left side"
            );
        }
    }

    /// <summary>By chance the longest option is as likely to be correct as any other. Ties are not counted.</summary>
    private static void WarnOfLengths(ContentFile file, IReadOnlyList<(Question Question, YamlMap Map)> choices)
    {
        var fair = (int)
            Math.Ceiling(
                choices.Sum(entry => (double)entry.Question.Options.Count(option => option.Correct) / entry.Question.Options.Count) - 1e-9
            );
        var telling = choices
            .Where(entry => LeadOfLongest(entry.Question) > 0)
            .OrderByDescending(entry => LeadOfLongest(entry.Question))
            .ToList();
        if (telling.Count > fair)
        {
            file.Warn(
                telling[0].Map.LineOf("options"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"In {telling.Count} of {choices.Count} choice questions the longest option is correct; by chance it would be at most {fair}"
                ),
                $"Shorten the key or lengthen a wrong option, starting with: {string.Join(", ", telling.Take(telling.Count - fair).Select(entry => entry.Question.Id))}"
            );
        }
    }

    /// <summary>By how many characters a correct option is longer than every other option; 0 or less when it is not the longest.</summary>
    private static int LeadOfLongest(Question question)
    {
        var byLength = question.Options.OrderByDescending(option => option.Text.Length).ToList();
        return byLength[0].Correct ? byLength[0].Text.Length - byLength[1].Text.Length : 0;
    }

    /// <summary>A word on both sides of a pair, and on no other right side, matches them without the subject.</summary>
    private static void WarnOfPairs(ContentFile file, Question question, YamlMap map)
    {
        foreach (var (pair, line) in question.Pairs.Zip(map.Maps("pairs").Select(entry => entry.Line)))
        {
            var others = question
                .Pairs.Select(other => other.Right)
                .Concat(question.Surplus)
                .Where(right => right != pair.Right)
                .SelectMany(WordsOf)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (
                WordsOf(pair.Left)
                    .Intersect(WordsOf(pair.Right), StringComparer.OrdinalIgnoreCase)
                    .FirstOrDefault(word => !others.Contains(word)) is
                { } word
            )
            {
                file.Warn(
                    line,
                    $"Both sides of '{pair.Left}' contain '{word}…', and no other right side does",
                    "Use another word on one side, or the same word on another right side"
                );
            }
        }
    }

    /// <summary>By chance the option that repeats most words of the question is as likely to be correct as any other.</summary>
    private static void WarnOfEchoes(ContentFile file, IReadOnlyList<(Question Question, YamlMap Map)> choices)
    {
        var fair = (int)
            Math.Ceiling(
                choices.Sum(entry => (double)entry.Question.Options.Count(option => option.Correct) / entry.Question.Options.Count) - 1e-9
            );
        var telling = choices.Where(entry => Echoes(entry.Question)).ToList();
        if (telling.Count > fair)
        {
            file.Warn(
                telling[0].Map.LineOf("options"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"In {telling.Count} of {choices.Count} choice questions only correct options repeat most of the question's words; by chance it would be at most {fair}"
                ),
                $"Repeat a word of the question in a wrong option, starting with: {string.Join(", ", telling.Take(telling.Count - fair).Select(entry => entry.Question.Id))}"
            );
        }
    }

    private static bool Echoes(Question question)
    {
        var asked = WordsOf(question.Text);
        var repeated = question.Options.Select(option => (option.Correct, Count: WordsOf(option.Text).Count(asked.Contains))).ToList();
        var most = repeated.Max(option => option.Count);
        return most > 0 && repeated.Where(option => option.Count == most).All(option => option.Correct);
    }

    private static HashSet<string> WordsOf(string text) =>
        Word()
            .Matches(text)
            .Select(match => match.Value)
            .Where(word => word.Length >= ShortestWord)
            .Select(word => word[..Math.Min(word.Length, Stem)])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static void WarnOfOneCount(ContentFile file, IReadOnlyList<(Question Question, YamlMap Map)> multiples)
    {
        var counts = multiples.Select(entry => entry.Question.Options.Count(option => option.Correct)).Distinct().ToList();
        if (multiples.Count >= FewestToVary && counts.Count == 1)
        {
            file.Warn(
                multiples[0].Map.LineOf("options"),
                $"All {multiples.Count} questions of the kind 'multiple' have the same number of correct options: {counts[0]}",
                $"Vary the number from one to {MostRight}"
            );
        }
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex(
        @"\b(?:all|none|both|neither|any|each) of (?:the )?(?:above|below|others?|options|answers|these|those)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex CatchAll();
}
