using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Settings;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Reviews.Agreement;

/// <summary>Which documents are marked twice, who can give the second marks, and what is hidden until then.</summary>
public sealed class BlindMarkingTests : IAsyncLifetime
{
    private const string NotBlind = "You cannot give the second marks for this document.";

    private static readonly GradingRules Twice = new(DoubleMarkPercent: 100);

    private GradedClass _class = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _class = await GradedClass.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _class.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task First_marks_are_hidden_from_those_who_have_not_seen_them_until_the_second_ones_are_given()
    {
        var untouched = await _class.SubmitAsync();
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1), ReviewDecision.Returned);

        Assert.Equal([id], await HiddenAsync(_class.Second, untouched, id));
        Assert.Empty(await HiddenAsync(_class.Second, untouched));
        Assert.Empty(await HiddenAsync(_class.First, untouched, id));
        Assert.Empty(await HiddenAsync(_class.Second, new GradingRules(), untouched, id));

        await _class.MarkAgainAsync(id, _class.Second, GradedClass.Levels(1, 1));
        Assert.Empty(await HiddenAsync(_class.Third, id));
    }

    [Fact]
    public async Task A_review_that_has_just_begun_is_hidden_as_well()
    {
        await _class.RulesAsync(Twice);
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1), ReviewDecision.Open);

        Assert.Equal([id], await HiddenAsync(_class.Second, id));
        Assert.Equal([id], (await ListAsync(_class.Second)).Value.Select(document => document.DocumentId));
    }

    [Fact]
    public async Task A_new_submission_is_marked_twice_again_and_only_once_its_own_review_has_begun()
    {
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1), ReviewDecision.Returned);
        await _class.MarkAgainAsync(id, _class.Second, GradedClass.Levels(1, 1));
        await _class.SubmitAgainAsync(id);
        Assert.Empty(await HiddenAsync(_class.Second, id));

        await _class.MarkAsync(id, _class.First, GradedClass.Levels(2, 1));
        Assert.Equal([id], await HiddenAsync(_class.Second, id));
    }

    [Fact]
    public async Task Whoever_decided_once_has_seen_the_marks_although_another_one_has_edited_them_since()
    {
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1));
        await _class.Storage.ChangeAsync<Review>((await _class.ReviewAsync(id)).Id, review =>
        {
            review.Reopen();
            review.Write(_class.Third.PersonId, review.ReadNotes(), _class.Bench.Now);
        });

        Assert.Empty(await HiddenAsync(_class.First, id));
        Assert.Empty(await HiddenAsync(_class.Third, id));
        Assert.Equal([id], await HiddenAsync(_class.Second, id));
    }

    [Fact]
    public async Task Only_the_chosen_share_is_marked_twice()
    {
        var ids = new List<Guid>();
        while (ids.Count(id => DoubleMarking.IsChosen(id, 50)) < 2 || ids.All(id => DoubleMarking.IsChosen(id, 50)))
        {
            ids.Add(await _class.SubmitAsync());
            await _class.MarkAsync(ids[^1], _class.First, GradedClass.Levels(1, 1));
        }

        await _class.RulesAsync(new GradingRules(DoubleMarkPercent: 50));
        var chosen = ids.Where(id => DoubleMarking.IsChosen(id, 50)).ToList();

        Assert.Equal(chosen.Order(), (await HiddenAsync(_class.Second, new GradingRules(DoubleMarkPercent: 50), [.. ids])).Order());
        Assert.Equal(chosen, (await ListAsync(_class.Second)).Value.Select(document => document.DocumentId));
        Assert.Equal((false, true), (await IsBlindAsync(ids.First(id => !chosen.Contains(id))), await IsBlindAsync(chosen[0])));

        async Task<bool> IsBlindAsync(Guid id)
        {
            var document = await _class.DocumentAsync(id);
            return await _class.Storage.ReadAsync(db => db.IsBlindAsync(_class.Second, document, Ct));
        }
    }

    [Fact]
    public async Task The_list_has_what_waits_for_second_marks_of_this_person_in_the_order_of_submission()
    {
        await _class.RulesAsync(Twice);
        var (early, late) = (await _class.SubmitAsync(title: "Early"), await _class.SubmitAsync("note", "Late"));
        await _class.MarkAsync(late, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAsync(early, _class.First, GradedClass.Levels(1, 1), ReviewDecision.Open);
        var (own, marked, done) = (
            await _class.SubmitAsync(by: _class.Second.PersonId),
            await _class.SubmitAsync(),
            await _class.SubmitAsync()
        );
        await _class.MarkAsync(own, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAsync(marked, _class.Second, GradedClass.Levels(1, 1));
        await _class.MarkAsync(done, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAgainAsync(done, _class.Third, GradedClass.Levels(1, 1));
        await _class.SubmitAsync(title: "Not begun");
        var other = await _class.Storage.AddClassAsync(_class.Author.PersonId, ClassRole.Trainee);
        await _class.MarkAsync(await _class.SubmitAsync(cohortId: other.Id), _class.First, GradedClass.Levels(1, 1));

        Assert.Equal(
            [new BlindDocument(early, "runbook", "Early"), new BlindDocument(late, "note", "Late")],
            (await ListAsync(_class.Second)).Value
        );
    }

    [Fact]
    public async Task Neither_who_decided_once_nor_a_class_without_double_marking_has_a_list()
    {
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1));
        await _class.Storage.ChangeAsync<Review>((await _class.ReviewAsync(id)).Id, review =>
        {
            review.Reopen();
            review.Write(_class.Third.PersonId, review.ReadNotes(), _class.Bench.Now);
        });
        Assert.Empty((await ListAsync(_class.Second)).Value);

        await _class.RulesAsync(Twice);
        Assert.Empty((await ListAsync(_class.First)).Value);
        Assert.Single((await ListAsync(_class.Second)).Value);
    }

    [Fact]
    public async Task The_list_is_for_instructors_and_names_nobody_where_names_are_hidden()
    {
        await _class.RulesAsync(Twice with { HideNames = true });
        var id = await _class.SubmitAsync(title: "Runbook by Ana Silva");
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1));

        Assert.Matches("^Runbook by Trainee [0-9A-F]{4}$", Assert.Single((await ListAsync(_class.Second)).Value).Title);
        Assert.Equal(RefusalKind.NotAllowed, (await ListAsync(_class.Facilitator)).Refusal!.Kind);
    }

    [Fact]
    public async Task The_second_grader_reads_the_document_and_its_rubric_and_others_are_told_why_not()
    {
        await _class.RulesAsync(Twice);
        var (id, letter) = (await _class.SubmitAsync(), await _class.SubmitAsync("letter"));
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1));
        await _class.MarkAsync(letter, _class.First, new Dictionary<string, int>());

        var (document, rubric) = (await OpenAsync(_class.Second, id)).Value;
        Assert.Equal((id, "A slow checkout", "rubric"), (document.DocumentId, document.Body.Title, rubric.Id));
        Assert.Equal((RefusalKind.NotFound, NotBlind), Of((await OpenAsync(_class.First, id)).Refusal));
        Assert.Equal(
            (RefusalKind.NotFound, "There is no rubric for this kind of document."),
            Of((await OpenAsync(_class.Second, letter)).Refusal)
        );
        Assert.Equal(RefusalKind.NotFound, (await OpenAsync(_class.Author, id)).Refusal!.Kind);
        await _class.Storage.AddAsync(new DocumentWriter(id, _class.Second.PersonId, _class.Bench.Now));
        Assert.Equal("You cannot review your own document.", (await OpenAsync(_class.Second, id)).Refusal!.Message);
    }

    [Fact]
    public async Task Second_marks_are_stored_once_as_they_were_given_and_the_class_hears_of_them()
    {
        await _class.RulesAsync(Twice);
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, GradedClass.Levels(1, 1));
        var heard = _class.Bench.Hear<MarksChanged>(_class.CohortId);

        Assert.Equal((RefusalKind.Invalid, "Mark every criterion."), Of((await GiveAsync(_class.Second, id, [])).Refusal));
        Assert.Equal((RefusalKind.NotFound, NotBlind), Of((await GiveAsync(_class.First, id, GradedClass.Levels(2, 3))).Refusal));
        Assert.Empty(heard);
        Assert.Equal([], await MarksAsync(id));

        Assert.Null((await GiveAsync(_class.Second, id, GradedClass.Levels(2, 3))).Refusal);
        var stored = Assert.Single(await MarksAsync(id));
        Assert.Equal(
            (id, 1, _class.Second.PersonId, "Clear steps.", _class.Bench.Now),
            (stored.DocumentId, stored.Submission, stored.GraderId, stored.Why, stored.At)
        );
        Assert.Equal(GradedClass.Levels(2, 3), Levels.FromJson(stored.LevelsJson));
        Assert.Equal([new MarksChanged(_class.CohortId)], heard);

        Assert.Equal((RefusalKind.NotFound, NotBlind), Of((await GiveAsync(_class.Third, id, GradedClass.Levels(0, 0))).Refusal));
        Assert.Single(heard);
    }

    [Fact]
    public async Task Second_marks_need_a_rubric_a_right_and_a_reason_that_can_be_stored()
    {
        await _class.RulesAsync(Twice);
        var letter = await _class.SubmitAsync("letter");
        await _class.MarkAsync(letter, _class.First, new Dictionary<string, int>());

        Assert.Equal((RefusalKind.Invalid, "Mark every criterion."), Of((await GiveAsync(_class.Second, letter, [])).Refusal));
        Assert.Equal(
            (RefusalKind.NotFound, "There is no such document, or you cannot see it."),
            Of((await GiveAsync(_class.Author, letter, [])).Refusal)
        );
        Assert.Null(_class.Get<InputRules>().Refuse(Explained(4_000)));
        Assert.NotNull(_class.Get<InputRules>().Refuse(Explained(4_001)));

        static MarkBlind.Input Explained(int length) => new(Guid.Empty, GradedClass.Levels(0, 0), new string('x', length));
    }

    private static (RefusalKind, string) Of(Refusal? refusal) => (refusal!.Kind, refusal.Message);

    private Task<HashSet<Guid>> HiddenAsync(Actor actor, params Guid[] ids) => HiddenAsync(actor, Twice, ids);

    private Task<HashSet<Guid>> HiddenAsync(Actor actor, GradingRules rules, params Guid[] ids) =>
        _class.Storage.ReadAsync(db => db.HiddenFromAsync(actor, rules, ids, Ct));

    private Task<Outcome<IReadOnlyList<BlindDocument>>> ListAsync(Actor actor) =>
        _class.Get<MarkBlind>().ListAsync(actor, _class.CohortId, Ct);

    private Task<Outcome<(IncidentTraining.Core.Documents.Reading.DocumentView Document, Rubric Rubric)>> OpenAsync(Actor actor, Guid id) =>
        _class.Get<MarkBlind>().OpenAsync(actor, id, Ct);

    private Task<Outcome> GiveAsync(Actor actor, Guid id, Dictionary<string, int> levels) =>
        _class.Get<MarkBlind>().RunAsync(actor, new(id, levels, " Clear steps. \n"), Ct);

    private Task<List<SecondMark>> MarksAsync(Guid id) =>
        _class.Storage.ReadAsync(db => db.Set<SecondMark>().AsNoTracking().Where(mark => mark.DocumentId == id).ToListAsync(Ct));
}
