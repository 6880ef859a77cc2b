using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads the people of a scenario who listen in the channel.</summary>
static partial class PeopleReader
{
    static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(5);

    /// <summary>The audiences of status updates to which a person can belong.</summary>
    static readonly string[] Audiences = ["support", "management", "partners"];

    public static IReadOnlyList<ChannelPerson> Read(YamlMap root)
    {
        var maps = root.Maps("people");
        var people = maps.Select(ReadPerson).ToList();
        ScenarioReader.Unique(root, "people", people.Select(person => person.Id));
        for (var i = 1; i < people.Count; i++)
        {
            var before = people.Take(i).ToList();
            if (
                people[i].Called.FirstOrDefault(name => before.Any(one => one.Called.Contains(name, StringComparer.OrdinalIgnoreCase))) is
                { } name
            )
                maps[i].Report("called", $"Two people are called '{name}'", "Give each name in 'called' to one person");
            if (people[i].AnswersTheRest && before.Any(one => one.AnswersTheRest))
                maps[i]
                    .Report(
                        "answers-the-rest",
                        "More than one person answers the rest",
                        "Keep 'answers-the-rest: true' on only one of them"
                    );
        }

        return people;
    }

    /// <summary>Checks that people want the information that their messages ask for, and that their decisions exist.</summary>
    public static void Check(YamlMap root, Scenario scenario)
    {
        foreach (var message in root.Maps("injects").Concat(root.Maps("prompts")))
        {
            var from = message.Text("from");
            var person = scenario.People.FirstOrDefault(one => one.Name == from);
            foreach (var key in (string[])["asks", "unless-told"])
            {
                var unwanted = message.Texts(key).Where(fact => person is null || person.Wants.All(want => want.Fact != fact)).ToList();
                if (person is null && unwanted.Count > 0)
                    message.Report(
                        key,
                        $"'{from}' is not among 'people', so what they have been told is not known",
                        $"Write one of their names in 'from', or leave '{key}' out"
                    );
                else if (unwanted.Count > 0)
                    message.Report(
                        key,
                        $"{person!.Name} does not want '{unwanted[0]}'",
                        $"Choose from {string.Join(", ", person.Wants.Select(want => want.Fact))}, or add it to their 'wants'"
                    );
            }
        }

        var held = scenario.Injects.Select(inject => inject.Id).ToHashSet();
        foreach (var topic in root.Maps("people").SelectMany(person => person.Maps("knows")))
        {
            if (topic.Map("decides") is not { } decides)
                continue;
            if (decides.Text(PersonDecision.Hold) is { } inject && !held.Contains(inject))
                decides.Report(PersonDecision.Hold, $"There is no message '{inject}' to hold", $"Choose from {string.Join(", ", held)}");
            if (decides.Text(PersonDecision.Inform) is { } provider && !PeopleDecisions.Providers.Contains(provider))
                decides.Report(
                    PersonDecision.Inform,
                    $"There is no provider '{provider}'",
                    $"Choose from {string.Join(", ", PeopleDecisions.Providers)}"
                );
        }
    }

    static ChannelPerson ReadPerson(YamlMap map)
    {
        var (id, name, called) = (map.Required("id"), map.Required("name"), map.Texts("called"));
        if (called.Count == 0)
            map.Report("called", "How a message addresses this person is missing", "Add a line such as 'called: [Noor, support]'");
        var audience = map.Text("audience") ?? "";
        if (audience.Length > 0 && !Audiences.Contains(audience))
            map.Report("audience", $"There is no audience '{audience}'", $"Choose from {string.Join(", ", Audiences)}");
        var after = map.Duration("answers-after");
        if (after <= TimeSpan.Zero || after > LongestAnswer)
            map.Report("answers-after", "The time to an answer is out of bounds", "Choose between 1s and 5m");
        var wants = map.Maps("wants").Select(ReadWant).ToList();
        ScenarioReader.Unique(map, "wants", wants.Select(want => want.Fact));
        var topics = map.Maps("knows").Select(ReadTopic).OfType<Topic>().ToList();
        ScenarioReader.Unique(map, "knows", topics.Select(topic => topic.Id));
        return new ChannelPerson(
            id,
            name,
            called,
            audience,
            after,
            map.Flag("outside"),
            map.Flag("answers-the-rest"),
            wants,
            topics,
            map.Required("unknown")
        );
    }

    static Want ReadWant(YamlMap map)
    {
        var fact = map.Required("fact");
        var told = map.Value("told-by") is null ? null : WordRule.Read(map, "told-by");
        var known = ChannelFacts.All.Contains(fact);
        if (known && told is not null)
            map.Report("told-by", $"The portal recognises '{fact}' by its own rules", "Remove 'told-by', or give the fact another name");
        if (!known && map.Value("told-by") is null && fact.Length > 0)
            map.Report(
                "fact",
                $"The portal does not recognise '{fact}'",
                $"Choose from {string.Join(", ", ChannelFacts.All)}, or add 'told-by' with the words that tell it"
            );
        var trigger = map.OneOf("when", WantTrigger.Never);
        var after = map.OptionalDuration("after") ?? TimeSpan.Zero;
        if (map.Value("when") is null && after > TimeSpan.Zero)
            map.Report(
                "after",
                "A question without 'when' is asked only by a message that names it",
                "Add a line such as 'when: acknowledged', or remove 'after'"
            );
        return new Want(fact, trigger, after, map.Required("ask"), map.Required("thanks"), told);
    }

    static Topic? ReadTopic(YamlMap map)
    {
        var (id, asked, says, none) = (map.Required("id"), WordRule.Read(map, "asked"), map.Required("says"), map.Text("none") ?? "");
        var again = map.Text("again");
        foreach (var key in (string[])["says", "again", "once-decided"])
        {
            var fields = Field().Matches(map.Text(key) ?? "").Select(field => field.Value).ToList();
            if (fields.FirstOrDefault(field => !AnswerFields.All.Contains(field)) is { } unknown)
                map.Report(key, $"There is no field {unknown}", $"Choose from {string.Join(", ", AnswerFields.All)}");
            else if (fields.Count > 0 && none.Length == 0)
                map.Report("none", $"'{key}' has a field, but no text for when there is nothing to show", "Add a line 'none: …'");
        }

        PersonDecision? decision = null;
        if (map.Map("decides") is { } decides)
        {
            var (hold, inform) = (decides.Text(PersonDecision.Hold), decides.Text(PersonDecision.Inform));
            if (hold is null == inform is null)
                map.Report(
                    "decides",
                    "A decision must either hold a message or inform a provider",
                    "Write 'decides: { hold: <id of a message> }' or 'decides: { inform: <provider> }'"
                );
            else
                decision = hold is not null
                    ? new PersonDecision(PersonDecision.Hold, hold)
                    : new PersonDecision(PersonDecision.Inform, inform!);
        }

        return asked is null
            ? null
            : new Topic(
                id,
                asked,
                says,
                again ?? says,
                map.Text("once-decided") ?? again ?? says,
                none,
                decision,
                map.Flag("is-decision") || decision is not null
            );
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Field();
}
