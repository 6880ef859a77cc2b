using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class WritingTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pir")]
    [InlineData("runbook")]
    [InlineData("playbook")]
    [InlineData("communication")]
    public async Task Each_kind_is_begun_written_and_submitted(string kindId)
    {
        var id = await writing.SubmittedAsync(kindId);
        Assert.Equal(DocumentState.Submitted, (await writing.ReadAsync(id)).State);
    }

    [Fact]
    public async Task A_stranger_to_the_class_cannot_begin_a_document_in_it()
    {
        var outcome = await StartAsync(await writing.ActorAsync("demo-administrator"), new(await writing.Factory.CohortIdAsync(), "pir"));
        Assert.Equal(RefusalKind.NotFound, outcome.Refusal!.Kind);
    }

    [Fact]
    public async Task What_a_run_hands_over_stands_in_the_document_and_one_run_has_one_document_of_a_kind()
    {
        var run = Guid.CreateVersion7();
        var input = new StartDocument.Input(
            await writing.Factory.CohortIdAsync(),
            "pir",
            SourceRunId: run,
            Prefilled: new Dictionary<string, SectionBody>
            {
                ["timeline"] = new("10:04 the alert fired"),
                ["no-such-section"] = new("dropped"),
            }
        );

        var first = await StartAsync(await writing.ActorAsync(), input);
        var again = await StartAsync(await writing.ActorAsync(), input);

        Assert.Equal(first.Value, again.Value);
        var document = await writing.ReadAsync(first.Value);
        Assert.Equal(run, document.SourceRunId);
        Assert.Equal("10:04 the alert fired", document.Body.Section("timeline").Text);
        Assert.Equal(["timeline"], document.Body.Sections.Keys);
    }

    [Fact]
    public async Task A_run_that_nobody_vouches_for_begins_no_document()
    {
        using var portal = new PortalFactory { ConfigureServices = services => services.AddSingleton<IRunHandover, NoRuns>() };
        var input = new StartDocument.Input(await portal.CohortIdAsync(), "pir", SourceRunId: Guid.CreateVersion7());
        var outcome = await portal
            .Services.GetRequiredService<StartDocument>()
            .RunAsync(await portal.ActorAsync(Writing.Author), input, Ct);
        Assert.Equal(RefusalKind.NotFound, outcome.Refusal!.Kind);
    }

    [Fact]
    public async Task A_text_written_against_an_older_version_is_not_stored_but_answered_with_the_present_one()
    {
        var id = await writing.BeginAsync();
        await writing.SaveAsync(id, Writing.Body("first"));

        var answer = (
            await writing.UseCase<SaveDraft>().RunAsync(await writing.ActorAsync(), new(id, 1, Writing.Body("second")), Ct)
        ).Value;

        Assert.False(answer.Saved);
        Assert.Equal("first", answer.Present.Section("summary").Text);
        Assert.Equal("first", (await writing.ReadAsync(id)).Body.Section("summary").Text);
    }

    [Fact]
    public async Task A_repeated_request_whose_answer_was_lost_has_been_done()
    {
        var id = await writing.BeginAsync();
        await writing.SaveAsync(id, Writing.Body("same"));
        var answer = (await writing.UseCase<SaveDraft>().RunAsync(await writing.ActorAsync(), new(id, 1, Writing.Body("same")), Ct)).Value;
        Assert.True(answer.Saved);
        Assert.Equal(2, answer.Version);
    }

    [Fact]
    public async Task Two_hundred_kilobytes_are_kept_to_the_byte_and_one_more_is_refused()
    {
        var id = await writing.BeginAsync();
        var most = new string('ä', (DocumentBody.LargestBytes - "A slow checkout".Length) / 2);
        Assert.True((await writing.SaveAsync(id, Writing.Body(most))).Value.Saved);
        Assert.Equal(most, (await writing.ReadAsync(id)).Body.Section("summary").Text);

        var refused = await writing.SaveAsync(id, Writing.Body(most + "ä"));
        Assert.Equal(RefusalKind.TooLarge, refused.Refusal!.Kind);
        Assert.Equal(most, (await writing.ReadAsync(id)).Body.Section("summary").Text);
    }

    [Fact]
    public async Task A_draft_may_be_incomplete_but_what_is_submitted_names_everything_that_is_missing()
    {
        var id = await writing.BeginAsync();
        var outline = (await writing.ReadAsync(id)).Kind.Section("impact")!.Outline;
        await writing.SaveAsync(
            id,
            new DocumentBody(
                "",
                new Dictionary<string, SectionBody>
                {
                    ["summary"] = new("Something broke."),
                    ["impact"] = new(outline),
                    ["action-items"] = new(Items: [new ActionItem("Alert on an empty pool"), Writing.Item]),
                }
            )
        );

        var refusal = (await SubmitAsync(id)).Refusal!;

        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(
            [
                "action-items[0].dueOn",
                "action-items[0].kind",
                "action-items[0].owner",
                "action-items[0].priority",
                "impact",
                "lessons",
                "root-cause",
                "timeline",
                "title",
            ],
            refusal.Fields.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(DocumentState.Draft, (await writing.ReadAsync(id)).State);
    }

    [Fact]
    public async Task Nobody_submits_a_text_they_have_not_seen()
    {
        var id = await writing.BeginAsync();
        await writing.SaveAsync(id, Writing.Body("newer"));
        var outcome = await writing.UseCase<SubmitDocument>().RunAsync(await writing.ActorAsync(), id, 1, Ct);
        Assert.Equal(RefusalKind.Conflict, outcome.Refusal!.Kind);
    }

    [Fact]
    public async Task Other_trainees_see_neither_the_document_nor_that_it_exists()
    {
        var id = await writing.SubmittedAsync();
        var other = await writing.ActorAsync(Writing.OtherTrainee);
        Assert.Equal(RefusalKind.NotFound, (await writing.UseCase<ReadDocument>().RunAsync(other, id, Ct)).Refusal!.Kind);
        Assert.Empty(await writing.UseCase<MyDocuments>().RunAsync(other, await writing.Factory.CohortIdAsync(), Ct));
    }

    [Fact]
    public async Task An_instructor_reads_what_was_submitted_but_no_draft_and_no_text_in_the_making()
    {
        var id = await writing.BeginAsync();
        var instructor = await writing.ActorAsync(Writing.Instructor);
        Assert.Equal(RefusalKind.NotAllowed, (await writing.UseCase<ReadDocument>().RunAsync(instructor, id, Ct)).Refusal!.Kind);

        await writing.SubmitAsync(id);
        var submitted = (await writing.ReadAsync(id, Writing.Instructor)).Body.Section("summary").Text;
        await writing.DecideAsync(id, IncidentTraining.Core.Reviews.ReviewDecision.Returned);
        await writing.SaveAsync(id, Writing.Body("half a sentence"));
        Assert.Equal(submitted, (await writing.ReadAsync(id, Writing.Instructor)).Body.Section("summary").Text);
    }

    private Task<Outcome<Guid>> StartAsync(Actor actor, StartDocument.Input input) =>
        writing.UseCase<StartDocument>().RunAsync(actor, input, Ct);

    private async Task<Outcome<int>> SubmitAsync(Guid id) =>
        await writing.UseCase<SubmitDocument>().RunAsync(await writing.ActorAsync(), id, (await writing.ReadAsync(id)).Version, Ct);
}
