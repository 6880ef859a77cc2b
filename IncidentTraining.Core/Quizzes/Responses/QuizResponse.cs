using System.Text.Json;
using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Core.Quizzes.Responses;

/// <summary>How much of a question is answered.</summary>
public enum Answered
{
    Nothing,

    /// <summary>Some left sides have no match yet.</summary>
    Partly,

    /// <summary>Completely answered.</summary>
    Fully,
}

/// <summary>A person's answer, in the positions shown to them.</summary>
/// <param name="Picks">
/// Shown positions, from 0. Choice: the chosen options. Ordering: all items in the person's order. Matching: for each left side
/// the chosen right side, or <see cref="NoPick"/>. Empty for a short answer and for no answer.
/// </param>
/// <param name="Text">For a short answer: the text; otherwise empty.</param>
public sealed record QuizResponse(IReadOnlyList<int> Picks, string Text)
{
    /// <summary>The pick of a left side that has no match yet.</summary>
    public const int NoPick = -1;

    /// <summary>The longest short answer, in characters.</summary>
    public const int LongestText = 4_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>No answer.</summary>
    public static QuizResponse None { get; } = new([], "");

    /// <summary>Serializes the response for the database.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static QuizResponse FromJson(string json) =>
        JsonSerializer.Deserialize<QuizResponse>(json, Json) ?? throw new InvalidOperationException("A stored response is empty.");

    /// <summary>Whether both responses are equal.</summary>
    public bool SaysTheSameAs(QuizResponse other) => Text == other.Text && Picks.SequenceEqual(other.Picks);

    /// <summary>Returns how much of a question of the kind is answered.</summary>
    public Answered AnswersOf(QuestionKind kind)
    {
        if (kind is QuestionKind.Short)
        {
            return string.IsNullOrWhiteSpace(Text) ? Answered.Nothing : Answered.Fully;
        }

        var made = Picks.Count(pick => pick != NoPick);
        return made == 0 ? Answered.Nothing
            : made < Picks.Count ? Answered.Partly
            : Answered.Fully;
    }

    /// <summary>Whether it is a valid response to the question; only a forged request is not.</summary>
    public bool Fits(Question question)
    {
        var distinct = Picks.Distinct().Count() == Picks.Count;
        var inRange = Picks.All(pick => pick >= 0 && pick < question.ShuffledCount);
        return question.Kind switch
        {
            QuestionKind.Single => Text == "" && inRange && Picks.Count <= 1,
            QuestionKind.Multiple => Text == "" && inRange && distinct,
            QuestionKind.Ordering => Text == "" && inRange && distinct && (Picks.Count == 0 || Picks.Count == question.Order.Count),
            QuestionKind.Matching => Text == ""
                && (Picks.Count == 0 || Picks.Count == question.Pairs.Count)
                && Picks.All(pick => pick >= NoPick && pick < question.ShuffledCount),
            _ => Picks.Count == 0,
        };
    }
}
