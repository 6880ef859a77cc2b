using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;

namespace IncidentTraining.Tests.Core.Reviews.Agreement;

/// <summary>The figures of a class's graders: which marks count, and what they add up to.</summary>
public sealed class ReadAgreementTests : IAsyncLifetime
{
    private GradedClass _class = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _class = await GradedClass.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _class.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_kind_has_its_agreement_and_each_grader_their_severity_against_the_others()
    {
        await TwiceAsync(_class.First, GradedClass.Levels(2, 3), _class.Second, GradedClass.Levels(1, 3));
        var apart = await TwiceAsync(_class.Second, GradedClass.Levels(0, 1), _class.First, GradedClass.Levels(2, 1));

        var view = await ReadAsync();

        // By hand: observed (1/9 + 0 + 4/9 + 0) / 4 = 5/36, expected (15 + 5 + 3 + 9) / 9 / 16 = 2/9.
        var kind = Assert.Single(view.Kinds);
        Assert.Equal(("Runbook", 2), (kind.KindTitle, kind.Documents));
        Assert.Equal(0.375, kind.Kappa!.Value, 10);
        // 40 against 35 points and 16 against 6, of 40.
        Assert.Equal(
            [("Ada Lind", 2, -18.75), ("Bea Moss", 2, 18.75), ("Cem Kaya", 0, null)],
            view.Graders.Select(grader => (grader.Name, grader.Twice, grader.AgainstOthers))
        );
        Assert.All(view.Graders, grader => Assert.Equal((0, null), (grader.Gold, grader.AgainstGold)));
        Assert.Equal([apart], view.ToModerate.Select(one => one.DocumentId));
        Assert.Equal("As I see it.", view.ToModerate[0].Why);
    }

    [Fact]
    public async Task Kinds_come_in_the_order_in_which_they_were_first_marked_twice()
    {
        var (runbook, note) = (await _class.SubmitAsync(), await _class.SubmitAsync("note"));
        await _class.MarkAsync(runbook, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAsync(note, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAgainAsync(note, _class.Second, GradedClass.Levels(1, 1));
        await _class.MarkAgainAsync(runbook, _class.Second, GradedClass.Levels(2, 3));

        Assert.Equal([("Note", 1), ("Runbook", 1)], (await ReadAsync()).Kinds.Select(kind => (kind.KindTitle, kind.Documents)));
    }

    [Fact]
    public async Task Marks_count_when_both_are_complete_in_a_rubric_that_is_still_there()
    {
        var partly = await _class.SubmitAsync();
        await _class.MarkAsync(partly, _class.First, new Dictionary<string, int> { ["checks"] = 1 }, ReviewDecision.Open);
        await _class.MarkAgainAsync(partly, _class.Second, GradedClass.Levels(1, 1));
        var beyond = await _class.SubmitAsync();
        await _class.MarkAsync(beyond, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAgainAsync(beyond, _class.Second, GradedClass.Levels(3, 1));
        var letter = await _class.SubmitAsync("letter");
        await _class.MarkAsync(letter, _class.First, new Dictionary<string, int>());
        await _class.MarkAgainAsync(letter, _class.Second, new Dictionary<string, int>());
        var other = await _class.Storage.AddClassAsync(_class.Author.PersonId, ClassRole.Trainee);
        var foreign = await _class.SubmitAsync(cohortId: other.Id);
        await _class.MarkAsync(foreign, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAgainAsync(foreign, _class.Second, GradedClass.Levels(1, 1));

        var view = await ReadAsync();

        Assert.Empty(view.Kinds);
        Assert.Empty(view.ToModerate);
        Assert.All(view.Graders, grader => Assert.Equal((0, null), (grader.Twice, grader.AgainstOthers)));
    }

    [Fact]
    public async Task Marks_of_a_replaced_submission_stay_in_the_figures_and_need_no_decision()
    {
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(2, 3), ReviewDecision.Returned);
        await _class.MarkAgainAsync(id, _class.Second, GradedClass.Levels(0, 3));
        Assert.Equal([id], (await ReadAsync()).ToModerate.Select(one => one.DocumentId));

        await _class.SubmitAgainAsync(id);

        var view = await ReadAsync();
        Assert.Empty(view.ToModerate);
        Assert.Equal(1, Assert.Single(view.Kinds).Documents);
    }

    [Fact]
    public async Task After_a_decision_the_figures_still_are_those_of_the_two_graders()
    {
        var id = await TwiceAsync(_class.First, GradedClass.Levels(2, 3), _class.Second, GradedClass.Levels(0, 3));
        var before = await ReadAsync();
        var decided = await _class.Get<ModerateMarks>().RunAsync(_class.Third, new(id, GradedClass.Levels(1, 3), "Between both."), Ct);
        Assert.Null(decided.Refusal);

        var after = await ReadAsync();

        Assert.Equal(before.Graders, after.Graders);
        Assert.Equal(before.Kinds, after.Kinds);
        Assert.Equal((1, 0), (before.ToModerate.Count, after.ToModerate.Count));
    }

    [Fact]
    public async Task Severity_against_the_gold_samples_is_the_mean_over_those_that_an_instructor_has_marked()
    {
        await SampleAsync(GradedClass.Levels(2, 2), (_class.First, GradedClass.Levels(1, 2)), (_class.Author, GradedClass.Levels(0, 0)));
        await SampleAsync(GradedClass.Levels(1, 2), (_class.First, GradedClass.Levels(1, 3)), (_class.Third, GradedClass.Levels(0, 2)));
        // None of these counts: no rubric, a level that the rubric does not have, marks that are not complete.
        await SampleAsync([], "letter", (_class.Second, new Dictionary<string, int>()));
        await SampleAsync(GradedClass.Levels(2, 4), (_class.Second, GradedClass.Levels(1, 1)));
        await SampleAsync(GradedClass.Levels(2, 2), (_class.Second, new Dictionary<string, int> { ["checks"] = 1 }));
        var other = await _class.Storage.AddClassAsync(_class.First.PersonId, ClassRole.Instructor);
        await SampleInAsync(other.Id, "runbook", GradedClass.Levels(2, 2), (_class.First, GradedClass.Levels(0, 0)));

        // 25 against 30 points and 35 against 25, of 40; 20 against 25.
        Assert.Equal(
            [("Ada Lind", 0, null), ("Bea Moss", 2, 6.25), ("Cem Kaya", 1, -12.5)],
            (await ReadAsync()).Graders.Select(grader => (grader.Name, grader.Gold, grader.AgainstGold))
        );
    }

    [Fact]
    public async Task Only_instructors_read_it_and_titles_name_nobody_where_names_are_hidden()
    {
        await _class.RulesAsync(new GradingRules(HideNames: true));
        var id = await _class.SubmitAsync(title: "Runbook by Ana Silva");
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(0, 0));
        await _class.MarkAgainAsync(id, _class.Second, GradedClass.Levels(2, 3));

        Assert.Matches("^Runbook by Trainee [0-9A-F]{4}$", Assert.Single((await ReadAsync()).ToModerate).Title);
        foreach (var actor in new[] { _class.Facilitator, _class.Author })
        {
            var refused = await _class.Get<ReadAgreement>().RunAsync(actor, _class.CohortId, Ct);
            Assert.Equal(RefusalKind.NotAllowed, refused.Refusal!.Kind);
        }
    }

    [Theory]
    [InlineData(true, true, false, true)]
    [InlineData(false, true, false, false)]
    [InlineData(true, false, false, false)]
    [InlineData(true, true, true, false)]
    public void A_moderator_has_to_decide_on_present_marks_that_differ_until_one_has(bool present, bool differ, bool decided, bool waits)
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var marks = new MarkedTwice(
            Guid.Empty,
            present,
            "runbook",
            "",
            first,
            second,
            GradedClass.Levels(0, 0),
            GradedClass.Levels(0, 0),
            "",
            differ,
            decided,
            new Rubric("", "", [])
        );
        Assert.Equal(waits, marks.WaitsForModerator);
        Assert.Equal((true, true, false), (marks.IsBy(first), marks.IsBy(second), marks.IsBy(Guid.Empty)));
    }

    private async Task<AgreementView> ReadAsync() => (await _class.Get<ReadAgreement>().RunAsync(_class.First, _class.CohortId, Ct)).Value;

    private async Task<Guid> TwiceAsync(
        Actor first,
        IReadOnlyDictionary<string, int> marks,
        Actor second,
        IReadOnlyDictionary<string, int> others
    )
    {
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, first, marks);
        await _class.MarkAgainAsync(id, second, others);
        return id;
    }

    private Task SampleAsync(Dictionary<string, int> levels, params (Actor By, Dictionary<string, int> Levels)[] marks) =>
        SampleInAsync(_class.CohortId, "runbook", levels, marks);

    private Task SampleAsync(Dictionary<string, int> levels, string kindId, params (Actor By, Dictionary<string, int> Levels)[] marks) =>
        SampleInAsync(_class.CohortId, kindId, levels, marks);

    private async Task SampleInAsync(
        Guid cohortId,
        string kindId,
        Dictionary<string, int> levels,
        params (Actor By, Dictionary<string, int> Levels)[] marks
    )
    {
        var sample = new SampleAnswer(
            Guid.CreateVersion7(),
            cohortId,
            kindId,
            new DocumentBody("Sample", new Dictionary<string, SectionBody>()),
            levels,
            forTrainees: true,
            _class.Second.PersonId,
            _class.Bench.Now
        );
        await _class.Storage.AddAsync([
            sample,
            .. marks.Select(mark => new SampleMark(sample.Id, mark.By.PersonId, mark.Levels, _class.Bench.Now)),
        ]);
    }
}
