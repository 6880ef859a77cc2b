using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.History;

public sealed class HistoryTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_text_is_the_present_one_and_the_replaced_one_stays_in_the_history()
    {
        var id = await WrittenTwiceAsync();

        var outcome = await RestoreAsync(Writing.Author, id, 2);

        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        Assert.Equal("first", (await writing.ReadAsync(id)).Body.Section("summary").Text);
        var lines = (await writing.UseCase<ReadHistory>().LinesAsync(await writing.ActorAsync(), id, Ct)).Value;
        Assert.Equal(
            [VersionReason.Restored, VersionReason.Written, VersionReason.Written, VersionReason.Started],
            lines.Select(line => line.Reason)
        );
        Assert.Equal(
            "second",
            (await writing.UseCase<ReadHistory>().TextAsync(await writing.ActorAsync(), id, 3, Ct)).Value.Section("summary").Text
        );
    }

    [Fact]
    public async Task The_present_text_is_always_a_version_of_the_history_also_after_one_was_set_aside()
    {
        var id = await WrittenTwiceAsync();
        await writing.UseCase<SetAside>().RunAsync(await writing.ActorAsync(), id, Writing.Body("lost choice"), Ct);
        await writing.SaveAsync(id, Writing.Body("third"));
        await RestoreAsync(Writing.Author, id, 2);
        var texts = new List<string>();
        foreach (var line in (await writing.UseCase<ReadHistory>().LinesAsync(await writing.ActorAsync(), id, Ct)).Value)
        {
            texts.Add(
                (await writing.UseCase<ReadHistory>().TextAsync(await writing.ActorAsync(), id, line.Number, Ct))
                    .Value.Section("summary")
                    .Text
            );
        }

        Assert.Equal(["first", "third", "lost choice", "second", "first", ""], texts);
    }

    [Fact]
    public async Task A_text_that_was_changed_since_the_page_was_loaded_is_not_replaced()
    {
        var id = await WrittenTwiceAsync();
        var outcome = await writing.UseCase<RestoreVersion>().RunAsync(await writing.ActorAsync(), new(id, 2, 1), Ct);
        Assert.Equal(RefusalKind.Conflict, outcome.Refusal!.Kind);
        Assert.Equal("second", (await writing.ReadAsync(id)).Body.Section("summary").Text);
    }

    [Theory]
    [InlineData(Writing.OtherTrainee)]
    [InlineData(Writing.Instructor)]
    [InlineData("demo-facilitator")]
    [InlineData("demo-administrator")]
    public async Task Only_the_author_compares_and_restores(string userName)
    {
        var id = await WrittenTwiceAsync();
        Assert.False((await RestoreAsync(userName, id, 2)).Succeeded);
        Assert.False((await writing.UseCase<CompareVersions>().OwnAsync(await writing.ActorAsync(userName), id, 2, 3, Ct)).Succeeded);
        Assert.Equal("second", (await writing.ReadAsync(id)).Body.Section("summary").Text);
    }

    [Fact]
    public async Task What_was_submitted_or_does_not_exist_is_not_restored()
    {
        var id = await WrittenTwiceAsync();
        Assert.Equal(RefusalKind.NotFound, (await RestoreAsync(Writing.Author, id, 99)).Refusal!.Kind);
        await writing.SubmitAsync(id);
        Assert.Equal(RefusalKind.TooLate, (await RestoreAsync(Writing.Author, id, 2)).Refusal!.Kind);
    }

    [Fact]
    public async Task Two_versions_are_compared_section_by_section_in_either_order()
    {
        var id = await WrittenTwiceAsync();
        var compare = writing.UseCase<CompareVersions>();
        var actor = await writing.ActorAsync();
        var forth = (await compare.OwnAsync(actor, id, 2, 3, Ct)).Value;
        var back = (await compare.OwnAsync(actor, id, 3, 2, Ct)).Value;

        Assert.Equal("Incident summary", Assert.Single(forth.Sections).Title);
        Assert.Equal([(DiffKind.Removed, "first"), (DiffKind.Added, "second")], forth.Sections[0].Runs.Select(run => (run.Kind, run.Text)));
        Assert.Equal((forth.Older, forth.Newer), (back.Older, back.Newer));
    }

    [Fact]
    public async Task An_instructor_compares_the_resubmission_with_what_was_returned_and_sees_nothing_in_between()
    {
        var id = await writing.SubmittedAsync();
        var instructor = await writing.ActorAsync(Writing.Instructor);
        Assert.Null((await writing.UseCase<CompareVersions>().SubmissionsAsync(instructor, id, Ct)).Value);
        await writing.DecideAsync(id, ReviewDecision.Returned);
        await writing.SaveAsync(id, Writing.Body("never shown"));
        writing.Time.Advance(TimeSpan.FromHours(1));
        await writing.SubmitAsync(id);

        var comparison = (await writing.UseCase<CompareVersions>().SubmissionsAsync(instructor, id, Ct)).Value!;

        Assert.Contains(comparison.Sections, section => section.Id == "summary");
        Assert.DoesNotContain(comparison.Sections, section =>
            section.Runs.Any(run => run.Text.Contains("never shown", StringComparison.Ordinal))
        );
        Assert.False(
            (await writing.UseCase<CompareVersions>().SubmissionsAsync(await writing.ActorAsync(Writing.OtherTrainee), id, Ct)).Succeeded
        );
    }

    private async Task<Guid> WrittenTwiceAsync()
    {
        var id = await writing.BeginAsync();
        await writing.SaveAsync(id, Writing.Body("first"));
        await writing.SaveAsync(id, Writing.Body("second"), apart: true);
        return id;
    }

    private async Task<Outcome> RestoreAsync(string userName, Guid id, int number) =>
        await writing
            .UseCase<RestoreVersion>()
            .RunAsync(await writing.ActorAsync(userName), new(id, number, (await writing.ReadAsync(id)).Version), Ct);
}
