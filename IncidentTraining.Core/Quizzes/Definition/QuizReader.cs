using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Quizzes.Definition;

/// <summary>Parses a quiz file. Every mistake is reported with its line, reason and fix; nothing is thrown.</summary>
internal static class QuizReader
{
    private const int MostChoices = 12;

    public static Quiz Read(ContentFile file)
    {
        var root = file.Yaml();
        var questions = root.RequiredMaps("questions");
        ReportRepeated(questions, "id", "The question id", "Give each question a unique id: answers are stored under it");
        var quiz = new Quiz(
            root.Required("id"),
            root.Required("day"),
            root.Required("title"),
            root.Int("minutes", 1, 240),
            root.Int("pass", 1, 100),
            [.. questions.Select(ReadQuestion)]
        );
        GuessableKeys.Warn(file, [.. quiz.Questions.Zip(questions)]);
        return quiz;
    }

    private static Question ReadQuestion(YamlMap map)
    {
        var named = map.OneOf<QuestionKind>("kind");
        // What else a question needs depends on its kind: without a kind, nothing else is reported as missing.
        QuestionKind? kind = map.IsUnfit("kind") ? null : named;
        return new Question(
            map.Required("id"),
            named,
            map.Required("text"),
            map.Int("points", 1, 100),
            map.Required("topic"),
            map.Required("feedback"),
            kind is QuestionKind.Single or QuestionKind.Multiple ? ReadOptions(map, named) : [],
            kind is QuestionKind.Ordering ? ReadOrder(map) : [],
            kind is QuestionKind.Matching ? ReadPairs(map) : [],
            kind is QuestionKind.Short ? map.Required("model") : "",
            kind is QuestionKind.Short ? ReadMarks(map) : []
        )
        {
            Surplus = kind is QuestionKind.Matching ? map.Texts("surplus") : [],
        };
    }

    private static IReadOnlyList<Option> ReadOptions(YamlMap question, QuestionKind kind)
    {
        var maps = question.RequiredMaps("options");
        ReportRepeated(maps, "text", "The option", "Remove one of the two: they cannot be told apart");
        IReadOnlyList<Option> options = [.. maps.Select(map => new Option(map.Required("text"), map.Flag("correct"), map.Required("why")))];
        CheckCount(question, "options", options.Count);
        var correct = options.Count(option => option.Correct);
        if (kind is QuestionKind.Single && correct != 1)
        {
            question.Report(
                "options",
                $"A question of the kind 'single' has {correct} correct options",
                "Mark exactly one option 'correct: true', or change the kind to 'multiple'"
            );
        }

        if (kind is QuestionKind.Multiple && (correct == 0 || correct == options.Count))
        {
            question.Report(
                "options",
                correct == 0 ? "No option is correct" : "Every option is correct",
                "Mark at least one option 'correct: true' and at least one 'correct: false'"
            );
        }

        return options;
    }

    private static IReadOnlyList<string> ReadOrder(YamlMap question)
    {
        var values = question.List("order");
        CheckCount(question, "order", values.Count);
        ReportRepeated(
            values.Select(value => (value, value.AsText())),
            "The item",
            "Word the items differently: their positions cannot be told apart"
        );
        return [.. values.Select(value => value.AsText())];
    }

    private static IReadOnlyList<Pair> ReadPairs(YamlMap question)
    {
        var maps = question.RequiredMaps("pairs");
        CheckCount(question, "pairs", maps.Count);
        ReportRepeated(maps, "left", "The left side", "List each left side only once");
        ReportRepeated(
            maps.Select(map => map.Value("right"))
                .OfType<YamlValue>()
                .Concat(question.List("surplus"))
                .Select(value => (value, value.AsText())),
            "The right side",
            "Word the right sides differently, so that each matches one left side or none"
        );
        return [.. maps.Select(map => new Pair(map.Required("left"), map.Required("right")))];
    }

    private static IReadOnlyList<string> ReadMarks(YamlMap question)
    {
        var marks = question.Texts("marks");
        if (marks.Count == 0)
        {
            question.Report("marks", "A short answer has no marks", "Add a list 'marks:' of what a grader looks for");
        }

        return marks;
    }

    private static void CheckCount(YamlMap question, string key, int count)
    {
        if (count is < 2 or > MostChoices)
        {
            question.Report(key, $"'{key}' has {count} entries", $"Give it 2 to {MostChoices} entries");
        }
    }

    private static void ReportRepeated(IEnumerable<YamlMap> maps, string key, string what, string cure) =>
        ReportRepeated(maps.Select(map => map.Value(key)).OfType<YamlValue>().Select(value => (value, value.AsText())), what, cure);

    private static void ReportRepeated(IEnumerable<(YamlValue Value, string Text)> values, string what, string cure)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, text) in values)
        {
            if (!seen.Add(text))
            {
                value.Report($"{what} '{text}' appears twice", cure);
            }
        }
    }
}
