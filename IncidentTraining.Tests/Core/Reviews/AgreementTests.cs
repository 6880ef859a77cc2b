using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>Double marking, gold samples and moderation; each test on its own class, because the rules belong to the class.</summary>
public sealed class AgreementTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Writing _writing = new();

    [Fact]
    public async Task The_second_marks_are_given_without_a_sight_of_the_first()
    {
        await RulesAsync(100);
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted, "First and secret.");
        var second = await _writing.SecondInstructorAsync("Ines Duarte");

        Assert.Equal(RefusalKind.NotAllowed, (await _writing.UseCase<OpenForGrading>().RunAsync(second, id, Ct)).Refusal!.Kind);
        Assert.Empty((await _writing.UseCase<ReadResults>().RunAsync(second, id, Ct)).Value);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _writing.UseCase<DecideReview>().RunAsync(second, new(id, 1, ReviewDecision.Returned), Ct)).Refusal!.Kind
        );
        Assert.Equal(RefusalKind.NotAllowed, (await _writing.UseCase<ReopenGrade>().RunAsync(second, id, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await _writing.UseCase<ReopenGrade>().HistoryAsync(second, id, Ct)).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _writing.UseCase<SaveAsSample>().RunAsync(second, id, forTrainees: false, Ct)).Refusal!.Kind
        );
        Assert.Equal(id, Assert.Single((await ListAsync(second)).Value).DocumentId);
        Assert.Empty((await ListAsync(await _writing.ActorAsync(Writing.Instructor))).Value);

        var (document, rubric) = (await _writing.UseCase<MarkBlind>().OpenAsync(second, id, Ct)).Value;
        Assert.Equal("A slow checkout", document.Body.Title);
        Assert.Equal(RefusalKind.Invalid, (await MarkAsync(second, id, new Dictionary<string, int>())).Refusal!.Kind);
        Assert.True((await MarkAsync(second, id, All(rubric, 0))).Succeeded);
        Assert.Equal(RefusalKind.NotFound, (await MarkAsync(second, id, All(rubric, 1))).Refusal!.Kind);
        Assert.True((await _writing.UseCase<OpenForGrading>().RunAsync(second, id, Ct)).Succeeded);
    }

    [Fact]
    public async Task Whoever_is_to_mark_blind_is_led_past_the_desk_to_the_second_marks()
    {
        await RulesAsync(100);
        var begun = await _writing.SubmittedAsync("runbook");
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        var untouched = await _writing.SubmittedAsync("playbook");
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        var left = await _writing.SubmittedAsync("communication");
        var (first, second) = (await _writing.ActorAsync(Writing.Instructor), await _writing.SecondInstructorAsync("Ines Duarte"));
        Assert.True(
            (
                await _writing
                    .UseCase<SaveReview>()
                    .RunAsync(first, new(begun, 0, ReviewNotes.None with { Summary = "First and secret." }), Ct)
            ).Succeeded
        );

        // The first grader's lock is released: only blind marking still hides the document from the second.
        _writing.Time.Advance(ReviewHold.Lease);
        var cohort = await _writing.Factory.CohortIdAsync();
        var queue = (await _writing.UseCase<ReviewQueue>().RunAsync(second, cohort, Ct)).Value;
        Assert.Equal([begun], queue.Where(document => document.IsBlind).Select(document => document.DocumentId));
        Assert.DoesNotContain((await _writing.UseCase<ReviewQueue>().RunAsync(first, cohort, Ct)).Value, document => document.IsBlind);
        Assert.Equal(untouched, (await _writing.UseCase<NextWaiting>().RunAsync(second, left, Ct)).Value);
        Assert.Equal(begun, (await _writing.UseCase<NextWaiting>().RunAsync(first, left, Ct)).Value);
    }

    [Fact]
    public async Task A_disagreement_goes_to_a_third_instructor_whose_decision_becomes_the_grade()
    {
        await RulesAsync(100);
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        var (first, second, third) = (
            await _writing.ActorAsync(Writing.Instructor),
            await _writing.SecondInstructorAsync("Ines Duarte"),
            await _writing.SecondInstructorAsync("Joel Haas")
        );
        var rubric = (await _writing.UseCase<MarkBlind>().OpenAsync(second, id, Ct)).Value.Rubric;
        await MarkAsync(second, id, All(rubric, 0));

        var view = (await AgreementAsync(first)).Value;
        Assert.Equal(id, Assert.Single(view.ToModerate).DocumentId);
        Assert.Equal(100, view.Graders.Single(grader => grader.Twice == 1 && grader.AgainstOthers > 0).AgainstOthers!.Value, 6);
        var moderate = _writing.UseCase<ModerateMarks>();
        Assert.Equal(RefusalKind.NotAllowed, (await moderate.OpenAsync(first, id, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await moderate.RunAsync(second, new(id, All(rubric, 1), "Between both."), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await moderate.RunAsync(third, new(id, All(rubric, 1), " "), Ct)).Refusal!.Kind);
        Assert.True((await moderate.RunAsync(third, new(id, All(rubric, 1), "Between both."), Ct)).Succeeded);

        var result = Assert.Single((await _writing.UseCase<ReadResults>().RunAsync(await _writing.ActorAsync(), id, Ct)).Value);
        Assert.Equal(Levels.Points(rubric, All(rubric, 1)), result.Grade.Points);
        Assert.Equal(DocumentState.Accepted, (await _writing.ReadAsync(id)).State);
        Assert.Equal(2, (await _writing.UseCase<ReopenGrade>().HistoryAsync(first, id, Ct)).Value.Count);
        // The figures still describe the first two graders, not the moderator.
        var after = (await AgreementAsync(first)).Value;
        Assert.Empty(after.ToModerate);
        Assert.Equal(view.Kinds.Single().Kappa, after.Kinds.Single().Kappa);
        Assert.Equal(RefusalKind.NotFound, (await moderate.RunAsync(third, new(id, All(rubric, 2), "Again."), Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task Graders_mark_the_gold_samples_of_a_kind_before_they_grade_it()
    {
        var (first, second) = (await _writing.ActorAsync(Writing.Instructor), await _writing.SecondInstructorAsync("Ines Duarte"));
        var (sampleId, waiting) = await SampleAsync(first, forTrainees: false);
        Assert.Equal(RefusalKind.NotAllowed, (await _writing.UseCase<OpenForGrading>().RunAsync(second, waiting, Ct)).Refusal!.Kind);
        Assert.True((await _writing.UseCase<OpenForGrading>().RunAsync(first, waiting, Ct)).Succeeded);
        var another = await _writing.SubmittedAsync("playbook");
        Assert.Null((await _writing.UseCase<NextWaiting>().RunAsync(second, another, Ct)).Value);
        Assert.Equal(waiting, (await _writing.UseCase<NextWaiting>().RunAsync(first, another, Ct)).Value);

        var samples = _writing.UseCase<MarkSample>();
        var before = (await samples.OpenAsync(second, sampleId, Ct)).Value;
        Assert.Null(before.Reference);
        Assert.True((await samples.RunAsync(second, sampleId, All(before.Rubric, 0), Ct)).Succeeded);
        Assert.NotNull((await samples.OpenAsync(second, sampleId, Ct)).Value.Reference);
        Assert.Equal(RefusalKind.Conflict, (await samples.RunAsync(second, sampleId, All(before.Rubric, 1), Ct)).Refusal!.Kind);
        Assert.True((await _writing.UseCase<OpenForGrading>().RunAsync(second, waiting, Ct)).Succeeded);
        Assert.Equal(-100, (await AgreementAsync(first)).Value.Graders.Single(grader => grader.Gold == 1).AgainstGold!.Value, 6);
        Assert.Equal(RefusalKind.NotFound, (await samples.OpenAsync(await _writing.ActorAsync(), sampleId, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_trainee_marks_a_sample_that_is_for_trainees_and_then_sees_the_reference()
    {
        var (sampleId, _) = await SampleAsync(await _writing.ActorAsync(Writing.Instructor), forTrainees: true);
        var trainee = await _writing.ActorAsync(Writing.OtherTrainee);
        var samples = _writing.UseCase<MarkSample>();
        Assert.False(Assert.Single(await samples.ListAsync(trainee, await _writing.Factory.CohortIdAsync(), Ct)).IsMarked);
        var view = (await samples.OpenAsync(trainee, sampleId, Ct)).Value;
        Assert.Null(view.Reference);
        Assert.True((await samples.RunAsync(trainee, sampleId, All(view.Rubric, 1), Ct)).Succeeded);
        Assert.NotNull((await samples.OpenAsync(trainee, sampleId, Ct)).Value.Reference);
        Assert.Equal(RefusalKind.NotAllowed, (await AgreementAsync(trainee)).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.NotFound,
            (await samples.OpenAsync(await _writing.ActorAsync("demo-administrator"), sampleId, Ct)).Refusal!.Kind
        );
        var client = await _writing.Factory.SignInAsync(Writing.OtherTrainee);
        Assert.DoesNotContain("Mark a sample first", await client.Http.GetStringAsync("/documents", Ct));
        Assert.Contains(
            "Mark a sample first",
            await (await _writing.Factory.SignInAsync("demo-trainee-3")).Http.GetStringAsync("/documents", Ct)
        );
        var page = await client.Http.GetStringAsync($"/samples/{sampleId}", Ct);
        Assert.Contains("Reference", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choice_of_what_is_marked_twice_is_none_at_zero_and_all_at_a_hundred_percent()
    {
        await RulesAsync(0);
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        var second = await _writing.SecondInstructorAsync("Ines Duarte");
        Assert.Empty((await ListAsync(second)).Value);
        Assert.True((await _writing.UseCase<OpenForGrading>().RunAsync(second, id, Ct)).Succeeded);
        await RulesAsync(100);
        Assert.Single((await ListAsync(second)).Value);
    }

    public void Dispose() => _writing.Dispose();

    private async Task<(Guid SampleId, Guid Waiting)> SampleAsync(Actor instructor, bool forTrainees)
    {
        var id = await _writing.SubmittedAsync("runbook");
        Assert.Equal(
            RefusalKind.Conflict,
            (await _writing.UseCase<SaveAsSample>().RunAsync(instructor, id, forTrainees, Ct)).Refusal!.Kind
        );
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        Assert.Equal(
            RefusalKind.NotFound,
            (await _writing.UseCase<SaveAsSample>().RunAsync(await _writing.ActorAsync(), id, forTrainees, Ct)).Refusal!.Kind
        );
        var sample = await _writing.UseCase<SaveAsSample>().RunAsync(instructor, id, forTrainees, Ct);
        Assert.True(sample.Succeeded, sample.Refusal?.Message);
        return (sample.Value, await _writing.SubmittedAsync("runbook"));
    }

    private async Task RulesAsync(int percent) =>
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(
                        await _writing.ActorAsync(Writing.Instructor),
                        await _writing.Factory.CohortIdAsync(),
                        new GradingRules(DoubleMarkPercent: percent),
                        Ct
                    )
            ).Succeeded
        );

    private async Task<Outcome<IReadOnlyList<BlindDocument>>> ListAsync(Actor actor) =>
        await _writing.UseCase<MarkBlind>().ListAsync(actor, await _writing.Factory.CohortIdAsync(), Ct);

    private Task<Outcome> MarkAsync(Actor actor, Guid id, IReadOnlyDictionary<string, int> levels) =>
        _writing.UseCase<MarkBlind>().RunAsync(actor, new(id, levels, "As I see it."), Ct);

    private async Task<Outcome<AgreementView>> AgreementAsync(Actor actor) =>
        await _writing.UseCase<ReadAgreement>().RunAsync(actor, await _writing.Factory.CohortIdAsync(), Ct);

    private static Dictionary<string, int> All(Rubric rubric, int level) =>
        rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => level);
}
