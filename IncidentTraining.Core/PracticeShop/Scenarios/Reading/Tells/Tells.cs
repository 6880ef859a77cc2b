using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>
/// Finds superficial differences between the changes that started a cause and the innocent ones: kind, team, age, wording or form. A
/// responder who has trained twice would recognise them.
/// </summary>
static class Tells
{
    /// <summary>Shorter words are everyday ones.</summary>
    const int ShortestWord = 6;

    public static void Check(YamlMap root, Scenario scenario)
    {
        if (scenario.Decoys is not { } decoys)
            return;
        var started = scenario.RootCauses.SelectMany(cause => cause.StartedBy).ToHashSet();
        var guilty = scenario.Changes.Where(change => started.Contains(change.Id)).ToList();
        List<ChangeRecord> dated = [.. scenario.Changes.Except(guilty), .. decoys.Pool];
        List<ChangeRecord> innocent = [.. dated, .. decoys.JustBefore];
        foreach (var change in guilty)
        {
            void Tell(string what, string cure) =>
                root.File.Warn(LineOf(root, change), $"The change '{change.Id}' {what}, unlike every innocent one", cure);
            if (innocent.All(other => other.Kind != change.Kind))
                Tell($"is of the kind {change.Kind}", "Add an innocent change of that kind");
            if (innocent.All(other => other.By != change.By))
                Tell($"was made by {change.By}", "Add an innocent change of that team");
            if (innocent.All(other => other.Diff.Length > 0) && change.Diff.Length == 0)
                Tell("shows no diff", "Give it a diff, or the record of the work");
            if (dated.All(other => other.Ago > change.Ago) || dated.All(other => other.Ago < change.Ago))
                Tell("is younger or older", "Add an innocent change from about that time");
        }

        var known = innocent.SelectMany(Words).ToHashSet();
        foreach (
            var word in guilty
                .SelectMany(change => Words(change).Distinct())
                .GroupBy(word => word)
                .Where(word => word.Count() > 1 && !known.Contains(word.Key))
        )
            root.File.Warn(
                root.LineOf("changes"),
                $"'{word.Key}' appears in {word.Count()} changes that started something, and in no innocent one",
                "Write the innocent changes in the same words, or remove the word"
            );
    }

    static IEnumerable<string> Words(ChangeRecord change) =>
        change.Title.ToLowerInvariant().Split(' ', ',', ';', ':', '.', '(', ')').Where(word => word.Length >= ShortestWord);

    static int LineOf(YamlMap root, ChangeRecord change) =>
        root.Maps("changes").FirstOrDefault(map => map.Text("id") == change.Id)?.Line ?? root.LineOf("changes");
}
