using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class DocumentVersionTests(Writing writing) : IClassFixture<Writing>
{
    [Fact]
    public async Task Ten_minutes_ofwriting_are_one_version_and_then_a_new_one_begins()
    {
        var id = await writing.BeginAsync();
        for (var minute = 0; minute <= 12; minute++)
        {
            await writing.SaveAsync(id, Writing.Body($"minute {minute}"));
            writing.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var lines = await LinesAsync(id);
        Assert.Equal([VersionReason.Written, VersionReason.Written, VersionReason.Started], lines.Select(line => line.Reason));
        Assert.Equal("minute 10", await TextAsync(id, 2));
        Assert.Equal("minute 12", await TextAsync(id, 3));
    }

    [Fact]
    public async Task A_text_that_loses_more_than_half_keeps_what_was_deleted()
    {
        var id = await writing.BeginAsync();
        await writing.SaveAsync(id, Writing.Body(new string('a', 400)));
        await writing.SaveAsync(id, Writing.Body("oops"));

        Assert.Equal(new string('a', 400), await TextAsync(id, 2));
        Assert.Equal("oops", await TextAsync(id, 3));
    }

    [Fact]
    public async Task What_was_submitted_is_always_a_version_of_its_own()
    {
        var id = await writing.SubmittedAsync();
        Assert.Equal(
            [VersionReason.Submitted, VersionReason.Written, VersionReason.Started],
            (await LinesAsync(id)).Select(line => line.Reason)
        );
    }

    [Fact]
    public async Task A_text_that_was_not_chosen_stays_in_the_history_also_after_submission()
    {
        var id = await writing.SubmittedAsync();
        var before = await writing.ReadAsync(id);

        var outcome = await writing
            .UseCase<SetAside>()
            .RunAsync(await writing.ActorAsync(), id, Writing.Body("the other text"), TestContext.Current.CancellationToken);

        Assert.True(outcome.Succeeded);
        Assert.Equal("the other text", await TextAsync(id, 4));
        var after = await writing.ReadAsync(id);
        Assert.Equal((before.Version, before.Body.Section("summary").Text), (after.Version, after.Body.Section("summary").Text));
    }

    [Theory]
    [InlineData(Writing.OtherTrainee)]
    [InlineData(Writing.Instructor)]
    [InlineData("demo-administrator")]
    public async Task Only_the_author_sees_the_history_or_adds_to_it(string userName)
    {
        var id = await writing.SubmittedAsync();
        var actor = await writing.ActorAsync(userName);
        Assert.False((await writing.UseCase<ReadHistory>().LinesAsync(actor, id, TestContext.Current.CancellationToken)).Succeeded);
        Assert.False((await writing.UseCase<ReadHistory>().TextAsync(actor, id, 1, TestContext.Current.CancellationToken)).Succeeded);
        Assert.False(
            (await writing.UseCase<SetAside>().RunAsync(actor, id, Writing.Body("x"), TestContext.Current.CancellationToken)).Succeeded
        );
        Assert.Equal(3, (await LinesAsync(id)).Count);
    }

    private async Task<IReadOnlyList<HistoryLine>> LinesAsync(Guid id) =>
        (await writing.UseCase<ReadHistory>().LinesAsync(await writing.ActorAsync(), id, TestContext.Current.CancellationToken)).Value;

    private async Task<string> TextAsync(Guid id, int number) =>
        (await writing.UseCase<ReadHistory>().TextAsync(await writing.ActorAsync(), id, number, TestContext.Current.CancellationToken))
            .Value.Section("summary")
            .Text;
}
