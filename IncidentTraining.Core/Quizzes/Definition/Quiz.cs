using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentTraining.Core.Quizzes.Definition;

/// <summary>A quiz with all its keys, as written by its author. Never sent to a browser, which gets a <c>QuizPaper</c> instead.</summary>
/// <param name="Id">Identifies the quiz under <c>content/quizzes</c>.</param>
/// <param name="DayId">The training day of the quiz.</param>
/// <param name="Title">The display name.</param>
/// <param name="Minutes">The time limit, in minutes.</param>
/// <param name="PassPercent">The percentage of the points needed to pass, from 1 to 100.</param>
/// <param name="Questions">The questions in the author's order.</param>
public sealed record Quiz(string Id, string DayId, string Title, int Minutes, int PassPercent, IReadOnlyList<Question> Questions)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The total points of all questions.</summary>
    [JsonIgnore]
    public int Points => Questions.Sum(question => question.Points);

    /// <summary>Serializes the whole quiz, to freeze it with an attempt.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Quiz FromJson(string json) =>
        JsonSerializer.Deserialize<Quiz>(json, Json) ?? throw new InvalidOperationException("A frozen quiz is empty.");
}

/// <summary>The kind of question.</summary>
public enum QuestionKind
{
    /// <summary>Exactly one option is correct.</summary>
    Single,

    /// <summary>One or more options are correct.</summary>
    Multiple,

    /// <summary>The items must be put in order.</summary>
    Ordering,

    /// <summary>Each item on the left is matched to one on the right.</summary>
    Matching,

    /// <summary>A few sentences, graded by an instructor.</summary>
    Short,
}

/// <summary>A question with its key. Texts are Markdown.</summary>
/// <param name="Id">Identifies the question in its quiz; does not change when the wording changes.</param>
/// <param name="Text">The question.</param>
/// <param name="Points">The points of a perfect answer.</param>
/// <param name="Topic">The topic, in a word.</param>
/// <param name="Feedback">The feedback shown to everyone after the release, whatever they answered.</param>
/// <param name="Options">For single and multiple choice: the options.</param>
/// <param name="Order">For an ordering question: the items in the correct order.</param>
/// <param name="Pairs">For a matching question: the pairs.</param>
/// <param name="Model">For a short answer: a model answer.</param>
/// <param name="Marks">For a short answer: what to look for when grading; each is meant to be worth one point.</param>
public sealed record Question(
    string Id,
    QuestionKind Kind,
    string Text,
    int Points,
    string Topic,
    string Feedback,
    IReadOnlyList<Option> Options,
    IReadOnlyList<string> Order,
    IReadOnlyList<Pair> Pairs,
    string Model,
    IReadOnlyList<string> Marks
)
{
    /// <summary>The number of entries that are shown in shuffled order: options, items or right sides.</summary>
    [JsonIgnore]
    public int ShuffledCount =>
        Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => Options.Count,
            QuestionKind.Ordering => Order.Count,
            QuestionKind.Matching => Pairs.Count + Surplus.Count,
            _ => 0,
        };

    /// <summary>For a matching question: right sides that match no left side, so that the last pair cannot be guessed by
    /// elimination.</summary>
    public IReadOnlyList<string> Surplus { get; init; } = [];

    /// <summary>For a matching question: the right side of each pair in order, then the surplus ones.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Rights => [.. Pairs.Select(pair => pair.Right), .. Surplus];
}

/// <summary>An option.</summary>
/// <param name="Correct">Whether the option is correct.</param>
/// <param name="Why">Why it is correct or wrong.</param>
public sealed record Option(string Text, bool Correct, string Why);

/// <summary>A pair of matching sides.</summary>
/// <param name="Left">The given side.</param>
/// <param name="Right">The side to find.</param>
public sealed record Pair(string Left, string Right);
