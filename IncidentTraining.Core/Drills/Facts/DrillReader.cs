using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Drills;

/// <summary>Reads a drill from its file and reports every mistake with its line and cure.</summary>
internal static class DrillReader
{
    private const int LongestMinutes = 120;

    /// <summary>The audiences that a person in the channel must represent; customers read the status page.</summary>
    private static readonly string[] Represented = ["support", "management", "partners"];

    /// <summary>Reads the file; a file with errors yields no drill.</summary>
    public static Drill Read(ContentFile file)
    {
        var root = file.Yaml();
        var length = TimeSpan.FromMinutes(root.Int("minutes", 5, LongestMinutes));
        var people = PeopleReader.Read(root);
        var facts = ReadFacts(root, length);
        foreach (var audience in Represented.Where(one => people.All(person => person.Audience != one)))
        {
            root.Report(
                "people",
                $"No one in the channel stands for {audience}",
                $"Add the line 'audience: {audience}' to one of the 'people'"
            );
        }

        return new Drill(
            root.Required("id"),
            root.Required("page"),
            root.Required("title"),
            length,
            root.Required("brief").Trim(),
            people,
            facts,
            ReadClaims(root, facts),
            ReadReactions(root, people, length)
        );
    }

    private static List<DrillFact> ReadFacts(YamlMap root, TimeSpan length)
    {
        var facts = new List<DrillFact>();
        foreach (var map in root.RequiredMaps("facts"))
        {
            var fact = new DrillFact(
                map.Required("id"),
                map.OptionalDuration("after") ?? TimeSpan.Zero,
                map.Required("from"),
                Filled(map, "text"),
                map.Value("severity") is null ? null : map.OneOf<Severity>("severity"),
                map.Value("impact") is null ? null : map.OneOf<UpdateImpact>("impact"),
                map.Value("stage") is null ? null : map.OneOf<UpdateStage>("stage")
            );
            if (facts.Count == 0)
            {
                CheckFirst(map, fact);
            }
            else if (fact.After <= facts[^1].After)
            {
                map.Report(
                    "after",
                    $"'{fact.Id}' does not come after '{facts[^1].Id}'",
                    "Put the facts in time order, each later than the one before"
                );
            }
            else if (fact.After >= length)
            {
                map.Report(
                    "after",
                    $"'{fact.Id}' comes after the drill has ended",
                    $"Choose a time before {(int)length.TotalMinutes}m, or raise 'minutes'"
                );
            }

            if (fact.Impact == UpdateImpact.Unstated)
            {
                map.Report(
                    "impact",
                    "A fact states what customers notice, or leaves it as it was",
                    "Choose from none, slow, errors, down, or remove 'impact'"
                );
            }

            facts.Add(fact);
        }

        ScenarioReader.Unique(root, "facts", facts.Select(fact => fact.Id));
        return facts;
    }

    private static void CheckFirst(YamlMap map, DrillFact first)
    {
        if (first.After > TimeSpan.Zero)
        {
            map.Report("after", "The first fact is known at the start", "Remove 'after'");
        }

        foreach (
            var (key, isMissing) in ((string, bool)[])
                [("severity", first.Severity is null), ("impact", first.Impact is null), ("stage", first.Stage is null)]
        )
        {
            if (isMissing)
            {
                map.Report(
                    key,
                    $"The first fact does not state '{key}', so the first update could not be judged",
                    $"Add a line such as '{key}: {(key == "severity" ? "p1" : key == "impact" ? "errors" : "investigating")}'"
                );
            }
        }
    }

    private static List<DrillClaim> ReadClaims(YamlMap root, List<DrillFact> facts)
    {
        var claims = new List<DrillClaim>();
        foreach (var map in root.Maps("claims"))
        {
            var (id, words, known) = (map.Required("id"), WordRule.Read(map, "words"), map.Text("known-from") ?? "");
            if (known.Length > 0 && facts.TrueForAll(fact => fact.Id != known))
            {
                map.Report(
                    "known-from",
                    $"There is no fact '{known}'",
                    $"Choose from {string.Join(", ", facts.Select(fact => fact.Id))}, or remove 'known-from' for what is never true"
                );
            }

            var (why, audience) = (
                map.Required("why").Trim(),
                map.Value("audience") is null ? (UpdateAudience?)null : map.OneOf<UpdateAudience>("audience")
            );
            if (words is not null)
            {
                claims.Add(new DrillClaim(id, words, known, why, audience));
            }
        }

        ScenarioReader.Unique(root, "claims", claims.Select(claim => claim.Id));
        return claims;
    }

    private static List<DrillReaction> ReadReactions(YamlMap root, IReadOnlyList<ChannelPerson> people, TimeSpan length)
    {
        var reactions = new List<DrillReaction>();
        foreach (var map in root.Maps("reactions"))
        {
            var (from, after) = (map.Required("from"), map.Duration("after"));
            if (people.FirstOrDefault(person => person.Id == from) is not { } speaker)
            {
                map.Report(
                    "from",
                    $"There is no person '{from}' in 'people'",
                    $"Choose from {string.Join(", ", people.Select(person => person.Id))}"
                );
                continue;
            }

            if (after <= TimeSpan.Zero || after >= length)
            {
                map.Report("after", "The time of a reaction is out of bounds", $"Choose between 1s and {(int)length.TotalMinutes}m");
            }

            reactions.Add(
                new DrillReaction(
                    map.OneOf<ReactionTrigger>("when"),
                    map.OneOf<UpdateAudience>("audience"),
                    speaker.Name,
                    after,
                    Filled(map, "text")
                )
            );
        }

        return reactions;
    }

    private static string Filled(YamlMap map, string key)
    {
        var text = map.Required(key).Trim();
        foreach (var field in DrillClock.UnknownIn(text))
        {
            map.Report(
                key,
                $"There is no field {field}",
                "Write times of day as {start-13m}, counted from the start, or {now-2m}, counted from when the text arrives"
            );
        }

        return text;
    }
}
