using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>A grader's locks are released when they leave the class.</summary>
public sealed class LocksOnLeavingTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_grader_who_is_removed_releases_the_documents_that_they_have_locked()
    {
        var (id, ivan) = (await writing.SubmittedAsync(), await writing.SecondInstructorAsync("Ivan Second"));
        var ines = await writing.ActorAsync(Writing.Instructor);
        Assert.True((await TakeAsync(ivan, id)).Succeeded);
        Assert.False((await TakeAsync(ines, id)).Succeeded);

        var removed = await writing
            .UseCase<RemoveMember>()
            .RunAsync(await writing.ActorAsync("demo-administrator"), await writing.Factory.CohortIdAsync(), ivan.PersonId, Ct);
        Assert.True(removed.Succeeded, removed.Refusal?.Message);
        Assert.True((await TakeAsync(ines, id)).Succeeded);
    }

    private Task<Outcome> TakeAsync(Actor actor, Guid id) => writing.UseCase<HoldDocument>().TakeAsync(actor, id, Ct);
}
