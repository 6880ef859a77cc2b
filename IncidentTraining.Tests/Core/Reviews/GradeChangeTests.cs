using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>An author is told when a grade that they have seen changes, and only then.</summary>
public sealed class GradeChangeTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Writing _writing = new();

    [Fact]
    public async Task The_change_of_a_released_grade_is_told_to_every_writer_until_they_confirm_it()
    {
        var id = await _writing.BeginAsync("runbook");
        var other = await _writing.ActorAsync(Writing.OtherTrainee);
        Assert.True((await _writing.UseCase<WriteTogether>().InviteAsync(await _writing.ActorAsync(), id, other.PersonId, Ct)).Succeeded);
        await _writing.SubmitAsync(id);
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        Assert.Empty(await ListAsync(Writing.Author));

        await _writing.CorrectAsync(id, level: 1);

        var rubric = _writing.UseCase<Rubrics>().Find("runbook")!;
        var change = Assert.Single(await ListAsync(Writing.Author));
        Assert.Equal(
            (id, rubric.MostPoints, rubric.Criteria.Sum(criterion => criterion.Levels[1].Points)),
            (change.DocumentId, change.PointsBefore, change.Points)
        );
        Assert.Equal(change, Assert.Single(await ListAsync(Writing.OtherTrainee)));
        Assert.Empty(await ListAsync("demo-trainee-3"));
        var client = await _writing.Factory.SignInAsync(Writing.Author);
        foreach (var page in (string[])["/today", "/documents", $"/documents/{id}"])
        {
            Assert.Contains("Your grade has changed", await client.Http.GetStringAsync(page, Ct));
        }

        var answer = await client.PostFormAsync("/today", "/today", new() { ["_handler"] = $"confirm-{id}" });
        Assert.EndsWith("/today", answer.Headers.Location?.ToString());
        Assert.Empty(await ListAsync(Writing.Author));
        Assert.Single(await ListAsync(Writing.OtherTrainee));
    }

    [Fact]
    public async Task Two_corrections_in_a_row_are_one_change_from_what_was_read_to_what_holds_now()
    {
        var id = await AcceptedAsync();
        await _writing.CorrectAsync(id, level: 1);
        await _writing.CorrectAsync(id, level: 0);
        var change = Assert.Single(await ListAsync(Writing.Author));
        Assert.Equal((_writing.UseCase<Rubrics>().Find("runbook")!.MostPoints, 0), (change.PointsBefore, change.Points));
    }

    [Fact]
    public async Task A_grade_that_the_author_has_not_seen_or_that_stays_the_same_is_no_change()
    {
        var same = await AcceptedAsync();
        var best = _writing.UseCase<Rubrics>().Find("runbook")!.Criteria[0].Levels.Count - 1;
        await _writing.CorrectAsync(same, best);
        Assert.Empty(await ListAsync(Writing.Author));

        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(
                        await _writing.ActorAsync(Writing.Instructor),
                        await _writing.Factory.CohortIdAsync(),
                        new GradingRules(ReleaseTogether: true),
                        Ct
                    )
            ).Succeeded
        );
        await _writing.CorrectAsync(await AcceptedAsync(), level: 1);
        Assert.Empty(await ListAsync(Writing.Author));
    }

    [Fact]
    public async Task Only_a_writer_who_was_told_confirms_and_only_once()
    {
        var id = await AcceptedAsync();
        var changes = _writing.UseCase<GradeChanges>();
        Assert.Equal(RefusalKind.NotFound, (await changes.ConfirmAsync(await _writing.ActorAsync(), id, Ct)).Refusal!.Kind);
        await _writing.CorrectAsync(id, level: 1);
        foreach (var userName in (string[])[Writing.OtherTrainee, Writing.Instructor, "demo-facilitator", "demo-administrator"])
        {
            Assert.False((await changes.ConfirmAsync(await _writing.ActorAsync(userName), id, Ct)).Succeeded, userName);
        }

        Assert.Single(await ListAsync(Writing.Author));
        Assert.True((await changes.ConfirmAsync(await _writing.ActorAsync(), id, Ct)).Succeeded);
        Assert.Equal(RefusalKind.NotFound, (await changes.ConfirmAsync(await _writing.ActorAsync(), id, Ct)).Refusal!.Kind);
    }

    public void Dispose() => _writing.Dispose();

    private async Task<Guid> AcceptedAsync()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return id;
    }

    private async Task<IReadOnlyList<ChangedGrade>> ListAsync(string userName) =>
        await _writing.UseCase<GradeChanges>().ListAsync(await _writing.ActorAsync(userName), await _writing.Factory.CohortIdAsync(), Ct);
}
