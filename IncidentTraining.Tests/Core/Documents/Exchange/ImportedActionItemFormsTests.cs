using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.Exchange;

/// <summary>The many forms in which teams write an item's fields, each with a text of its own.</summary>
public sealed class ImportedActionItemFormsTests
{
    private static readonly DocumentKind Pir = new DocumentKinds(new ContentFolder(RealContent.Directory, TimeProvider.System)).Find(
        "pir"
    )!;

    [Theory]
    [InlineData("**DONE**", "Limit the pool")]
    [InlineData("🟢 Done", "Limit the pool")]
    [InlineData("Done (release 14)", "Limit the pool (release 14)")]
    [InlineData("**Done** (2026-05-04, in `v2`): seen by (two) people", "Limit the pool ((2026-05-04, in `v2`): seen by (two) people)")]
    [InlineData("CLOSED 2026-05-04", "Limit the pool (2026-05-04)")]
    [InlineData("Fixed in release 14", "Limit the pool (in release 14)")]
    public void A_state_with_type_a_symbol_or_more_words_is_done(string state, string what) =>
        Assert.Equal(
            [new ActionItem(what, "Thea", Done: true)],
            Read($"## Action items\n\n| Action | Owner | Status |\n|---|---|---|\n| Limit the pool | Thea | {state} |\n")
        );

    [Theory]
    [InlineData("**TODO**", "Limit the pool")]
    [InlineData("Completed 50 %", "Limit the pool (Completed 50 %)")]
    [InlineData("In progress", "Limit the pool (In progress)")]
    public void A_state_that_is_not_done_is_not_taken_for_it(string state, string what) =>
        Assert.Equal(
            [new ActionItem(what, "Thea")],
            Read($"## Action items\n\n| Action | Owner | Status |\n|---|---|---|\n| Limit the pool | Thea | {state} |\n")
        );

    [Fact]
    public void A_linked_state_is_done_and_tells_where_it_is_tracked() =>
        Assert.Equal(
            [new ActionItem("Limit the pool", "Thea", Ticket: "https://example.org/releases/14", Done: true)],
            Read(
                "## Action items\n\n| Action | Owner | State |\n|---|---|---|\n| Limit the pool | Thea | [COMPLETE](https://example.org/releases/14) |\n"
            )
        );

    [Fact]
    public void A_reference_is_a_ticket_only_when_it_looks_like_one() =>
        Assert.Equal(
            [new ActionItem("Limit the pool (Reference: chapter 3)", "Thea"), new ActionItem("Test it", "Thea", Ticket: "OPS-17")],
            Read(
                "## Action items\n\n| Action | Owner | Reference |\n|---|---|---|\n| Limit the pool | Thea | chapter 3 |\n| Test it | Thea | OPS-17 |\n"
            )
        );

    [Theory]
    [InlineData("1. **Limit the pool**\n   - Owner: Thea\n   - Due: 2026-05-04\n   - Status: Done")]
    [InlineData("### Limit the pool\n\n- **Owner**: Thea\n- **Due date**: 2026-05-04\n- **Status**: Done")]
    [InlineData("### 1. Limit the pool\n\n**Owner:** Thea\n**Deadline:** 2026-05-04\n**Status:** Done")]
    [InlineData("**Action 1:** Limit the pool\nOwner: Thea\nDue: 2026-05-04\nStatus: Done")]
    [InlineData("- [x] Limit the pool (Thea, by 2026-05-04)")]
    [InlineData("- [x] Limit the pool – Thea, 4 May 2026")]
    public void Fields_below_or_behind_an_item_belong_to_it(string text) =>
        Assert.Equal(
            [new ActionItem("Limit the pool", "Thea", new DateOnly(2026, 5, 4), Done: true)],
            Read($"## Action items\n\n{text}\n")
        );

    [Theory]
    [InlineData("- **Action item**: Limit the pool", null, null, "")]
    [InlineData("- P1: Limit the pool", null, ActionItemPriority.High, "")]
    [InlineData("- **[P2]** Limit the pool", null, ActionItemPriority.Medium, "")]
    [InlineData("- Prevent: Limit the pool", ActionItemKind.Prevent, null, "")]
    [InlineData("- OPS-17: Limit the pool", null, null, "OPS-17")]
    [InlineData("- Limit the pool (#17)", null, null, "#17")]
    public void What_is_written_before_or_behind_an_item_in_few_words_is_a_field(
        string text,
        ActionItemKind? kind,
        ActionItemPriority? priority,
        string ticket
    ) =>
        Assert.Equal(
            [new ActionItem("Limit the pool", Kind: kind, Priority: priority, Ticket: ticket)],
            Read($"## Action items\n\n{text}\n")
        );

    [Theory]
    [InlineData("- Limit the pool ([#17][i17])", "Limit the pool ([#17][i17])", "")]
    [InlineData("- Move the queue to **Postgres**", "Move the queue to Postgres", "")]
    [InlineData("- Ask about the limit, together with @thea", "Ask about the limit, together with @thea", "")]
    [InlineData("- Limit the pool [Thea]", "Limit the pool", "Thea")]
    [InlineData("- Platform team to limit the pool", "Limit the pool", "Platform team")]
    [InlineData("- Limit the pool\n\n**Owner:** Platform team", "Limit the pool", "Platform team")]
    public void Only_who_does_it_is_the_owner(string text, string what, string owner) =>
        Assert.Equal([new ActionItem(what, owner)], Read($"## Action items\n\n{text}\n"));

    [Theory]
    [InlineData("## Follow-ups from this incident\n\n- Limit the pool", "Limit the pool")]
    [InlineData("## Actions\n\nTo prevent similar issues:\n\n- Limit the pool", "Limit the pool")]
    [InlineData("## Actions\n\nAfter the outage we agreed on this:\n\n- Limit the pool", "Limit the pool")]
    [InlineData("## Actions\n\n### Corrective\n\n- Limit the pool", "Limit the pool (Corrective)")]
    [InlineData("## Actions\n\n- Database improvements\n  - Limit the pool", "Limit the pool (Database improvements)")]
    public void A_heading_or_a_sentence_above_the_list_is_no_part_of_its_items_unless_it_names_a_group(string text, string what) =>
        Assert.Equal([what], Read($"{text}\n").Select(item => item.What));

    [Fact]
    public void The_meaning_of_the_words_of_a_table_is_no_item() =>
        Assert.Equal(
            [new ActionItem("Limit the pool", Priority: ActionItemPriority.High)],
            Read(
                "## Action items\n\n- P1 - Blocks the release.\n- P2 - Can wait.\n\n| Action | Priority |\n|---|---|\n| Limit the pool | P1 |\n"
            )
        );

    [Fact]
    public void A_table_of_actions_is_found_in_any_section_and_a_timeline_is_none()
    {
        var body = MarkdownReader.Read(
            Pir,
            """
            # T

            ## Status

            Restored.

            | Action item | Type | Owner | Bug |
            |---|---|---|---|
            | Limit the pool | prevent | Thea | DONE |

            Checked twice.

            ## Timeline

            | Time | Action | Owner |
            |---|---|---|
            | 10:04 | restarted | Tariq |
            """
        );
        Assert.Equal(
            [new ActionItem("Limit the pool", "Thea", Kind: ActionItemKind.Prevent, Done: true)],
            body.Section("action-items").ActionItems
        );
        Assert.Contains("Checked twice.", body.Section("summary").Text, StringComparison.Ordinal);
        Assert.Contains("| 10:04 | restarted | Tariq |", body.Section("timeline").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_in_the_portals_own_file_stays_where_it_was()
    {
        var text =
            "# T\n\n"
            + string.Concat(
                Pir.Sections.Select(section =>
                    $"## {section.Title}\n\n"
                    + (section.Id == "lessons" ? "| Action | Owner |\n|---|---|\n| Limit the pool | Thea |\n\n" : "")
                )
            );
        var body = MarkdownReader.Read(Pir, text);
        Assert.Empty(body.Section("action-items").ActionItems);
        Assert.Contains("| Limit the pool | Thea |", body.Section("lessons").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_in_html_is_a_list() =>
        Assert.Equal(
            [new ActionItem("Limit the pool & test it"), new ActionItem("Add an alert")],
            Read("## Action items\n\n<ol><li>Limit the pool &amp; <b>test</b> it</li>\n<li>Add an alert</li></ol>\n")
        );

    [Fact]
    public void A_column_of_numbers_is_no_part_of_the_action_whatever_its_name() =>
        Assert.Equal(
            [new ActionItem("Limit the pool", "Thea"), new ActionItem("Add an alert", "Tariq")],
            Read(
                "## Action items\n\n| Item | Action | Owner |\n|---|---|---|\n| 1 | Limit the pool | Thea |\n| 2 | Add an alert | Tariq |\n"
            )
        );

    [Theory]
    [InlineData("### Choosing a limit\n\n- Does it bear a sale?\n- Can it be changed?", 1)]
    [InlineData("### Completed\n\n- Warn support", 2)]
    [InlineData("### Short-term\n\n- Warn support", 2)]
    [InlineData("### Next steps\n\n- Warn support", 2)]
    [InlineData("### Support team\n\n- [ ] Warn support", 2)]
    public void Where_items_have_boxes_a_list_without_them_is_advice_unless_its_heading_says_otherwise(string text, int items)
    {
        var body = MarkdownReader.Read(Pir, $"# T\n\n## Action items\n\n- [ ] Limit the pool\n\n{text}\n");
        Assert.Equal(items, body.Section("action-items").ActionItems.Count);
        Assert.Equal(items == 1, body.Section("lessons").Text.Contains("Does it bear a sale?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("## Resolution\n\n### Immediate action\n\n1. Restarted the pool", 0)]
    [InlineData("## Immediate actions\n\n1. Limit the pool", 1)]
    [InlineData("## Action items\n\n### Immediate actions\n\n1. Limit the pool", 1)]
    public void Immediate_actions_within_the_story_are_those_that_were_taken(string text, int items) =>
        Assert.Equal(items, Read(text).Count);

    [Theory]
    [InlineData("Open ([#54](https://example.org/issues/54))", "https://example.org/issues/54", false)]
    [InlineData("Pending (OPS-17)", "OPS-17", false)]
    [InlineData("Done", "", true)]
    public void A_state_with_a_ticket_in_brackets_tells_both(string state, string ticket, bool done) =>
        Assert.Equal(
            [new ActionItem("Limit the pool", "Thea", Ticket: ticket, Done: done)],
            Read($"## Action items\n\n| Action | Owner | Status |\n|---|---|---|\n| Limit the pool | Thea | {state} |\n")
        );

    [Theory]
    [InlineData("1. **Limit the pool**\n   - By service\n   - With an alert", "Limit the pool: By service; With an alert")]
    [InlineData("1. **Set up an alert**\n   - On waiting requests", "Set up an alert: On waiting requests")]
    [InlineData("1. **Monitoring**\n   - Add an alert", "Add an alert")]
    [InlineData("1. **Add alerts:**\n   - On waiting requests", "On waiting requests (Add alerts)")]
    public void A_numbered_act_in_bold_is_the_item_and_the_points_below_say_how(string text, string what) =>
        Assert.Equal([what], Read($"## Action items\n\n{text}\n").Select(item => item.What));

    [Theory]
    [InlineData("- **Limit `pool_size`** to 20", "Limit `pool_size` to 20", false)]
    [InlineData("- ⏳ Limit the pool", "Limit the pool", false)]
    [InlineData("- ✅ Scripts added:\n  - Limit the pool", "Limit the pool (Scripts added)", true)]
    public void Type_and_marks_of_a_state_are_no_part_of_the_text(string text, string what, bool done) =>
        Assert.Equal([new ActionItem(what, Done: done)], Read($"## Action items\n\n{text}\n"));

    [Fact]
    public void Entries_of_a_log_are_no_items_even_when_they_have_boxes()
    {
        var body = MarkdownReader.Read(
            Pir,
            "# T\n\n## Remediation\n\n- [x] 14:03 — Paged the engineer\n- [x] 14:05 — Restarted the pool\n- [ ] Limit the pool\n"
        );
        Assert.Equal([new ActionItem("Limit the pool")], body.Section("action-items").ActionItems);
        Assert.Contains("14:05 — Restarted the pool", body.Section("lessons").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_the_action_and_the_issue_beside_it_is_not() =>
        Assert.Equal(
            [new ActionItem("Limit the pool (Issue: waiting requests)", "Thea")],
            Read("## Action plan\n\n| Issue | Fix plan | Owner |\n|---|---|---|\n| waiting requests | Limit the pool | Thea |\n")
        );

    [Theory]
    [InlineData("## Future development\n\n- Limit the pool", 1)]
    [InlineData("## Remediation steps\n\n1. Limit the pool", 1)]
    [InlineData("## Timeline\n\n### Remediation steps\n\n1. Restarted the pool", 0)]
    [InlineData("## Remediation steps taken\n\n1. Restarted the pool", 0)]
    public void What_is_to_come_is_an_item_and_what_was_done_in_the_story_is_none(string text, int items) =>
        Assert.Equal(items, Read(text).Count);

    [Fact]
    public void A_heading_that_begins_with_when_or_for_is_no_person() =>
        Assert.All(Read("## Action items\n\n### For Large Pools\n\n- Limit the pool\n\n### Before A Release\n\n- Add an alert\n"), item =>
            Assert.Equal("", item.Owner)
        );

    private static IReadOnlyList<ActionItem> Read(string markdown) =>
        MarkdownReader.Read(Pir, $"# T\n\n{markdown}").Section("action-items").ActionItems;
}
