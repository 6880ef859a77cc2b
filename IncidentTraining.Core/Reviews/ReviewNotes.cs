using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Reviews;

/// <summary>What a grader has marked and written about a document so far.</summary>
/// <param name="Marks">The marks by criterion; a criterion without one is open.</param>
/// <param name="SectionComments">Comments by section of the document.</param>
/// <param name="Summary">What the author has to change, or what they did well; markdown.</param>
public sealed record ReviewNotes(
    IReadOnlyDictionary<string, CriterionMark> Marks, IReadOnlyDictionary<string, string> SectionComments, string Summary)
{
    /// <summary>The most that a review may hold, in bytes of UTF-8 text.</summary>
    public const int LargestBytes = DocumentBody.LargestBytes;

    /// <summary>Nothing yet.</summary>
    public static ReviewNotes None { get; } = new(new Dictionary<string, CriterionMark>(), new Dictionary<string, string>(), "");

    /// <summary>The size that counts against <see cref="LargestBytes"/>.</summary>
    [JsonIgnore]
    public int TextBytes => Encoding.UTF8.GetByteCount(Summary)
        + Marks.Values.Sum(mark => Encoding.UTF8.GetByteCount(mark.Comment))
        + SectionComments.Values.Sum(Encoding.UTF8.GetByteCount);

    /// <summary>Whether nothing is missing where something must be. JSON from outside can hold nulls that no annotation catches.</summary>
    [JsonIgnore]
    public bool IsWhole => Marks.Values.All(mark => mark is not null) && SectionComments.Values.All(comment => comment is not null);

    /// <summary>The mark of a criterion; an open one when there is none.</summary>
    public CriterionMark Mark(string criterionId) => Marks.GetValueOrDefault(criterionId) ?? new CriterionMark();

    /// <summary>As stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentBody.Json);

    /// <summary>From the stored form.</summary>
    public static ReviewNotes FromJson(string json) => JsonSerializer.Deserialize<ReviewNotes>(json, DocumentBody.Json)
        ?? throw new JsonException("Stored review notes are 'null'.");

    /// <summary>The same without what is empty, line ends as <c>\n</c>, so that equal notes look equal.</summary>
    public ReviewNotes Tidied() => new(
        new SortedDictionary<string, CriterionMark>(
            Marks.Where(mark => mark.Value.Level is not null || mark.Value.Comment.Length > 0)
                .ToDictionary(mark => mark.Key, mark => mark.Value with { Comment = mark.Value.Comment.ReplaceLineEndings("\n") }),
            StringComparer.Ordinal),
        new SortedDictionary<string, string>(
            SectionComments.Where(comment => comment.Value.Length > 0)
                .ToDictionary(comment => comment.Key, comment => comment.Value.ReplaceLineEndings("\n")),
            StringComparer.Ordinal),
        Summary.ReplaceLineEndings("\n"));
}

/// <summary>What a grader says about one criterion.</summary>
/// <param name="Level">Which of the criterion's levels, counted from 0; null while it is open.</param>
/// <param name="Comment">Why, for the author.</param>
public sealed record CriterionMark(int? Level = null, string Comment = "");
