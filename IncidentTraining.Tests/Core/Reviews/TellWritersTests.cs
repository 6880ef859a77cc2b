using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>Every writer of a document is told about a decision once, and never about anything that is held back.</summary>
public sealed class TellWritersTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Writing _writing = new();
    private readonly List<(string Who, ReviewNewsKind Kind)> _told = [];

    public void Dispose() => _writing.Dispose();

    [Fact]
    public async Task Author_and_cowriter_are_told_of_a_return_and_of_a_grade_and_no_one_else()
    {
        var id = await TogetherAsync();
        await _writing.SubmitAsync(id);
        Assert.Empty(_told);
        await _writing.DecideAsync(id, ReviewDecision.Returned);
        Assert.Equal([(Writing.Author, ReviewNewsKind.Returned), (Writing.OtherTrainee, ReviewNewsKind.Returned)], Told());
        await _writing.SubmitAsync(id);
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        Assert.Equal([(Writing.Author, ReviewNewsKind.Graded), (Writing.OtherTrainee, ReviewNewsKind.Graded)], Told());
    }

    [Fact]
    public async Task A_correction_is_told_as_a_change_and_one_that_changes_nothing_is_not_told()
    {
        var id = await TogetherAsync();
        await _writing.SubmitAsync(id);
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        _told.Clear();
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        await _writing.CorrectAsync(id, level: 1);
        Assert.Equal([(Writing.Author, ReviewNewsKind.GradeChanged), (Writing.OtherTrainee, ReviewNewsKind.GradeChanged)], Told());
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        await _writing.CorrectAsync(id, level: 1);
        Assert.Empty(Told());
    }

    [Fact]
    public async Task A_grade_that_is_held_back_is_told_when_it_is_released_and_not_before()
    {
        var instructor = await _writing.ActorAsync(Writing.Instructor);
        var cohort = await _writing.Factory.CohortIdAsync();
        Assert.True(
            (
                await _writing.UseCase<ChangeGradingRules>().RunAsync(instructor, cohort, new GradingRules(ReleaseTogether: true), Ct)
            ).Succeeded
        );
        var id = await TogetherAsync();
        await _writing.SubmitAsync(id);
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        Assert.Empty(_told);
        Assert.Equal(1, (await _writing.UseCase<ReleaseGrades>().RunAsync(instructor, cohort, ct: Ct)).Value.Final);
        Assert.Equal([(Writing.Author, ReviewNewsKind.Graded), (Writing.OtherTrainee, ReviewNewsKind.Graded)], Told());
        // A second release has nothing to release.
        Assert.Equal(0, (await _writing.UseCase<ReleaseGrades>().RunAsync(instructor, cohort, ct: Ct)).Value.Final);
        Assert.Empty(Told());
    }

    /// <summary>A document of two writers; from now on the notifications to people of the class are recorded.</summary>
    private async Task<Guid> TogetherAsync()
    {
        var events = _writing.UseCase<LiveEvents>();
        foreach (var who in (string[])[Writing.Author, Writing.OtherTrainee, "demo-trainee-3", Writing.Instructor, "demo-facilitator"])
        {
            // The subscription lives as long as the portal of this test.
            _ = events.Subscribe<ReviewNews>((await _writing.ActorAsync(who)).PersonId, news =>
            {
                _told.Add((who, news.Kind));
                return Task.CompletedTask;
            });
        }

        var id = await _writing.BeginAsync("runbook");
        var other = await _writing.ActorAsync(Writing.OtherTrainee);
        Assert.True((await _writing.UseCase<WriteTogether>().InviteAsync(await _writing.ActorAsync(), id, other.PersonId, Ct)).Succeeded);
        return id;
    }

    private List<(string Who, ReviewNewsKind Kind)> Told()
    {
        List<(string Who, ReviewNewsKind Kind)> told = [.. _told.Order()];
        _told.Clear();
        return told;
    }
}
