using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentTraining.Core.Quizzes.Definition;

/// <summary>A quiz with all its keys, as its author wrote it. Never sent to a browser; that gets a paper.</summary>
/// <param name="Id">Identifies the quiz under <c>content/quizzes</c>.</param>
/// <param name="DayId">The training day that it belongs to.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Minutes">The time for sitting it, in minutes.</param>
/// <param name="PassPercent">The share of the points that passes, from 1 to 100.</param>
/// <param name="Questions">The questions in the author's order.</param>
public sealed record Quiz(string Id, string DayId, string Title, int Minutes, int PassPercent, IReadOnlyList<Question> Questions)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The points of all questions together.</summary>
    [JsonIgnore]
    public int Points => Questions.Sum(question => question.Points);

    /// <summary>The whole quiz as text, for freezing it with an attempt.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Quiz FromJson(string json) =>
        JsonSerializer.Deserialize<Quiz>(json, Json) ?? throw new InvalidOperationException("A frozen quiz is empty.");
}

/// <summary>How a question is asked and answered.</summary>
public enum QuestionKind
{
    /// <summary>Exactly one option is right.</summary>
    Single,

    /// <summary>One or several options are right.</summary>
    Multiple,

    /// <summary>Items are put in order.</summary>
    Ordering,

    /// <summary>Each item on the left gets its counterpart.</summary>
    Matching,

    /// <summary>A few sentences, graded by an instructor.</summary>
    Short,
}

/// <summary>A question with its key. Texts are markdown.</summary>
/// <param name="Id">Identifies the question in its quiz; stable while its wording changes.</param>
/// <param name="Kind">How it is asked.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Points">What a perfect answer earns.</param>
/// <param name="Topic">What it is about, in a word.</param>
/// <param name="Feedback">What everybody reads after the release, however they answered.</param>
/// <param name="Options">Of single and multiple choice: what there is to choose from.</param>
/// <param name="Order">Of an ordering: the items in the right order.</param>
/// <param name="Pairs">Of a matching: the pairs.</param>
/// <param name="Model">Of a short answer: a good answer.</param>
/// <param name="Marks">Of a short answer: what to look for when grading; one point each in the author's mind.</param>
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
    IReadOnlyList<string> Marks)
{
    /// <summary>How many things the browser shows in shuffled order: options, items, or right-hand sides.</summary>
    [JsonIgnore]
    public int ShuffledCount => Kind switch
    {
        QuestionKind.Single or QuestionKind.Multiple => Options.Count,
        QuestionKind.Ordering => Order.Count,
        QuestionKind.Matching => Pairs.Count + Surplus.Count,
        _ => 0,
    };

    /// <summary>Of a matching: right sides that belong to no left side, so that the last pair cannot be found by elimination.</summary>
    public IReadOnlyList<string> Surplus { get; init; } = [];

    /// <summary>Of a matching: the right side of each pair, in the order of the pairs, then the surplus ones.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Rights => [.. Pairs.Select(pair => pair.Right), .. Surplus];
}

/// <summary>Something to choose.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Correct">Whether choosing it is right.</param>
/// <param name="Why">Why it is right or wrong.</param>
public sealed record Option(string Text, bool Correct, string Why);

/// <summary>Two sides that belong together.</summary>
/// <param name="Left">What is given.</param>
/// <param name="Right">What has to be found for it.</param>
public sealed record Pair(string Left, string Right);
