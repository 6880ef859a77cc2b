using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents;

/// <summary>The presence of a document's writers is tracked, and only they are notified.</summary>
public sealed class DocumentPresenceTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private DocumentPresence Presence => writing.UseCase<DocumentPresence>();

    [Fact]
    public async Task Writers_see_the_others_with_the_section_in_which_they_are_and_no_longer_when_they_have_left()
    {
        var (id, mateId) = await TogetherAsync();
        var (owner, mate) = (await writing.ActorAsync(), await writing.ActorAsync(Writing.OtherTrainee));
        var told = 0;
        using var subscription = writing
            .UseCase<LiveEvents>()
            .Subscribe<WritersMoved>(id, _ =>
            {
                told++;
                return Task.CompletedTask;
            });

        Assert.Empty((await Presence.OthersAsync(owner, id, Ct)).Value);
        var visit = (await Presence.EnterAsync(mate, id, ct: Ct)).Value;
        var here = Assert.Single((await Presence.OthersAsync(owner, id, Ct)).Value);
        Assert.Equal((mateId, null), (here.PersonId, here.SectionId));
        Assert.NotEqual("", here.Name);
        Assert.Empty((await Presence.OthersAsync(mate, id, Ct)).Value);

        await Presence.MoveAsync(visit, "impact");
        Assert.Equal("impact", Assert.Single((await Presence.OthersAsync(owner, id, Ct)).Value).SectionId);
        await Presence.MoveAsync(visit, "impact");
        Assert.Equal(2, told);
        await Presence.LeaveAsync(visit);
        Assert.Empty((await Presence.OthersAsync(owner, id, Ct)).Value);
        Assert.Equal(3, told);
    }

    [Theory]
    [InlineData("demo-trainee-3")]
    [InlineData(Writing.Instructor)]
    [InlineData("demo-administrator")]
    public async Task Nobody_else_is_noted_or_told(string userName)
    {
        var (id, _) = await TogetherAsync();
        var stranger = await writing.ActorAsync(userName);
        Assert.False((await Presence.EnterAsync(stranger, id, ct: Ct)).Succeeded);
        Assert.False((await Presence.OthersAsync(stranger, id, Ct)).Succeeded);
        Assert.Empty((await Presence.OthersAsync(await writing.ActorAsync(), id, Ct)).Value);
    }

    [Fact]
    public async Task Someone_who_no_longer_writes_is_not_shown_though_the_page_is_open()
    {
        var (id, mateId) = await TogetherAsync();
        var owner = await writing.ActorAsync();
        await Presence.EnterAsync(await writing.ActorAsync(Writing.OtherTrainee), id, ct: Ct);
        Assert.Single((await Presence.OthersAsync(owner, id, Ct)).Value);
        Assert.True((await writing.UseCase<WriteTogether>().RemoveAsync(owner, id, mateId, Ct)).Succeeded);
        Assert.Empty((await Presence.OthersAsync(owner, id, Ct)).Value);
    }

    [Fact]
    public async Task The_stored_text_is_read_by_writers_with_the_name_of_the_other_one()
    {
        var (id, _) = await TogetherAsync();
        await writing.SaveAsync(id, Writing.Body("From the author."));
        var mate = await writing.ActorAsync(Writing.OtherTrainee);
        var read = (await writing.UseCase<ReadDraft>().RunAsync(mate, id, Ct)).Value;
        Assert.Equal(("From the author.", 2), (read.Present.Section("summary").Text, read.Version));
        Assert.NotNull(read.By);
        Assert.Null((await writing.UseCase<ReadDraft>().RunAsync(await writing.ActorAsync(), id, Ct)).Value.By);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await writing.UseCase<ReadDraft>().RunAsync(await writing.ActorAsync("demo-trainee-3"), id, Ct)).Refusal!.Kind
        );
    }

    private async Task<(Guid Id, Guid MateId)> TogetherAsync()
    {
        var id = await writing.BeginAsync();
        var mate = await writing.ActorAsync(Writing.OtherTrainee);
        Assert.True((await writing.UseCase<WriteTogether>().InviteAsync(await writing.ActorAsync(), id, mate.PersonId, Ct)).Succeeded);
        return (id, mate.PersonId);
    }
}
