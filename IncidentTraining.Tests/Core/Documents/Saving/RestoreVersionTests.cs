using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.Documents;

/// <summary>How a document begins and how an earlier text comes back, without losing the one in between.</summary>
public sealed class RestoreVersionTests : IAsyncLifetime
{
    private WrittenClass _class = null!;

    private static CancellationToken Ct => WrittenClass.Ct;

    public async ValueTask InitializeAsync() => _class = await WrittenClass.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _class.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_earlier_text_comes_back_as_a_new_version_and_the_replaced_one_stays()
    {
        var document = await WrittenAsync();
        var heard = _class.Bench.Hear<DocumentWritten>(document);
        _class.Bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null((await RestoreAsync(document, 1, 2)).Refusal);

        var stored = await _class.ReadAsync(document);
        Assert.Equal((3, "first", _class.Bench.Now), (stored.Version, stored.ReadBody().Section("text").Text, stored.WrittenAt));
        Assert.Equal(
            [(1, VersionReason.Started, "first"), (2, VersionReason.Written, "second"), (3, VersionReason.Restored, "first")],
            (await _class.HistoryAsync(document)).Select(one => (one.Number, one.Reason, one.ReadBody().Section("text").Text))
        );
        Assert.Equal([new DocumentWritten(document)], heard);
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_text_that_was_not_seen_or_cannot_be_edited()
    {
        var document = await WrittenAsync();
        var other = await _class.DraftAsync();
        var heard = _class.Bench.Hear<DocumentWritten>(document);

        foreach (var seen in new[] { 1, 3 })
        {
            var refused = (await RestoreAsync(document, 1, seen)).Refusal!;
            Assert.Equal(RefusalKind.Conflict, refused.Kind);
            Assert.StartsWith("The document was changed since this page was loaded.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal("There is no such version.", (await RestoreAsync(document, 3, 2)).Refusal!.Message);
        Assert.Equal("There is no such version.", (await RestoreAsync(other.Id, 2, 1)).Refusal!.Message);
        Assert.Equal("The document already has this text.", (await RestoreAsync(document, 2, 2)).Refusal!.Message);
        Assert.Equal(RefusalKind.NotAllowed, (await RestoreAsync(document, 1, 2, _class.Instructor)).Refusal!.Kind);
        await _class.ChangeAsync(document, one => one.Submit(_class.Bench.Now));
        foreach (var seen in new[] { 2, 3 })
        {
            Assert.Equal(RefusalKind.TooLate, (await RestoreAsync(document, 1, seen)).Refusal!.Kind);
        }

        Assert.Equal("second", (await _class.ReadAsync(document)).ReadBody().Section("text").Text);
        Assert.Equal(2, (await _class.HistoryAsync(document)).Count);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task A_document_begins_with_its_first_version_and_the_title_of_its_kind()
    {
        var id = (await StartAsync(new(_class.CohortId, "review"))).Value;
        var named = (await StartAsync(new(_class.CohortId, "review", " Mine "))).Value;

        var stored = await _class.ReadAsync(id);
        Assert.Equal(
            (_class.Author.PersonId, _class.CohortId, "review", "The review", 1, DocumentState.Draft, null, _class.Bench.Now),
            (
                stored.OwnerId,
                stored.CohortId,
                stored.KindId,
                stored.Title,
                stored.Version,
                stored.State,
                stored.SourceRunId,
                stored.CreatedAt
            )
        );
        var first = Assert.Single(await _class.HistoryAsync(id));
        Assert.Equal((1, VersionReason.Started, stored.BodyJson), (first.Number, first.Reason, first.BodyJson));
        Assert.Equal("Mine", (await _class.ReadAsync(named)).Title);
    }

    [Fact]
    public async Task There_is_one_document_of_a_kind_about_a_run_and_it_has_what_its_kind_has_sections_for()
    {
        var (run, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var facts = new Dictionary<string, SectionBody> { ["text"] = new("10:04 Slow."), ["elsewhere"] = new("Not shown.") };

        var id = (await StartAsync(new(_class.CohortId, "review", SourceRunId: run, Prefilled: facts))).Value;

        var stored = await _class.ReadAsync(id);
        Assert.Equal((run, "10:04 Slow."), (stored.SourceRunId!.Value, stored.ReadBody().Section("text").Text));
        Assert.Equal(["text"], stored.ReadBody().Sections.Keys);
        Assert.Equal(id, (await StartAsync(new(_class.CohortId, "review", SourceRunId: run, Prefilled: facts))).Value);
        Assert.NotEqual(id, (await StartAsync(new(_class.CohortId, "review", SourceRunId: other, Prefilled: facts))).Value);
        Assert.NotEqual(id, (await StartAsync(new(_class.CohortId, "review", SourceRunId: run, Prefilled: facts), _class.Mate)).Value);
        Assert.Single(await _class.HistoryAsync(id));
        // The room that owns the runs provides the facts; here there is none.
        Assert.Equal(
            "There is no such lab run, or it is not yours.",
            (await StartAsync(new(_class.CohortId, "review", SourceRunId: Guid.CreateVersion7()))).Refusal!.Message
        );
    }

    [Fact]
    public async Task A_document_is_of_a_known_kind_and_for_a_class_of_the_author()
    {
        Assert.Equal((RefusalKind.Invalid, "Choose what you want to write."), Of(await StartAsync(new(_class.CohortId, ""))));
        Assert.Equal((RefusalKind.NotFound, "There is no such kind of document."), Of(await StartAsync(new(_class.CohortId, "letter"))));
        Assert.Equal(RefusalKind.NotFound, (await StartAsync(new(Guid.CreateVersion7(), "review"))).Refusal!.Kind);
        Assert.Null((await StartAsync(new(_class.CohortId, "review", new string('x', 200)))).Refusal);
        Assert.Equal(
            (RefusalKind.Invalid, "A title can have at most 200 characters."),
            Of(await StartAsync(new(_class.CohortId, "review", new string('x', 201))))
        );
        Assert.Empty(await _class.Get<StartDocument>().RunsAsync(_class.Author, _class.CohortId, "review", Ct));
    }

    private static (RefusalKind, string) Of(Outcome<Guid> outcome) => (outcome.Refusal!.Kind, outcome.Refusal.Message);

    private async Task<Guid> WrittenAsync()
    {
        var document = await _class.DraftAsync();
        var saved = await _class.Get<SaveDraft>().RunAsync(_class.Author, new(document.Id, 1, WrittenClass.Body("second")), Ct);
        Assert.True(saved.Value.Saved);
        return document.Id;
    }

    private Task<Outcome> RestoreAsync(Guid id, int number, int seen, Actor? by = null) =>
        _class.Get<RestoreVersion>().RunAsync(by ?? _class.Author, new(id, number, seen), Ct);

    private Task<Outcome<Guid>> StartAsync(StartDocument.Input input, Actor? by = null) =>
        _class.Get<StartDocument>().RunAsync(by ?? _class.Author, input, Ct);
}
