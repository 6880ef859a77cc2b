using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Reviews;

/// <summary>A grader's marks and comments on a document so far.</summary>
/// <param name="Marks">The marks by criterion; a criterion without a mark is open.</param>
/// <param name="SectionComments">Comments by section of the document.</param>
/// <param name="Summary">What the author has to change or did well, in Markdown.</param>
public sealed record ReviewNotes(
    IReadOnlyDictionary<string, CriterionMark> Marks,
    IReadOnlyDictionary<string, string> SectionComments,
    string Summary
)
{
    /// <summary>The largest review, in bytes of UTF-8 text.</summary>
    public const int LargestBytes = DocumentBody.LargestBytes;

    /// <summary>Empty notes.</summary>
    public static ReviewNotes None { get; } = new(new Dictionary<string, CriterionMark>(), new Dictionary<string, string>(), "");

    /// <summary>The size that counts against <see cref="LargestBytes"/>.</summary>
    [JsonIgnore]
    public int TextBytes =>
        Encoding.UTF8.GetByteCount(Summary)
        + Marks.Values.Sum(mark => Encoding.UTF8.GetByteCount(mark.Comment))
        + SectionComments.Values.Sum(Encoding.UTF8.GetByteCount);

    /// <summary>Whether all required parts are present. JSON from a client can contain nulls that annotations do not prevent.</summary>
    [JsonIgnore]
    public bool IsWhole => Marks.Values.All(mark => mark is not null) && SectionComments.Values.All(comment => comment is not null);

    /// <summary>Returns the mark of a criterion; an open mark when there is none.</summary>
    public CriterionMark Mark(string criterionId) => Marks.GetValueOrDefault(criterionId) ?? new CriterionMark();

    public string ToJson() => JsonSerializer.Serialize(this, DocumentBody.Json);

    /// <summary>Parses the stored form.</summary>
    public static ReviewNotes FromJson(string json) =>
        JsonSerializer.Deserialize<ReviewNotes>(json, DocumentBody.Json) ?? throw new JsonException("Stored review notes are 'null'.");

    /// <summary>Returns a copy without empty entries and with <c>\n</c> line endings, so that equal notes compare equal.</summary>
    public ReviewNotes Tidied() =>
        new(
            new SortedDictionary<string, CriterionMark>(
                Marks
                    .Where(mark => mark.Value.Level is not null || mark.Value.Comment.Length > 0)
                    .ToDictionary(mark => mark.Key, mark => mark.Value with { Comment = mark.Value.Comment.ReplaceLineEndings("\n") }),
                StringComparer.Ordinal
            ),
            new SortedDictionary<string, string>(
                SectionComments
                    .Where(comment => comment.Value.Length > 0)
                    .ToDictionary(comment => comment.Key, comment => comment.Value.ReplaceLineEndings("\n")),
                StringComparer.Ordinal
            ),
            Summary.ReplaceLineEndings("\n")
        );
}

/// <summary>A grader's mark and comment on one criterion.</summary>
/// <param name="Level">The index of the level, from 0; null while open.</param>
/// <param name="Comment">The reason, for the author.</param>
public sealed record CriterionMark(int? Level = null, string Comment = "");
