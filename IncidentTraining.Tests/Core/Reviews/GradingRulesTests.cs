using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>Each on its own class: the rules belong to the class.</summary>
public sealed class GradingRulesTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Writing _writing = new();

    [Fact]
    public async Task Hidden_names_reach_no_reviewer_and_come_back_when_they_are_shown_again()
    {
        var id = await _writing.SubmittedAsync();
        var name = (await _writing.ReadAsync(id)).OwnerName;
        await RulesAsync(new(HideNames: true));

        var hidden = (await QueueAsync()).Single(document => document.DocumentId == id).AuthorName;
        Assert.StartsWith("Author ", hidden);
        Assert.Equal(hidden, (await _writing.ReadAsync(id, Writing.Instructor)).OwnerName);
        Assert.Equal(name, (await _writing.ReadAsync(id)).OwnerName);
        var client = await _writing.Factory.SignInAsync(Writing.Instructor);
        foreach (
            var page in (string[])
                [$"/reviews/{id}", "/reviews", $"/documents/{id}", $"/documents/{id}/print", $"/documents/{id}/export.json"]
        )
        {
            Assert.DoesNotContain(name, await client.Http.GetStringAsync(page, Ct));
        }

        await RulesAsync(new());
        Assert.Contains(name, await client.Http.GetStringAsync($"/reviews/{id}", Ct));
    }

    [Fact]
    public async Task Grades_that_are_held_back_are_seen_when_they_are_released_one_by_one_or_all()
    {
        await RulesAsync(new(ReleaseTogether: true));
        var (one, other, returned) = (
            await _writing.SubmittedAsync(),
            await _writing.SubmittedAsync("runbook"),
            await _writing.SubmittedAsync("playbook")
        );
        await _writing.DecideAsync(one, ReviewDecision.Accepted, "Secret one.");
        await _writing.DecideAsync(other, ReviewDecision.Accepted);
        await _writing.DecideAsync(returned, ReviewDecision.Returned);
        Assert.Empty(await ResultsAsync(one));
        Assert.Single(await ResultsAsync(returned));
        var author = await _writing.Factory.SignInAsync(Writing.Author);
        var page = await author.Http.GetStringAsync($"/documents/{one}", Ct);
        Assert.DoesNotContain("Secret one.", page);
        Assert.Contains("when your instructor releases them", page);

        var (release, instructor, cohort) = (
            _writing.UseCase<ReleaseGrades>(),
            await _writing.ActorAsync(Writing.Instructor),
            await _writing.Factory.CohortIdAsync()
        );
        Assert.Equal(1, (await release.RunAsync(instructor, cohort, one, Ct)).Value.Final);
        Assert.Single(await ResultsAsync(one));
        Assert.Empty(await ResultsAsync(other));
        Assert.Equal(1, (await release.HeldBackAsync(instructor, cohort, Ct)).Value.All);
        Assert.Equal(1, (await release.RunAsync(instructor, cohort, null, Ct)).Value.Final);
        Assert.Single(await ResultsAsync(other));
        Assert.Equal(0, (await release.RunAsync(instructor, cohort, null, Ct)).Value.Final);
        // The third call released nothing, so that the log has two lines.
        Assert.Equal(2, (await _writing.Factory.LoggedAsync(instructor.PersonId)).Count(action => action is AuditAction.GradesReleased));
    }

    private async Task RulesAsync(GradingRules rules) =>
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(await _writing.ActorAsync(Writing.Instructor), await _writing.Factory.CohortIdAsync(), rules, Ct)
            ).Succeeded
        );

    private async Task<IReadOnlyList<WaitingDocument>> QueueAsync() =>
        (
            await _writing
                .UseCase<ReviewQueue>()
                .RunAsync(await _writing.ActorAsync(Writing.Instructor), await _writing.Factory.CohortIdAsync(), Ct)
        ).Value;

    private async Task<IReadOnlyList<ReviewResult>> ResultsAsync(Guid id) =>
        (await _writing.UseCase<ReadResults>().RunAsync(await _writing.ActorAsync(), id, Ct)).Value;

    public void Dispose() => _writing.Dispose();
}
