using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>Mistakes in the people of a scenario are reported with their line, and texts that give a cause away are found.</summary>
[Trait("Speed", "slow")]
public class PeopleReaderTests
{
    [Fact]
    public void Every_lab_has_its_people_without_a_problem()
    {
        foreach (var lab in Labs.WithUsualPeople)
        {
            Assert.Equal(["support", "manager", "colleague", "gateway", "marketing", "finance"], lab.People.Select(person => person.Id));
            Assert.DoesNotContain(Problems(lab.Source, lab.Id), problem =>
                problem.Reason.Contains("The answer") || problem.Reason.Contains("gives away the root cause")
            );
        }
    }

    [Fact]
    public void People_on_call_cannot_tell_a_lab_by_whom_they_can_ask()
    {
        // The same names, and the same answer to the same question.
        var everybody = Labs
            .WithUsualPeople.Select(lab =>
                string.Join(
                    '\n',
                    lab.People.Select(person =>
                        $"{person.Name} {person.Unknown} {string.Join(' ', person.Topics.Select(topic => topic.Says + topic.Again + topic.OnceDecided + topic.None))}"
                    )
                )
            )
            .Distinct();
        Assert.Single(everybody);
    }

    [Theory]
    [InlineData("fact: severity", "fact: colour", "does not recognise 'colour'")]
    [InlineData("      - fact: severity\n        when: acknowledged", "      - fact: severity\n        when: later", "'when' is 'later'")]
    [InlineData("    answers-after: 10s", "    answers-after: 10m", "out of bounds")]
    [InlineData("    called: [Noor, support]\n", "", "How a message addresses")]
    [InlineData("    called: [Noor, support]", "    called: [Priya]", "Two people are called 'Priya'", 110)]
    [InlineData("    audience: support", "    audience: everyone", "There is no audience 'everyone'")]
    [InlineData("decides: { hold: newsletter }", "decides: { hold: newspaper }", "There is no message 'newspaper'")]
    [InlineData("decides: { inform: paylane }", "decides: { inform: paypal }", "There is no provider 'paypal'")]
    [InlineData(
        "decides: { inform: paylane }",
        "decides: { inform: paylane, hold: newsletter }",
        "must either hold a message or inform a provider"
    )]
    [InlineData("{complaints}", "{complains}", "There is no field {complains}")]
    [InlineData("        none: \"No one has written to us about it yet.\"\n", "", "no text for when there is nothing")]
    [InlineData("          - 'can (?:some|any)(?:one|body) (?:else )?help'", "          - 'can (?:someone'", "cannot be read")]
    [InlineData("          - 'can (?:some|any)(?:one|body) (?:else )?help'", "          - 'can (?=someone) help'", "cannot be read")]
    [InlineData("          - 'can (?:some|any)(?:one|body) (?:else )?help'", "          - '.*'", "matches too much")]
    [InlineData("asks: [incident, customer-words]", "asks: [incident, weather]", "does not want 'weather'")]
    [InlineData("    unless-told: [customer-words, next-update]", "    unless-told: [customer-wishes]", "does not want 'customer-wishes'")]
    [InlineData(
        "    from: Noor Haddad, support lead\n    text: \"Customers write",
        "    from: Nora Haddad\n    text: \"Customers write",
        "is not among 'people'"
    )]
    [InlineData("    unknown: \"I don't know. I see only what customers write to us.\"\n", "", "'unknown' is missing", 60)]
    [InlineData("      - id: let-go", "      - id: hold", "occurs 2 times")]
    [InlineData("    outside: true", "    answers-the-rest: true", "More than one person answers the rest")]
    public void A_mistake_is_reported_with_its_line_and_cure(string right, string wrong, string reason, int within = 16)
    {
        var (text, line) = Planted(right, wrong);
        var problems = Problems(text).Except(Problems(Lab1.Text)).ToList();
        var found = Assert.Single(problems, problem => problem.Reason.Contains(reason));
        Assert.NotEmpty(found.Cure);
        Assert.InRange(found.Line, line - within, line + within);
    }

    [Theory]
    [InlineData("The pooler has too few places for the API, I think.", "gives away the root cause 'pool-too-small'")]
    [InlineData("I would look for a missing-index.", "gives away the root cause 'missing-index'")]
    [InlineData("Have you tried to resize the pool?", "names the repair 'resize-pool'")]
    [InlineData("We rolled back the last time, and it helped.", "names the repair 'roll-back'")]
    [InlineData("We roll it back when that happens.", "names the repair 'roll-back'")]
    [InlineData("Someone should create the index again.", "names the repair 'create-index'")]
    [InlineData("Is live-recommendations on?", "names 'live-recommendations'")]
    [InlineData("It is migration-0043, everybody says so.", "names the change 'migration-0043'")]
    [InlineData("I saw “Release 2026.11.2: recommendations on the product list” go out.", "names the change 'release-2026-11-2'")]
    [InlineData("I know only what is written here.", "")]
    public void A_text_that_gives_a_cause_or_a_repair_away_is_found(string text, string reason)
    {
        var (planted, line) = Planted("\"I don't know. I know only what is written in this channel.\"", $"'{text}'");
        var told = Problems(planted)
            .Where(problem => problem.Reason.Contains("The answer names") || problem.Reason.Contains("gives away the root cause"))
            .ToList();
        if (reason.Length == 0)
        {
            Assert.DoesNotContain(told, problem => problem.Reason.Contains("gives away the root cause"));
            return;
        }

        var found = Assert.Single(told, problem => problem.Reason.Contains(reason));
        Assert.Equal(line, found.Line);
    }

    static (string Text, int Line) Planted(string right, string wrong)
    {
        var from = Lab1.Text.IndexOf("\ninjects:", StringComparison.Ordinal);
        var at = Lab1.Text.IndexOf(right, from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"“{right}” is no longer in the scenario.");
        return (Lab1.Text[..at] + wrong + Lab1.Text[(at + right.Length)..], 1 + Lab1.Text[..at].Count(letter => letter == '\n'));
    }

    static IReadOnlyList<ContentProblem> Problems(string text, string id = "lab-1-high-latency")
    {
        var file = new ContentFile($"scenarios/{id}.yaml", text);
        _ = ScenarioReader.Read(file);
        file.ReportUnknownKeys();
        return file.Problems;
    }
}
