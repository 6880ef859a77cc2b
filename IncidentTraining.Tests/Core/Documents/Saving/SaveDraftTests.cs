using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.Documents;

/// <summary>What saving a text stores, and that a text based on an older version replaces nothing.</summary>
public sealed class SaveDraftTests : IAsyncLifetime
{
    private WrittenClass _class = null!;

    public async ValueTask InitializeAsync() => _class = await WrittenClass.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _class.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_text_is_stored_tidied_with_the_next_version_and_is_told_once()
    {
        var document = await _class.DraftAsync();
        var heard = _class.Bench.Hear<DocumentWritten>(document.Id);
        _class.Bench.Time.Advance(TimeSpan.FromMinutes(1));

        var answer = (await SaveAsync(document.Id, 1, new DocumentBody(" New ", Sections("one\r\ntwo")))).Value;

        Assert.Equal((true, 2, _class.Bench.Now, null), (answer.Saved, answer.Version, answer.At, answer.By));
        var stored = await _class.ReadAsync(document.Id);
        Assert.Equal((2, "New", _class.Bench.Now), (stored.Version, stored.Title, stored.WrittenAt));
        Assert.Equal("one\ntwo", stored.ReadBody().Section("text").Text);
        Assert.True(answer.Present.SaysTheSameAs(stored.ReadBody()));
        var last = (await _class.HistoryAsync(document.Id))[^1];
        Assert.Equal((2, VersionReason.Written, _class.Author.PersonId), (last.Number, last.Reason, last.AuthorId));
        Assert.Equal(stored.BodyJson, last.BodyJson);
        Assert.Equal([new DocumentWritten(document.Id)], heard);
    }

    [Fact]
    public async Task A_text_based_on_an_older_version_is_not_stored_and_gets_the_present_one_with_its_writer()
    {
        var document = await _class.DraftAsync();
        Assert.True((await SaveAsync(document.Id, 1, WrittenClass.Body("of the mate"), _class.Mate)).Value.Saved);
        var (at, heard) = (_class.Bench.Now, _class.Bench.Hear<DocumentWritten>(document.Id));
        _class.Bench.Time.Advance(TimeSpan.FromMinutes(1));
        // A text that lost an edit conflict was never part of the document.
        Assert.True((await SetAsideAsync(document.Id, _class.Author)).Succeeded);

        var answer = (await SaveAsync(document.Id, 1, WrittenClass.Body("of the author"))).Value;
        Assert.Equal((false, 2, at, "Ben Okoro"), (answer.Saved, answer.Version, answer.At, answer.By));
        Assert.Equal("of the mate", answer.Present.Section("text").Text);
        var own = (await SaveAsync(document.Id, 1, WrittenClass.Body("of another window"), _class.Mate)).Value;
        Assert.Equal((false, 2, null), (own.Saved, own.Version, own.By));
        var ahead = (await SaveAsync(document.Id, 3, WrittenClass.Body("of the author"))).Value;
        Assert.False(ahead.Saved);

        Assert.Equal("of the mate", (await _class.ReadAsync(document.Id)).ReadBody().Section("text").Text);
        Assert.Equal(3, (await _class.HistoryAsync(document.Id)).Count);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task A_text_that_is_stored_already_is_saved_whatever_version_was_seen()
    {
        var document = await _class.DraftAsync();
        Assert.True((await SaveAsync(document.Id, 1, WrittenClass.Body("second"))).Value.Saved);
        var (at, heard) = (_class.Bench.Now, _class.Bench.Hear<DocumentWritten>(document.Id));
        _class.Bench.Time.Advance(TimeSpan.FromMinutes(1));

        foreach (var seen in new[] { 1, 2 })
        {
            var answer = (await SaveAsync(document.Id, seen, WrittenClass.Body("second"))).Value;
            Assert.Equal((true, 2, at), (answer.Saved, answer.Version, answer.At));
        }

        Assert.Equal(2, (await _class.ReadAsync(document.Id)).Version);
        Assert.Equal(2, (await _class.HistoryAsync(document.Id)).Count);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task A_document_that_its_author_cannot_edit_takes_no_text_not_even_its_own()
    {
        var document = await _class.DraftAsync();
        await _class.ChangeAsync(document.Id, one => one.Submit(_class.Bench.Now));
        foreach (var (seen, text) in new[] { (2, "first"), (2, "other"), (1, "other") })
        {
            var refused = await SaveAsync(document.Id, seen, WrittenClass.Body(text, "Title", WrittenClass.Item));
            Assert.Equal(
                (RefusalKind.TooLate, "This document has been submitted. You can change it again if it is returned."),
                (refused.Refusal!.Kind, refused.Refusal.Message)
            );
        }

        await _class.ChangeAsync(document.Id, one => one.BeginReview(), one => one.Accept(_class.Bench.Now));
        Assert.Equal(
            "This document has been accepted and can no longer be changed.",
            (await SaveAsync(document.Id, 4, WrittenClass.Body("other"))).Refusal!.Message
        );
        Assert.Equal("first", (await _class.ReadAsync(document.Id)).ReadBody().Section("text").Text);
        Assert.Single(await _class.HistoryAsync(document.Id));
    }

    [Fact]
    public async Task A_section_is_known_to_the_kind_or_to_the_document()
    {
        var document = await _class.DraftAsync(new DocumentBody("Title", new Dictionary<string, SectionBody> { ["gone"] = new("kept") }));
        var (kept, unknown) = (
            new DocumentBody("Title", new Dictionary<string, SectionBody> { ["gone"] = new("changed"), ["more"] = new("x") }),
            new DocumentBody("Title", new Dictionary<string, SectionBody> { ["text"] = new("x"), ["elsewhere"] = new("x") })
        );

        Assert.True((await SaveAsync(document.Id, 1, kept)).Value.Saved);
        var refused = await SaveAsync(document.Id, 2, unknown);
        Assert.Equal(
            (RefusalKind.Invalid, "This kind of document has no section 'elsewhere'."),
            (refused.Refusal!.Kind, refused.Refusal.Message)
        );
        Assert.Equal(2, (await _class.ReadAsync(document.Id)).Version);
    }

    [Fact]
    public async Task A_text_that_was_chosen_in_a_conflict_is_a_version_of_its_own()
    {
        var document = await _class.DraftAsync();
        Assert.True((await SaveAsync(document.Id, 1, WrittenClass.Body("one"))).Value.Saved);
        Assert.True((await SaveAsync(document.Id, 2, WrittenClass.Body("two"))).Value.Saved);
        Assert.Equal(2, (await _class.HistoryAsync(document.Id)).Count);

        Assert.True((await SaveAsync(document.Id, 3, WrittenClass.Body("three"), apart: true)).Value.Saved);
        Assert.Equal(
            [(1, "first"), (2, "two"), (3, "three")],
            (await _class.HistoryAsync(document.Id)).Select(one => (one.Number, one.ReadBody().Section("text").Text))
        );
    }

    [Fact]
    public async Task Only_writers_save_and_only_what_can_be_stored()
    {
        var document = await _class.DraftAsync();
        var heard = _class.Bench.Hear<DocumentWritten>(document.Id);
        Assert.Equal(RefusalKind.NotAllowed, (await SaveAsync(document.Id, 1, WrittenClass.Body("x"), _class.Instructor)).Refusal!.Kind);
        var long_ = await SaveAsync(document.Id, 1, WrittenClass.Body(new string('x', DocumentBody.LargestBytes)));
        Assert.Equal(RefusalKind.TooLarge, long_.Refusal!.Kind);
        Assert.StartsWith("The document has 201 KB of text; the limit is 200 KB.", long_.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await _class.ReadAsync(document.Id)).Version);
        Assert.Empty(heard);
    }

    [Theory]
    [InlineData(DocumentBody.LargestBytes, 0, 0, true)]
    [InlineData(DocumentBody.LargestBytes + 1, 0, 0, false)]
    [InlineData(0, 200, 0, true)]
    [InlineData(0, 201, 0, false)]
    [InlineData(0, 0, 100, true)]
    [InlineData(0, 0, 101, false)]
    public void A_draft_is_as_long_as_can_be_stored(int text, int title, int items, bool valid) =>
        Assert.Equal(
            valid,
            _class
                .Get<InputRules>()
                .Refuse(
                    new SaveDraft.Input(
                        Guid.Empty,
                        1,
                        WrittenClass.Body(new string('x', text), new string('x', title), [.. Enumerable.Repeat(new ActionItem("x"), items)])
                    )
                )
                is null
        );

    [Theory]
    [InlineData(0, "same", 100, true)]
    [InlineData(10, "same", 100, true)]
    [InlineData(11, "same", 100, false)]
    [InlineData(0, "other", 100, false)]
    // Half of the text is kept, less is not.
    [InlineData(0, "same", 50, true)]
    [InlineData(0, "same", 49, false)]
    public void Writing_goes_on_in_a_version_for_ten_minutes_of_one_person_who_deletes_no_more_than_half(
        int minutes,
        string writer,
        int bytes,
        bool continues
    )
    {
        var (author, now) = (Guid.CreateVersion7(), new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc));
        var version = new DocumentVersion(Guid.Empty, 2, author, VersionReason.Written, Text(100), now);
        var at = now.AddMinutes(minutes);

        Assert.Equal(continues, version.TryContinue(writer == "same" ? author : Guid.CreateVersion7(), Text(bytes), at));
        Assert.Equal(continues ? (bytes, at) : (100, now), (version.TextBytes, version.At));
        Assert.Equal(version.TextBytes, version.ReadBody().TextBytes);
        Assert.Equal(now, version.BeganAt);

        static DocumentBody Text(int bytes) => new("", new Dictionary<string, SectionBody> { ["text"] = new(new string('x', bytes)) });
    }

    [Theory]
    [InlineData(VersionReason.Started)]
    [InlineData(VersionReason.Submitted)]
    [InlineData(VersionReason.SetAside)]
    [InlineData(VersionReason.Restored)]
    public void Only_what_was_written_goes_on(VersionReason reason)
    {
        var (author, now) = (Guid.CreateVersion7(), new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc));
        var version = new DocumentVersion(Guid.Empty, 1, author, reason, WrittenClass.Body("text"), now);
        Assert.False(version.TryContinue(author, WrittenClass.Body("texts"), now));
    }

    private static Dictionary<string, SectionBody> Sections(string text) => new() { ["text"] = new(text) };

    private Task<Outcome<SaveDraft.Answer>> SaveAsync(Guid id, int seen, DocumentBody body, Actor? by = null, bool apart = false) =>
        _class.Get<SaveDraft>().RunAsync(by ?? _class.Author, new(id, seen, body, apart), WrittenClass.Ct);

    private Task<Outcome> SetAsideAsync(Guid id, Actor by) =>
        _class.Get<SetAside>().RunAsync(by, id, WrittenClass.Body("aside"), WrittenClass.Ct);
}
