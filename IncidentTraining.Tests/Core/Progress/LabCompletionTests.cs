using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Progress;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Progress;

public sealed class LabCompletionTests
{
    private static readonly IReadOnlyList<CriterionRule> Rules = new CompletionRules(
        new ContentFolder(RealContent.Directory, TimeProvider.System)
    ).For("any-day");
    private static readonly PersonRunWork Worked = new(
        Guid.CreateVersion7(),
        "Lab 1: a small pool",
        "lab-1/pool",
        Contributed: true,
        DidTheirPart: true,
        At: TimeSpan.FromSeconds(400),
        Resolved: true,
        HandedOver: false,
        Found: true,
        SeverityFitted: true,
        CadenceKept: true,
        Verified: true
    );

    [Theory]
    [InlineData(7, "The queue grew while the workers", "slept.")]
    [InlineData(3, "bla bla bla bla bla bla bla bla")]
    [InlineData(7, "Lorem ipsum dolor sit amet. Lorem ipsum dolor sit amet. Lorem ipsum dolor", "SIT amet lorem ipsum dolor")]
    [InlineData(0, "", "10:04 !")]
    public void Text_that_repeats_itself_is_counted_once(int words, params string[] texts) =>
        Assert.Equal(words, ReadWrittenWork.Words(texts));

    [Fact]
    public void Nothing_done_meets_nothing_and_every_criterion_says_what_to_do()
    {
        var criteria = Of();
        Assert.Equal(5, criteria.Count);
        Assert.All(criteria, criterion =>
        {
            Assert.False(criterion.IsMet);
            Assert.Empty(criterion.Proofs);
            Assert.NotEqual("", criterion.Next);
        });
    }

    [Fact]
    public void Incidents_count_once_for_each_cause()
    {
        Assert.Equal(1, Of(Worked, Worked with { RunId = Guid.CreateVersion7() })[0].Done);
        var two = Of(Worked, Worked with { Cause = "lab-1/index" })[0];
        Assert.True(two.IsMet);
        Assert.Equal("", two.Next);
        Assert.All(two.Proofs, proof => Assert.EndsWith("/replay?at=400", proof.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, true, false, 0)]
    [InlineData(true, false, false, 0)]
    [InlineData(true, false, true, 1)]
    [InlineData(true, true, false, 1)]
    public void An_incident_counts_when_the_person_contributed_and_it_was_resolved_or_handed_over(
        bool contributed,
        bool resolved,
        bool handedOver,
        int done
    ) => Assert.Equal(done, Of(Worked with { Contributed = contributed, Resolved = resolved, HandedOver = handedOver })[0].Done);

    [Fact]
    public void A_false_alarm_is_an_incident_worked_once_for_its_cause_and_no_procedure()
    {
        var handled = Worked with { Cause = "on-call/covers", IsFalseAlarm = true };
        var criteria = Of(handled, handled with { RunId = Guid.CreateVersion7() });
        Assert.Equal([1, 0], criteria.Take(2).Select(criterion => criterion.Done));
        Assert.Equal(1, Of(Worked)[1].Done);
    }

    [Theory]
    [InlineData(true, true, true, true, true, 1)]
    [InlineData(false, true, true, true, true, 0)]
    [InlineData(true, false, true, true, true, 0)]
    [InlineData(true, true, false, true, true, 0)]
    [InlineData(true, true, true, false, true, 0)]
    [InlineData(true, true, true, true, false, 0)]
    public void Procedures_need_a_finding_severity_communication_and_verification_and_a_part_of_ones_own(
        bool part,
        bool found,
        bool severity,
        bool communication,
        bool verified,
        int done
    ) =>
        Assert.Equal(
            done,
            Of(
                Worked with
                {
                    DidTheirPart = part,
                    Found = found,
                    SeverityFitted = severity,
                    CadenceKept = communication,
                    Verified = verified,
                }
            )[1].Done
        );

    [Theory]
    [InlineData(99, 59, 0)]
    [InlineData(100, 60, 1)]
    public void A_document_counts_from_its_fewest_words_on(int review, int messages, int done)
    {
        var criteria = LabCompletion.Of(Rules, new PersonWork([], [Written(review)], [Written(messages)], []));
        Assert.Equal([done, done], criteria.Skip(2).Take(2).Select(criterion => criterion.Done));
    }

    [Fact]
    public void Four_runbooks_count_when_each_recovered_the_shops_of_another_lab()
    {
        Assert.Equal(1, Runbooks(Written(50, "a"), Written(50, "a"), Written(50, "a"), Written(50, "a")).Done);
        Assert.Equal(0, Runbooks(Written(50), Written(19, "a")).Done);
        // One that recovers all labs is one runbook.
        Assert.Equal(1, Runbooks(Written(50, "a", "b", "c", "d")).Done);
        // The first takes a lab that it can spare, so that the others find theirs.
        Assert.True(Runbooks(Written(50, "a", "b"), Written(50, "a"), Written(50, "c", "d"), Written(50, "c")).IsMet);

        static Criterion Runbooks(params WrittenWork[] runbooks) => LabCompletion.Of(Rules, new PersonWork([], [], [], runbooks))[4];
    }

    [Fact]
    public void More_than_needed_is_shown_as_all_that_is_needed()
    {
        var incidents = Of(Worked, Worked with { Cause = "b" }, Worked with { Cause = "c" })[0];
        Assert.Equal((2, 2, 3), (incidents.Done, incidents.Needed, incidents.Proofs.Count));
    }

    [Fact]
    public void The_criteria_are_the_specifications() => Assert.Equal(Criteria(), Rules.Select(rule => rule.Title));

    [Theory]
    [InlineData("needed: 1\n    steps: [severity, luck]", 7, "luck")]
    [InlineData("needed: 1", 4, "no step")]
    [InlineData("needed: 0\n    steps: [severity]", 6, "needed")]
    public void A_wrong_rule_is_reported_with_file_and_line(string lines, int line, string word)
    {
        using var content = new TemporaryContent();
        content.Save(
            "completion/wrong.yaml",
            $"id: wrong\ncriteria:\n  # The only one.\n  - id: procedures\n    title: Procedures\n    {lines}\n    next: Do it.\n    path: /labs\n"
        );
        var problem = Assert.Single(new CompletionRules(content.Folder).Files.Check());
        Assert.Equal("completion/wrong.yaml", problem.File);
        Assert.Equal(line, problem.Line);
        Assert.Contains(word, problem.ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<Criterion> Of(params PersonRunWork[] runs) => LabCompletion.Of(Rules, new PersonWork(runs, [], [], []));

    private static WrittenWork Written(int words, params string[] recovered) => new(Guid.CreateVersion7(), "A text", words, recovered);

    private static IEnumerable<string> Criteria() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "day-4-incident-response.md"))
            .SkipWhile(line => line != "### Lab Completion")
            .SkipWhile(line => !line.StartsWith("- ", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..]);
}
