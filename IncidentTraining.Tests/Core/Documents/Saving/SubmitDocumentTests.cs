using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.Documents;

/// <summary>What can be submitted, what is kept of it, and what is kept of texts that were not chosen.</summary>
public sealed class SubmitDocumentTests : IAsyncLifetime
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
    public async Task A_complete_document_is_submitted_as_it_was_seen_and_everyone_is_told()
    {
        var document = await _class.DraftAsync();
        List<DocumentMoved>[] heard =
        [
            .. new[] { _class.CohortId, _class.Author.PersonId, document.Id }.Select(_class.Bench.Hear<DocumentMoved>),
        ];
        _class.Bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, (await SubmitAsync(document.Id, 1)).Value);

        var stored = await _class.ReadAsync(document.Id);
        Assert.Equal((DocumentState.Submitted, 1, _class.Bench.Now), (stored.State, stored.Submissions, stored.SubmittedAt!.Value));
        var last = (await _class.HistoryAsync(document.Id))[^1];
        Assert.Equal(
            (2, VersionReason.Submitted, _class.Author.PersonId, stored.BodyJson),
            (last.Number, last.Reason, last.AuthorId, last.BodyJson)
        );
        Assert.All(heard, moved => Assert.Equal([new DocumentMoved(document.Id, DocumentState.Submitted)], moved));
    }

    [Fact]
    public async Task What_was_not_seen_or_is_not_complete_or_not_open_is_not_submitted()
    {
        var (document, empty) = (await _class.DraftAsync(), await _class.DraftAsync(WrittenClass.Body("")));
        var heard = _class.Bench.Hear<DocumentMoved>(_class.CohortId);
        foreach (var seen in new[] { 0, 2 })
        {
            var refused = (await SubmitAsync(document.Id, seen)).Refusal!;
            Assert.Equal(RefusalKind.Conflict, refused.Kind);
            Assert.StartsWith("The document was changed in another window.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["items", "text"], (await SubmitAsync(empty.Id, 1)).Refusal!.Fields.Keys.Order());
        Assert.Equal(RefusalKind.NotAllowed, (await SubmitAsync(document.Id, 1, _class.Instructor)).Refusal!.Kind);
        Assert.Empty(heard);
        Assert.Equal(DocumentState.Draft, (await _class.ReadAsync(document.Id)).State);
        Assert.Single(await _class.HistoryAsync(document.Id));

        Assert.True((await SubmitAsync(document.Id, 1)).Succeeded);
        // However old or incomplete it is: it has been submitted, and the message states that.
        foreach (var seen in new[] { 1, 2 })
        {
            Assert.Equal(
                "The document is submitted, so it cannot be submitted now.",
                (await SubmitAsync(document.Id, seen)).Refusal!.Message
            );
        }

        await _class.ChangeAsync(empty.Id, one => one.Submit(_class.Bench.Now));
        Assert.Equal("The document is submitted, so it cannot be submitted now.", (await SubmitAsync(empty.Id, 2)).Refusal!.Message);
        Assert.Single(heard);
    }

    [Fact]
    public void A_complete_document_has_no_finding() => Assert.Empty(Findings(WrittenClass.Body("text", "Title", WrittenClass.Item)));

    [Fact]
    public void Each_required_part_that_is_missing_is_named()
    {
        Assert.Equal(
            [
                ("title", "Give the document a title."),
                ("text", "The text: this section is empty or contains only the outline."),
                ("items", "The items: add at least one action item."),
            ],
            Findings(WrittenClass.Body(" ", " "))
        );
        Assert.Equal(["items"], Findings(WrittenClass.Body("text", "Title", new ActionItem())).Select(one => one.Field).Take(1));
    }

    [Fact]
    public void Each_field_of_an_action_item_that_is_missing_is_named_with_its_item()
    {
        var items = new[]
        {
            WrittenClass.Item with
            {
                What = " ",
            },
            WrittenClass.Item with
            {
                Owner = "",
            },
            WrittenClass.Item with
            {
                DueOn = null,
            },
            WrittenClass.Item with
            {
                DueOn = null,
                Done = true,
            },
            WrittenClass.Item with
            {
                Kind = null,
            },
            WrittenClass.Item with
            {
                Priority = null,
            },
            WrittenClass.Item,
        };
        Assert.Equal(
            [
                ("items[0].what", "The items, item 1: say what will be done."),
                ("items[1].owner", "The items, item 2: name one owner."),
                ("items[2].dueOn", "The items, item 3: give a follow-up date."),
                ("items[4].kind", "The items, item 5: say whether it prevents, detects or mitigates."),
                ("items[5].priority", "The items, item 6: give a priority."),
            ],
            Findings(WrittenClass.Body("text", "Title", items))
        );
    }

    [Fact]
    public async Task A_text_that_was_not_chosen_is_kept_in_every_state_and_changes_nothing_else()
    {
        var document = await _class.DraftAsync();
        await _class.ChangeAsync(document.Id, one => one.Submit(_class.Bench.Now));
        var before = await _class.ReadAsync(document.Id);

        Assert.Null((await SetAsideAsync(document.Id, _class.Mate, "one\r\n")).Refusal);
        Assert.Null((await SetAsideAsync(document.Id, _class.Mate, "two")).Refusal);

        Assert.Equal(
            [(1, VersionReason.Started, "first"), (2, VersionReason.SetAside, "one\n"), (3, VersionReason.SetAside, "two")],
            (await _class.HistoryAsync(document.Id)).Select(one => (one.Number, one.Reason, one.ReadBody().Section("text").Text))
        );
        var after = await _class.ReadAsync(document.Id);
        Assert.Equal((before.Version, before.BodyJson, before.WrittenAt), (after.Version, after.BodyJson, after.WrittenAt));
        Assert.Equal(RefusalKind.NotAllowed, (await SetAsideAsync(document.Id, _class.Instructor, "x")).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.TooLarge,
            (await SetAsideAsync(document.Id, _class.Mate, new string('x', DocumentBody.LargestBytes))).Refusal!.Kind
        );
        Assert.Equal(3, (await _class.HistoryAsync(document.Id)).Count);
    }

    private List<(string Field, string Message)> Findings(DocumentBody body)
    {
        var kind = new DocumentKind(
            "review",
            "",
            "",
            "",
            [],
            [
                new SectionShape("text", "The text", "", SectionForm.Markdown, Required: true, "", []),
                new SectionShape("items", "The items", "", SectionForm.ActionItems, Required: true, "", []),
                new SectionShape("more", "More", "", SectionForm.Markdown, Required: false, "", []),
            ]
        );
        var refusal = _class.Get<InputRules>().Refuse(new SubmitDocument.Finished(kind, body));
        return
        [
            .. (refusal?.Fields ?? new Dictionary<string, string[]>()).SelectMany(field => field.Value.Select(text => (field.Key, text))),
        ];
    }

    private Task<Outcome<int>> SubmitAsync(Guid id, int seen, Actor? by = null) =>
        _class.Get<SubmitDocument>().RunAsync(by ?? _class.Author, id, seen, Ct);

    private Task<Outcome> SetAsideAsync(Guid id, Actor by, string text) =>
        _class.Get<SetAside>().RunAsync(by, id, WrittenClass.Body(text), Ct);
}
