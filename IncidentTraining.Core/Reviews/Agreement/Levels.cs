using System.Text.Json;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Which level of each criterion was chosen, by criterion and counted from 0: marks without words.</summary>
public static class Levels
{
    /// <summary>As stored.</summary>
    public static string ToJson(IReadOnlyDictionary<string, int> levels) => JsonSerializer.Serialize(levels.OrderBy(level => level.Key, StringComparer.Ordinal).ToDictionary());

    /// <summary>From the stored form.</summary>
    public static IReadOnlyDictionary<string, int> FromJson(string json) => JsonSerializer.Deserialize<Dictionary<string, int>>(json)
        ?? throw new JsonException("Stored levels are 'null'.");

    /// <summary>The levels of a review; a criterion that is still open has none.</summary>
    public static IReadOnlyDictionary<string, int> Of(ReviewNotes notes) =>
        notes.Marks.Where(mark => mark.Value.Level is not null).ToDictionary(mark => mark.Key, mark => mark.Value.Level!.Value);

    /// <summary>Whether each criterion has a level that the rubric knows, and nothing else has one.</summary>
    public static bool AreComplete(Rubric rubric, IReadOnlyDictionary<string, int> levels) =>
        levels.Count == rubric.Criteria.Count && rubric.Criteria.All(criterion => levels.TryGetValue(criterion.Id, out var level) && level >= 0 && level < criterion.Levels.Count);

    /// <summary>The points that complete levels are worth.</summary>
    public static int Points(Rubric rubric, IReadOnlyDictionary<string, int> levels) => rubric.Criteria.Sum(criterion => criterion.Levels[levels[criterion.Id]].Points);
}
