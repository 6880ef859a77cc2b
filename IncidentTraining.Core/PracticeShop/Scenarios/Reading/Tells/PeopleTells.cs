using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>
/// Finds answers of people in the channel that give a cause away: they know only what someone who does not look at the shop can know, and
/// say the same whatever the cause. An answer must not name a cause, an action that repairs one or its value, or a change that started one.
/// </summary>
static partial class PeopleTells
{
    /// <summary>A shorter argument value, such as "20" or "api-2", is an everyday word.</summary>
    const int ShortestValue = 8;

    public static void Check(YamlMap root, Scenario scenario)
    {
        foreach (var person in root.Maps("people"))
        {
            Look(person, ["unknown"], scenario);
            foreach (var want in person.Maps("wants"))
                Look(want, ["ask", "thanks"], scenario);
            foreach (var topic in person.Maps("knows"))
                Look(topic, ["says", "again", "once-decided", "none"], scenario);
        }
    }

    static void Look(YamlMap map, string[] keys, Scenario scenario)
    {
        foreach (var key in keys)
        {
            if (map.Text(key) is { } text)
                GivenAway.Report(text, map.File, map.LineOf(key), scenario.RootCauses);
            if (map.Text(key) is { } said && TellIn(said, scenario) is { } tell)
                map.File.Warn(
                    map.LineOf(key),
                    $"The answer {tell}",
                    "Let people say what they can know, and let responders find repairs and causes"
                );
        }
    }

    static string? TellIn(string text, Scenario scenario)
    {
        var sentences = Spoken.Of(text).Select(sentence => sentence.Text.ToLowerInvariant()).ToList();
        foreach (var cause in scenario.RootCauses)
        {
            var steps = cause
                .Mitigations.Concat(cause.EquivalentRepairs)
                .Concat((cause.EvidencePath?.Repair ?? []).Select(step => new MitigationStep(step.Action, step.Arguments)));
            foreach (var step in steps)
            {
                // "roll-back" is also named by "rolled it back": each word of the action begins a word of the sentence.
                if (
                    sentences.Any(sentence =>
                        step.Action.Split('-').All(word => Word().Matches(sentence).Any(said => Begins(said.Value, word)))
                    )
                )
                    return $"names the repair '{step.Action}' of the cause '{cause.Id}'";
                if (
                    step.Arguments.Values.FirstOrDefault(value =>
                        value.Length >= ShortestValue
                        && value != TimedStep.Suspect
                        && text.Contains(value, StringComparison.OrdinalIgnoreCase)
                    ) is
                    { } given
                )
                    return $"names '{given}' of the repair '{step.Action}'";
            }

            if (
                scenario.Changes.FirstOrDefault(change =>
                    cause.StartedBy.Contains(change.Id)
                    && (Names(text, change.Id) || text.Contains(change.Title, StringComparison.OrdinalIgnoreCase))
                ) is
                { } guilty
            )
                return $"names the change '{guilty.Id}' that started '{cause.Id}'";
        }

        return null;
    }

    static bool Begins(string said, string word) => said.StartsWith(word.Length > 4 ? word[..^1] : word, StringComparison.Ordinal);

    static bool Names(string text, string id) =>
        id.Contains('-', StringComparison.Ordinal) && text.Contains(id, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
