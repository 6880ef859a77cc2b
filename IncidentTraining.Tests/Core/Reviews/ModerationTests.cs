using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>
/// What a moderator decides, when, and who may be one; each test on its own class, because the rules belong to the class.
/// </summary>
public sealed class ModerationTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Writing _writing = new();

    [Fact]
    public async Task Moderation_concerns_the_present_submission_and_is_moot_after_the_author_submits_again()
    {
        var (id, _, second) = await MarkedApartAsync(ReviewDecision.Returned);
        var third = await _writing.SecondInstructorAsync("Joel Haas");
        Assert.Equal(id, Assert.Single(await ToModerateAsync(third)).DocumentId);

        await _writing.SubmitAsync(id);
        Assert.Empty(await ToModerateAsync(third));
        Assert.Equal(RefusalKind.NotFound, (await ModerateAsync(third, id)).Refusal!.Kind);

        // The new submission goes the whole way again: two marks that lie apart, and a decision on them.
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        Assert.Equal(RefusalKind.NotFound, (await ModerateAsync(third, id)).Refusal!.Kind);
        Assert.True((await _writing.UseCase<MarkBlind>().RunAsync(second, new(id, All(0), ""), Ct)).Succeeded);
        Assert.Equal(id, Assert.Single(await ToModerateAsync(third)).DocumentId);
        Assert.True((await ModerateAsync(third, id)).Succeeded);
        Assert.Empty(await ToModerateAsync(third));
        Assert.Equal(Levels.Points(Rubric, All(1)), (await ResultsAsync(id))[0].Grade.Points);
    }

    [Fact]
    public async Task Release_skips_grades_waiting_for_second_marks_or_moderation()
    {
        await RulesAsync(100, together: true);
        var (lone, apart, alike) = (await AcceptedAsync("pir"), await AcceptedAsync("runbook"), await AcceptedAsync("playbook"));
        var second = await _writing.SecondInstructorAsync("Ines Duarte");
        await MarkAsync(second, apart, best: false);
        await MarkAsync(second, alike, best: true);

        var (release, instructor, cohort) = (
            _writing.UseCase<ReleaseGrades>(),
            await _writing.ActorAsync(Writing.Instructor),
            await _writing.Factory.CohortIdAsync()
        );
        Assert.Equal(
            new HeldBackGrades(Final: 1, WaitForSecondMarks: 1, WaitForModerator: 1),
            (await release.HeldBackAsync(instructor, cohort, Ct)).Value
        );
        Assert.Contains("second marks are missing", (await release.RunAsync(instructor, cohort, lone, Ct)).Refusal!.Message);
        Assert.Contains("a moderator has not decided", (await release.RunAsync(instructor, cohort, apart, Ct)).Refusal!.Message);
        Assert.Equal(
            new HeldBackGrades(Final: 1, WaitForSecondMarks: 1, WaitForModerator: 1),
            (await release.RunAsync(instructor, cohort, null, Ct)).Value
        );

        Assert.Empty(await ResultsAsync(lone));
        Assert.Empty(await ResultsAsync(apart));
        Assert.False(Assert.Single(await ResultsAsync(alike)).IsUnderReview);

        // Once they are final, the same button releases them.
        await MarkAsync(second, lone, best: true);
        Assert.True((await ModerateAsync(await _writing.SecondInstructorAsync("Joel Haas"), apart)).Succeeded);
        Assert.Empty(await ResultsAsync(apart));
        Assert.Equal(new HeldBackGrades(2, 0, 0), (await release.RunAsync(instructor, cohort, null, Ct)).Value);
        Assert.Single(await ResultsAsync(lone));
        Assert.Equal(Levels.Points(Rubric, All(1)), Assert.Single(await ResultsAsync(apart)).Grade.Points);
    }

    [Fact]
    public async Task A_released_grade_stays_visible_as_under_review_until_the_moderator_has_decided()
    {
        var (id, _, _) = await MarkedApartAsync(ReviewDecision.Accepted);
        await RulesAsync(100, together: true);
        var before = Assert.Single(await ResultsAsync(id));
        Assert.True(before.IsUnderReview);
        var author = await _writing.Factory.SignInAsync(Writing.Author);
        Assert.Contains("data-testid=\"under-review\"", await author.Http.GetStringAsync($"/documents/{id}", Ct));

        Assert.True((await ModerateAsync(await _writing.SecondInstructorAsync("Joel Haas"), id)).Succeeded);

        var after = Assert.Single(await ResultsAsync(id));
        Assert.Equal(
            (Levels.Points(Rubric, All(1)), false, before.Grade.Points),
            (after.Grade.Points, after.IsUnderReview, after.Before!.Points)
        );
        var page = await author.Http.GetStringAsync($"/documents/{id}", Ct);
        Assert.DoesNotContain("data-testid=\"under-review\"", page);
        Assert.Contains("data-testid=\"grade-before\"", page);
    }

    [Fact]
    public async Task A_released_grade_stays_visible_as_under_review_while_it_is_corrected()
    {
        var id = await AcceptedAsync("runbook");
        await RulesAsync(0, together: true);
        Assert.True((await _writing.UseCase<ReopenGrade>().RunAsync(await _writing.ActorAsync(Writing.Instructor), id, Ct)).Succeeded);

        var shown = Assert.Single(await ResultsAsync(id));
        Assert.Equal((ReviewDecision.Accepted, true), (shown.Decision, shown.IsUnderReview));
        await _writing.DecideAsync(id, ReviewDecision.Accepted, "Corrected.");
        shown = Assert.Single(await ResultsAsync(id));
        Assert.Equal(("Corrected.", false), (shown.Grade.Summary, shown.IsUnderReview));
    }

    [Fact]
    public async Task A_grade_that_was_held_back_stays_hidden_while_it_is_corrected()
    {
        await RulesAsync(0, together: true);
        var id = await AcceptedAsync("runbook");
        Assert.True((await _writing.UseCase<ReopenGrade>().RunAsync(await _writing.ActorAsync(Writing.Instructor), id, Ct)).Succeeded);
        Assert.Empty(await ResultsAsync(id));
        await _writing.DecideAsync(id, ReviewDecision.Accepted, "Corrected.");
        Assert.Empty(await ResultsAsync(id));
    }

    [Theory]
    [InlineData("demo-facilitator")]
    [InlineData("demo-administrator")]
    public async Task With_two_instructors_the_facilitator_or_an_administrator_moderates(string userName)
    {
        var (id, first, second) = await MarkedApartAsync(ReviewDecision.Accepted);
        var (moderate, cohort) = (_writing.UseCase<ModerateMarks>(), await _writing.Factory.CohortIdAsync());
        foreach (var grader in new[] { first, second })
        {
            Assert.False(Assert.Single((await moderate.ListAsync(grader, cohort, Ct)).Value).MayDecide);
            Assert.Equal(RefusalKind.NotAllowed, (await moderate.OpenAsync(grader, id, Ct)).Refusal!.Kind);
            Assert.Equal(RefusalKind.NotAllowed, (await ModerateAsync(grader, id)).Refusal!.Kind);
        }

        var client = await _writing.Factory.SignInAsync(userName);
        Assert.Contains($"/reviews/{id}/moderate", await client.Http.GetStringAsync($"/reviews/moderation/{cohort}", Ct));
        Assert.Contains("data-testid=\"compared\"", await client.Http.GetStringAsync($"/reviews/{id}/moderate", Ct));
        var moderator = await _writing.ActorAsync(userName);
        Assert.True(Assert.Single((await moderate.ListAsync(moderator, cohort, Ct)).Value).MayDecide);
        Assert.True((await ModerateAsync(moderator, id)).Succeeded);
        Assert.Equal(Levels.Points(Rubric, All(1)), Assert.Single(await ResultsAsync(id)).Grade.Points);
        // The right to decide between two marks is not a right to grade.
        Assert.False((await _writing.UseCase<OpenForGrading>().RunAsync(moderator, id, Ct)).Succeeded);
        Assert.False((await _writing.UseCase<ReopenGrade>().RunAsync(moderator, id, Ct)).Succeeded);
    }

    [Fact]
    public async Task Nobody_else_moderates_or_learns_what_waits()
    {
        var (id, _, _) = await MarkedApartAsync(ReviewDecision.Accepted);
        var (moderate, cohort) = (_writing.UseCase<ModerateMarks>(), await _writing.Factory.CohortIdAsync());
        var administrator = await _writing.ActorAsync("demo-administrator");
        var other = await _writing.UseCase<CreateClass>().RunAsync(administrator, new("Other class", "day-4-incident-response", "UTC"), Ct);
        var strange = await _writing
            .UseCase<AddStaff>()
            .RunAsync(administrator, new(other.Value, "Olga Strand", "green river stone", ClassRole.Facilitator), Ct);
        foreach (
            var actor in new[] { await _writing.ActorAsync(), await _writing.ActorAsync(Writing.OtherTrainee), new Actor(strange.Value) }
        )
        {
            Assert.False((await moderate.ListAsync(actor, cohort, Ct)).Succeeded);
            Assert.Equal(RefusalKind.NotFound, (await moderate.OpenAsync(actor, id, Ct)).Refusal!.Kind);
            Assert.Equal(RefusalKind.NotFound, (await ModerateAsync(actor, id)).Refusal!.Kind);
        }
    }

    [Fact]
    public async Task A_moderator_reads_no_names_while_the_class_hides_them()
    {
        var (id, _, _) = await MarkedApartAsync(ReviewDecision.Accepted);
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(
                        await _writing.ActorAsync(Writing.Instructor),
                        await _writing.Factory.CohortIdAsync(),
                        new GradingRules(HideNames: true, DoubleMarkPercent: 100),
                        Ct
                    )
            ).Succeeded
        );
        var opened = (await _writing.UseCase<ModerateMarks>().OpenAsync(await _writing.ActorAsync("demo-facilitator"), id, Ct))
            .Value
            .Document;
        Assert.StartsWith("Author ", opened.OwnerName);
        Assert.False(opened.IsMine);
    }

    public void Dispose() => _writing.Dispose();

    private Rubric Rubric => _writing.UseCase<Rubrics>().Find("runbook")!;

    private Dictionary<string, int> All(int level) => Rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => level);

    /// <summary>A runbook with the best marks from the first grader and the lowest from the second.</summary>
    private async Task<(Guid Id, Actor First, Actor Second)> MarkedApartAsync(ReviewDecision decision)
    {
        await RulesAsync(100);
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, decision);
        var second = await _writing.SecondInstructorAsync("Ines Duarte");
        await MarkAsync(second, id, best: false);
        return (id, await _writing.ActorAsync(Writing.Instructor), second);
    }

    private async Task<Guid> AcceptedAsync(string kindId)
    {
        var id = await _writing.SubmittedAsync(kindId);
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return id;
    }

    private async Task MarkAsync(Actor grader, Guid id, bool best)
    {
        var rubric = (await _writing.UseCase<MarkBlind>().OpenAsync(grader, id, Ct)).Value.Rubric;
        var levels = rubric.Criteria.ToDictionary(criterion => criterion.Id, criterion => best ? criterion.Levels.Count - 1 : 0);
        Assert.True((await _writing.UseCase<MarkBlind>().RunAsync(grader, new(id, levels, "As I see it."), Ct)).Succeeded);
    }

    private Task<Outcome> ModerateAsync(Actor moderator, Guid id) =>
        _writing.UseCase<ModerateMarks>().RunAsync(moderator, new(id, All(1), "Between both."), Ct);

    private async Task<IReadOnlyList<MarkedTwice>> ToModerateAsync(Actor actor) =>
        (await _writing.UseCase<ReadAgreement>().RunAsync(actor, await _writing.Factory.CohortIdAsync(), Ct)).Value.ToModerate;

    private async Task<IReadOnlyList<ReviewResult>> ResultsAsync(Guid id) =>
        (await _writing.UseCase<ReadResults>().RunAsync(await _writing.ActorAsync(), id, Ct)).Value;

    private async Task RulesAsync(int percent, bool together = false) =>
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(
                        await _writing.ActorAsync(Writing.Instructor),
                        await _writing.Factory.CohortIdAsync(),
                        new GradingRules(ReleaseTogether: together, DoubleMarkPercent: percent),
                        Ct
                    )
            ).Succeeded
        );
}
