using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.Checks;

public sealed class CheckingTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly DocumentBody Blaming = Writing.Body("It was human error.");

    [Fact]
    public async Task A_finding_that_was_set_aside_stays_so_until_its_words_change_or_it_is_taken_up_again()
    {
        var id = await writing.BeginAsync();
        var finding = Assert.Single(await FindAsync(id, Blaming)).Finding;
        Assert.True((await DismissAsync(Writing.Author, id, finding, "  It is the title of a book. ")).Succeeded);

        Assert.Equal("It is the title of a book.", Assert.Single(await FindAsync(id, Blaming)).DismissedBecause);
        Assert.Null(Assert.Single(await FindAsync(id, Writing.Body("It was plain human error."))).DismissedBecause);
        Assert.True((await DismissAsync(Writing.Author, id, finding, null)).Succeeded);
        Assert.Null(Assert.Single(await FindAsync(id, Blaming)).DismissedBecause);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_finding_is_not_set_aside_without_a_reason(string reason)
    {
        var id = await writing.BeginAsync();
        var finding = Assert.Single(await FindAsync(id, Blaming)).Finding;
        Assert.Equal(RefusalKind.Invalid, (await DismissAsync(Writing.Author, id, finding, reason)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await DismissAsync(Writing.Author, id, finding, new string('r', 501))).Refusal!.Kind);
    }

    [Theory]
    [InlineData(Writing.OtherTrainee)]
    [InlineData(Writing.Instructor)]
    [InlineData("demo-administrator")]
    public async Task Only_the_author_is_shown_the_checks_of_a_draft_and_sets_them_aside(string userName)
    {
        var id = await writing.BeginAsync();
        var finding = Assert.Single(await FindAsync(id, Blaming)).Finding;
        var actor = await writing.ActorAsync(userName);
        Assert.False((await writing.UseCase<CheckDocument>().WhileWritingAsync(actor, id, Ct)).Succeeded);
        Assert.False((await writing.UseCase<CheckDocument>().ForReviewAsync(actor, id, Ct)).Succeeded);
        Assert.False((await DismissAsync(userName, id, finding, "mine")).Succeeded);
    }

    [Fact]
    public async Task A_reviewer_sees_what_was_set_aside_and_why_and_nobody_changes_it_then()
    {
        var id = await writing.SubmittedAsync();
        var instructor = await writing.ActorAsync(Writing.Instructor);
        var found = (await writing.UseCase<CheckDocument>().ForReviewAsync(instructor, id, Ct)).Value;
        Assert.Contains(found, shown => shown.Finding.CheckId == "timeline-times");
        Assert.Equal(RefusalKind.TooLate, (await DismissAsync(Writing.Author, id, found[0].Finding, "late")).Refusal!.Kind);

        await writing.DecideAsync(id, ReviewDecision.Returned);
        Assert.True((await DismissAsync(Writing.Author, id, found[0].Finding, "It is so.")).Succeeded);
        Assert.Contains((await writing.UseCase<CheckDocument>().ForReviewAsync(instructor, id, Ct)).Value, shown =>
            shown.DismissedBecause == "It is so."
        );
    }

    [Fact]
    public async Task A_finding_comes_with_what_teaches_its_reader()
    {
        var shown = Assert.Single(await FindAsync(await writing.BeginAsync(), Blaming));
        Assert.Equal(("blame", "summary"), (shown.Finding.CheckId, shown.Finding.SectionId));
        Assert.All(
            [shown.Finding.Problem, shown.Finding.Better, shown.Finding.Key, shown.Check.Why, shown.Check.Source, shown.Check.Title],
            words => Assert.NotEqual("", words)
        );
    }

    private async Task<IReadOnlyList<ShownFinding>> FindAsync(Guid id, DocumentBody body)
    {
        Assert.True((await writing.SaveAsync(id, body)).Value.Saved);
        return (await writing.UseCase<CheckDocument>().WhileWritingAsync(await writing.ActorAsync(), id, Ct)).Value;
    }

    private async Task<Outcome> DismissAsync(string userName, Guid id, Finding finding, string? reason) =>
        await writing
            .UseCase<DismissFinding>()
            .RunAsync(await writing.ActorAsync(userName), new(id, finding.CheckId, finding.Key, reason), Ct);
}
