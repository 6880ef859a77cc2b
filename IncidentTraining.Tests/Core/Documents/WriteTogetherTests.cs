using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents;

/// <summary>A team writes one document.</summary>
public sealed class WriteTogetherTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_invited_reads_and_writes_and_who_is_taken_back_no_longer()
    {
        var id = await writing.BeginAsync();
        var (owner, mate) = (await writing.ActorAsync(), await writing.ActorAsync(Writing.OtherTrainee));
        Assert.Equal(RefusalKind.NotFound, (await writing.UseCase<ReadDocument>().RunAsync(mate, id, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await SaveAsync(mate, id, 1, Writing.Body("not yet"))).Refusal!.Kind);

        Assert.True((await writing.UseCase<WriteTogether>().InviteAsync(owner, id, mate.PersonId, Ct)).Succeeded);
        Assert.True((await SaveAsync(mate, id, 1, Writing.Body("the mate's words"))).Value.Saved);
        Assert.Contains(await writing.UseCase<MyDocuments>().RunAsync(mate, await writing.Factory.CohortIdAsync(), Ct), document =>
            document.DocumentId == id
        );
        var history = (await writing.UseCase<ReadHistory>().LinesAsync(owner, id, Ct)).Value;
        Assert.Contains(history, version => version.AuthorName.Length > 0 && version.Reason is VersionReason.Written);

        Assert.True((await writing.UseCase<WriteTogether>().RemoveAsync(owner, id, mate.PersonId, Ct)).Succeeded);
        Assert.Equal(RefusalKind.NotAllowed, (await SaveAsync(mate, id, 2, Writing.Body("no more"))).Refusal!.Kind);
        Assert.Equal("the mate's words", (await writing.ReadAsync(id)).Body.Section("summary").Text);
    }

    [Fact]
    public async Task A_text_that_was_overtaken_is_answered_with_the_other_one_and_its_writers_name()
    {
        var id = await writing.BeginAsync();
        var (owner, mate) = (await writing.ActorAsync(), await writing.ActorAsync(Writing.OtherTrainee));
        await writing.UseCase<WriteTogether>().InviteAsync(owner, id, mate.PersonId, Ct);
        Assert.True((await SaveAsync(mate, id, 1, Texts("By the mate.", ""))).Value.Saved);
        // A text that lost an edit conflict was never part of the document, regardless of its writer.
        await writing.UseCase<SetAside>().RunAsync(owner, id, Texts("Not chosen.", ""), Ct);

        var overtaken = (await SaveAsync(owner, id, 1, Texts("By the owner.", ""))).Value;
        Assert.False(overtaken.Saved);
        Assert.Equal("By the mate.", overtaken.Present.Section("summary").Text);
        Assert.Equal(
            (await writing.UseCase<WriteTogether>().ReadAsync(owner, id, Ct))
                .Value.Writers.Single(writer => writer.PersonId == mate.PersonId)
                .Name,
            overtaken.By
        );
        Assert.Null((await SaveAsync(mate, id, 1, Texts("The mate in another window.", ""))).Value.By);
        Assert.Equal("By the mate.", (await writing.ReadAsync(id)).Body.Section("summary").Text);
    }

    [Fact]
    public async Task A_text_that_was_chosen_over_another_leaves_the_other_one_in_the_history()
    {
        var id = await writing.BeginAsync();
        var owner = await writing.ActorAsync();
        Assert.True((await SaveAsync(owner, id, 1, Texts("From the first browser.", ""))).Value.Saved);
        Assert.True(
            (
                await writing
                    .UseCase<SaveDraft>()
                    .RunAsync(owner, new SaveDraft.Input(id, 2, Texts("From the second browser.", ""), Apart: true), Ct)
            )
                .Value
                .Saved
        );

        var history = writing.UseCase<ReadHistory>();
        var lines = (await history.LinesAsync(owner, id, Ct)).Value;
        var texts = await Task.WhenAll(
            lines.Select(async line => (await history.TextAsync(owner, id, line.Number, Ct)).Value.Section("summary").Text)
        );
        Assert.Equal(["From the second browser.", "From the first browser.", ""], texts);
    }

    [Fact]
    public async Task Only_who_began_it_invites_only_trainees_of_the_class_and_only_while_it_is_written()
    {
        var id = await writing.BeginAsync();
        var (owner, mate, instructor) = (
            await writing.ActorAsync(),
            await writing.ActorAsync(Writing.OtherTrainee),
            await writing.ActorAsync(Writing.Instructor)
        );
        var team = writing.UseCase<WriteTogether>();
        Assert.Equal(RefusalKind.NotFound, (await team.InviteAsync(owner, id, instructor.PersonId, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await team.InviteAsync(mate, id, mate.PersonId, Ct)).Refusal!.Kind);
        await team.InviteAsync(owner, id, mate.PersonId, Ct);
        Assert.Equal(RefusalKind.NotAllowed, (await team.RemoveAsync(mate, id, owner.PersonId, Ct)).Refusal!.Kind);

        await writing.SubmitAsync(id);
        Assert.Equal(RefusalKind.TooLate, (await team.RemoveAsync(owner, id, mate.PersonId, Ct)).Refusal!.Kind);
        Assert.Contains(", ", (await writing.ReadAsync(id, Writing.Instructor)).OwnerName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_wrote_it_reads_the_grade_once_it_is_released()
    {
        using var own = new Writing();
        var (owner, mate, other) = (
            await own.ActorAsync(),
            await own.ActorAsync(Writing.OtherTrainee),
            await own.ActorAsync("demo-trainee-3")
        );
        var (cohort, instructor) = (await own.Factory.CohortIdAsync(), await own.ActorAsync(Writing.Instructor));
        Assert.True(
            (await own.UseCase<ChangeGradingRules>().RunAsync(instructor, cohort, new GradingRules(ReleaseTogether: true), Ct)).Succeeded
        );
        var id = await own.BeginAsync();
        Assert.True((await own.UseCase<WriteTogether>().InviteAsync(owner, id, mate.PersonId, Ct)).Succeeded);
        await own.SubmitAsync(id);
        await own.DecideAsync(id, ReviewDecision.Accepted, "Well done, both.");
        foreach (var writer in (Actor[])[owner, mate])
        {
            Assert.Empty((await own.UseCase<ReadResults>().RunAsync(writer, id, Ct)).Value);
        }

        Assert.Equal(1, (await own.UseCase<ReleaseGrades>().RunAsync(instructor, cohort, id, Ct)).Value.Final);
        foreach (var writer in (Actor[])[owner, mate])
        {
            Assert.Equal(
                "Well done, both.",
                Assert.Single((await own.UseCase<ReadResults>().RunAsync(writer, id, Ct)).Value).Grade.Summary
            );
            Assert.Equal(1, await WrittenAsync(own, writer, cohort));
        }

        Assert.False((await own.UseCase<ReadResults>().RunAsync(other, id, Ct)).Succeeded);
        Assert.Equal(0, await WrittenAsync(own, other, cohort));

        static async Task<int> WrittenAsync(Writing own, Actor actor, Guid cohort)
        {
            return (await own.UseCase<MyProgress>().RunAsync(actor, cohort, Ct)).Value.Accepted.Count;
        }
    }

    private Task<Outcome<SaveDraft.Answer>> SaveAsync(Actor actor, Guid id, int seen, DocumentBody body) =>
        writing.UseCase<SaveDraft>().RunAsync(actor, new SaveDraft.Input(id, seen, body), Ct);

    private static DocumentBody Texts(string summary, string lessons) =>
        new DocumentBody("T", new Dictionary<string, SectionBody> { ["summary"] = new(summary), ["lessons"] = new(lessons) }).Tidied();
}
