using System.Text.Json;

namespace IncidentTraining.Core.Reviews;

/// <summary>The chosen level of each criterion, from 0: marks without comments.</summary>
public static class Levels
{
    public static string ToJson(IReadOnlyDictionary<string, int> levels) =>
        JsonSerializer.Serialize(levels.OrderBy(level => level.Key, StringComparer.Ordinal).ToDictionary());

    /// <summary>Parses the stored form.</summary>
    public static IReadOnlyDictionary<string, int> FromJson(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, int>>(json) ?? throw new JsonException("Stored levels are 'null'.");

    /// <summary>Returns the levels of a review; open criteria have none.</summary>
    public static IReadOnlyDictionary<string, int> Of(ReviewNotes notes) =>
        notes.Marks.Where(mark => mark.Value.Level is not null).ToDictionary(mark => mark.Key, mark => mark.Value.Level!.Value);

    /// <summary>Whether every criterion has a level of the rubric, and there are no other entries.</summary>
    public static bool AreComplete(Rubric rubric, IReadOnlyDictionary<string, int> levels) =>
        levels.Count == rubric.Criteria.Count
        && rubric.Criteria.All(criterion =>
            levels.TryGetValue(criterion.Id, out var level) && level >= 0 && level < criterion.Levels.Count
        );

    /// <summary>Returns the points of a complete set of levels.</summary>
    public static int Points(Rubric rubric, IReadOnlyDictionary<string, int> levels) =>
        rubric.Criteria.Sum(criterion => criterion.Levels[levels[criterion.Id]].Points);
}
