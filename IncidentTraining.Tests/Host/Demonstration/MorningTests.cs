using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Demonstration;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Demonstration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Demonstration;

/// <summary>What a visitor of the demonstration finds: a class with a finished morning, in which everything is consistent.</summary>
public sealed class MorningTests(MorningFixture morning) : IClassFixture<MorningFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PortalFactory Portal => morning.Portal;

    [Fact]
    public void It_was_played_to_its_end() => Assert.Equal(MorningState.Done, morning.Queue.State);

    [Fact]
    public async Task Four_crews_have_worked_two_labs_and_their_results_are_as_different_as_their_work()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var runs = await db.Set<LabRun>().AsNoTracking().OrderBy(run => run.StartedAt).ToListAsync(Ct);
        Assert.Equal(8, runs.Count);
        Assert.All(runs, run => Assert.True(run.HasEnded));
        Assert.All(runs, run => Assert.InRange(run.StartedAt, morning.Now.AddHours(-4), morning.Now));
        Assert.Equal(runs.Count, await db.Set<RunArchive>().CountAsync(Ct));

        var (practised, hasty, stuck) = (await AfterAsync(runs[0]), await AfterAsync(runs[2]), await AfterAsync(runs[3]));
        Assert.True(practised.CauseWasRight);
        Assert.NotNull(practised.Measures!.Resolve);
        Assert.NotNull(hasty.Measures!.Resolve);
        Assert.Null(stuck.Measures!.Resolve);
        Assert.True(practised.Findings > hasty.Findings);
    }

    [Fact]
    public async Task There_are_documents_in_every_state_with_marks_of_two_graders_and_comments_of_classmates()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var states = await db.Set<Document>().Select(document => document.State).Distinct().ToListAsync(Ct);
        Assert.Equal(Enum.GetValues<DocumentState>().Order(), states.Order());
        Assert.True(await db.Set<SecondMark>().CountAsync(Ct) > 1);
        Assert.True(await db.Set<PeerComment>().AnyAsync(Ct));
        Assert.True(await db.Set<GradeEntry>().AnyAsync(grade => grade.ReleasedAt != null, Ct));
        // A review about a run has the run's own timeline and figures.
        var review = await db.Set<Document>().FirstAsync(document => document.SourceRunId != null && document.KindId == "pir", Ct);
        Assert.Contains("| ", review.ReadBody().Section("timeline").Text, StringComparison.Ordinal);
        Assert.NotEmpty(review.ReadBody().Section("impact").Text);
    }

    [Fact]
    public async Task The_quiz_is_taken_by_most_of_the_class_and_one_of_them_is_still_at_it()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var attempts = await db.Set<QuizAttempt>().AsNoTracking().ToListAsync(Ct);
        Assert.Single(attempts, attempt => attempt.State == AttemptState.InProgress && attempt.Deadline > morning.Now);
        Assert.True(attempts.Count(attempt => attempt.State == AttemptState.Submitted) >= 6);
    }

    [Fact]
    public async Task The_day_stands_at_lunch_and_two_people_are_on_call()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var activities = await db.Set<TimedActivity>().AsNoTracking().ToListAsync(Ct);
        var current = Assert.Single(activities, activity => activity.State == ActivityState.Running);
        Assert.True(current.IsPause);
        Assert.True(current.Deadline > morning.Now);
        Assert.All(activities.Where(one => one != current), one => Assert.Equal(ActivityState.Finished, one.State));
        var shift = await db.Set<OnCallShift>().AsNoTracking().SingleAsync(Ct);
        Assert.NotNull(shift.SecondaryId);
    }

    [Fact]
    public async Task No_one_who_was_invented_can_sign_in()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var invented = await (
            from person in db.Set<Person>()
            join user in db.Users on person.UserId equals user.Id
            where person.Demonstration == null
            select user
        ).ToListAsync(Ct);
        Assert.Equal(MorningClass.MoreTrainees.Count + 1, invented.Count);
        Assert.All(invented, user => Assert.Null(user.PasswordHash));
        var door = Portal.Services.GetRequiredService<DemonstrationClass>();
        Assert.All(invented, user => Assert.False(door.FindAsync(user.UserName!, Ct).GetAwaiter().GetResult().Succeeded));
    }

    private async Task<Seen> AfterAsync(LabRun run)
    {
        var actor = new Actor(run.PersonId);
        var after = (await Portal.Services.GetRequiredService<GetAfterAction>().RunAsync(actor, run.Id, Ct)).Value;
        await using var db = await Portal.OpenDatabaseAsync();
        var findings = await db.Set<IncidentEvent>()
            .CountAsync(one => one.RunId == run.Id && one.Kind == IncidentEventKind.FindingStated, Ct);
        return new Seen(after.CauseWasRight == true, after.Measures, findings);
    }

    private sealed record Seen(bool CauseWasRight, RunMeasures? Measures, int Findings);
}
