using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

public sealed class GradingTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_lies_on_one_desk_at_a_time_and_is_free_when_it_is_laid_back_or_its_lease_ends()
    {
        var id = await writing.SubmittedAsync();
        var first = await writing.ActorAsync(Writing.Instructor);
        var second = await writing.SecondInstructorAsync("Rosa Hold");
        var hold = writing.UseCase<HoldDocument>();
        Assert.True((await hold.TakeAsync(first, id, Ct)).Succeeded);

        var refused = await hold.TakeAsync(second, id, Ct);
        Assert.Contains("Ines Moreau is grading this document", refused.Refusal!.Message);
        Assert.Equal(RefusalKind.Conflict, (await SaveAsync(second, id, "mine")).Refusal!.Kind);
        Assert.Equal("Ines Moreau", (await writing.UseCase<OpenForGrading>().RunAsync(second, id, Ct)).Value.HeldBy);
        Assert.Null((await writing.UseCase<OpenForGrading>().RunAsync(first, id, Ct)).Value.HeldBy);

        Assert.True((await hold.LayBackAsync(second, id, Ct)).Succeeded);
        Assert.False((await hold.TakeAsync(second, id, Ct)).Succeeded);
        Assert.True((await hold.LayBackAsync(first, id, Ct)).Succeeded);
        Assert.True((await hold.TakeAsync(second, id, Ct)).Succeeded);
        writing.Time.Advance(ReviewHold.Lease - TimeSpan.FromSeconds(1));
        Assert.False((await hold.TakeAsync(first, id, Ct)).Succeeded);
        writing.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await hold.TakeAsync(first, id, Ct)).Succeeded);
    }

    [Theory]
    [InlineData(Writing.Author)]
    [InlineData(Writing.OtherTrainee)]
    [InlineData("demo-facilitator")]
    [InlineData("demo-administrator")]
    public async Task Only_instructors_of_the_class_have_a_desk(string userName)
    {
        var id = await writing.SubmittedAsync();
        var (actor, cohort) = (await writing.ActorAsync(userName), await writing.Factory.CohortIdAsync());
        Assert.False((await writing.UseCase<HoldDocument>().TakeAsync(actor, id, Ct)).Succeeded);
        Assert.False((await writing.UseCase<NextWaiting>().RunAsync(actor, id, Ct)).Succeeded);
        Assert.False((await writing.UseCase<ReusableComments>().SaveAsync(actor, new("words"), Ct)).Succeeded);
        Assert.False((await writing.UseCase<ReopenGrade>().RunAsync(actor, id, Ct)).Succeeded);
        Assert.False((await writing.UseCase<ReopenGrade>().HistoryAsync(actor, id, Ct)).Succeeded);
        Assert.False((await writing.UseCase<ReleaseGrades>().RunAsync(actor, cohort, null, Ct)).Succeeded);
        Assert.False((await writing.UseCase<ChangeGradingRules>().RunAsync(actor, cohort, new(HideNames: true), Ct)).Succeeded);
        Assert.False((await writing.UseCase<ChangeGradingRules>().ReadAsync(actor, cohort, Ct)).Succeeded);
    }

    [Fact]
    public async Task The_next_document_is_the_one_that_waits_longest_after_this_one_and_on_nobody_elses_desk()
    {
        var instructor = await writing.ActorAsync(Writing.Instructor);
        var other = await writing.SecondInstructorAsync("Rosa Next");
        writing.Time.Advance(TimeSpan.FromMinutes(1));
        var first = await writing.SubmittedAsync("runbook");
        writing.Time.Advance(TimeSpan.FromMinutes(1));
        var held = await writing.SubmittedAsync("playbook");
        writing.Time.Advance(TimeSpan.FromMinutes(1));
        var last = await writing.SubmittedAsync("communication");
        await writing.UseCase<HoldDocument>().TakeAsync(other, held, Ct);

        Assert.Equal(last, (await writing.UseCase<NextWaiting>().RunAsync(instructor, first, Ct)).Value);
        var afterLast = (await writing.UseCase<NextWaiting>().RunAsync(instructor, last, Ct)).Value;
        Assert.NotNull(afterLast);
        Assert.DoesNotContain(afterLast.Value, (Guid[])[held, last]);
    }

    [Fact]
    public async Task Comments_are_kept_for_their_grader_alone_once_and_can_be_taken_out()
    {
        var comments = writing.UseCase<ReusableComments>();
        var mine = await writing.ActorAsync(Writing.Instructor);
        var kept = (await comments.SaveAsync(mine, new(" Which figure is measured? "), Ct)).Value;
        Assert.Equal(kept.Id, (await comments.SaveAsync(mine, new("Which figure is measured?"), Ct)).Value.Id);
        Assert.Equal(RefusalKind.Invalid, (await comments.SaveAsync(mine, new(" "), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await comments.SaveAsync(mine, new(new string('c', 2_001)), Ct)).Refusal!.Kind);

        var other = await writing.SecondInstructorAsync("Rosa Comment");
        Assert.Empty(await comments.ListAsync(other, Ct));
        Assert.False((await comments.TakeOutAsync(other, kept.Id, Ct)).Succeeded);
        Assert.True((await comments.TakeOutAsync(mine, kept.Id, Ct)).Succeeded);
        Assert.DoesNotContain(kept, await comments.ListAsync(mine, Ct));
    }

    [Fact]
    public async Task A_corrected_grade_goes_through_review_again_and_the_first_one_stays_in_the_history()
    {
        var id = await writing.SubmittedAsync();
        await writing.DecideAsync(id, ReviewDecision.Accepted, "Well told.");
        var instructor = await writing.ActorAsync(Writing.Instructor);
        Assert.True((await writing.UseCase<ReopenGrade>().RunAsync(instructor, id, Ct)).Succeeded);
        Assert.Equal(RefusalKind.Conflict, (await writing.UseCase<ReopenGrade>().RunAsync(instructor, id, Ct)).Refusal!.Kind);
        Assert.Equal(DocumentState.InReview, (await writing.ReadAsync(id)).State);
        Assert.True(Assert.Single((await writing.UseCase<ReadResults>().RunAsync(await writing.ActorAsync(), id, Ct)).Value).IsUnderReview);

        await writing.DecideAsync(id, ReviewDecision.Accepted, "Corrected.");
        var history = (await writing.UseCase<ReopenGrade>().HistoryAsync(instructor, id, Ct)).Value;
        Assert.Equal([(1, 100), (1, 100)], history.Select(line => (line.Submission, line.Points!.Value)));
        var logged = await writing.Factory.LoggedAsync(instructor.PersonId);
        Assert.Contains(AuditAction.GradeDecided, logged);
        Assert.Contains(AuditAction.GradeReopened, logged);
        Assert.Equal(
            "Corrected.",
            Assert.Single((await writing.UseCase<ReadResults>().RunAsync(await writing.ActorAsync(), id, Ct)).Value).Grade.Summary
        );
    }

    private Task<Outcome<SaveReview.Answer>> SaveAsync(Actor actor, Guid id, string summary) =>
        writing
            .UseCase<SaveReview>()
            .RunAsync(actor, new(id, 0, new(new Dictionary<string, CriterionMark>(), new Dictionary<string, string>(), summary)), Ct);
}
