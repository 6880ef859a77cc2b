using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.Exchange;

/// <summary>Which lists are action items by their form, and which stay in the text of their section.</summary>
public sealed class ImportedListsTests
{
    private static readonly DocumentKind Pir = new DocumentKinds(new ContentFolder(RealContent.Directory, TimeProvider.System)).Find(
        "pir"
    )!;

    [Theory]
    [InlineData("## Afterwards\n\n- [ ] Limit the pool", 1)]
    [InlineData("## Impact\n\nSlow pages.\n\n- [x] Limit the pool", 1)]
    [InlineData("## Afterwards\n\n- Limit the pool", 0)]
    [InlineData("## Release checklist\n\n- [ ] Limit the pool", 0)]
    [InlineData("## Checklist\n\n### Before\n\n- [ ] Limit the pool", 0)]
    [InlineData("## Timeline\n\n- [x] Limited the pool", 0)]
    [InlineData("## Afterwards\n\n- [x] 10:04 Limited the pool", 0)]
    [InlineData("## Is the pool limited?\n\n- [x] Limit the pool by hand", 0)]
    [InlineData("## Afterwards\n\n- [ ] Is the pool limited?\n- [ ] Limit the pool", 0)]
    public void A_list_with_boxes_is_of_action_items_wherever_it_stands_unless_it_is_a_checklist_or_a_log(string text, int items)
    {
        var body = Document($"## Root cause\n\nIt was full.\n\n{text}");
        Assert.Equal(items, body.Section("action-items").ActionItems.Count);
        Assert.Equal(
            items == 0,
            body.Sections.Values.Any(section =>
                section.Text.Contains("the pool", StringComparison.Ordinal) && section.Text.Contains("imit", StringComparison.Ordinal)
            )
        );
    }

    [Theory]
    [InlineData("- Does the pool have a limit?\n- If yes, is it high enough?")]
    [InlineData("1. Show the pool:\n   ```\n   pool show\n   ```\n2. Limit the pool:\n   ```\n   pool limit\n   ```")]
    [InlineData("- Users should limit the pool.\n- Maintainers should test it.")]
    [InlineData("- You can limit the pool.\n- Your team can test it.")]
    [InlineData("### Pool checklist\n\n- Limit the pool")]
    [InlineData("Candidates (to be decided):\n\n1. Limit the pool\n2. Share the pool")]
    [InlineData("### Recommended workflow\n\n1. Limit the pool\n2. Test it")]
    public void Questions_commands_choices_and_words_to_others_stay_in_the_text(string text)
    {
        var body = Document($"## Prevention\n\n{text}");
        Assert.Empty(body.Section("action-items").ActionItems);
        Assert.Contains("pool", body.Section("lessons").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- Limit the pool: is it too large?\n- Test it", 2)]
    [InlineData("- Limit the pool\n- Ask the users whether it is enough", 2)]
    [InlineData("1. Limit the pool\n2. Test the limit:\n   ```\n   pool test\n   ```", 2)]
    public void An_action_with_a_question_or_a_command_in_it_is_still_one(string text, int items) =>
        Assert.Equal(items, Items($"## Prevention\n\n{text}").Count);

    [Fact]
    public void A_labelled_action_is_one_in_any_section_and_the_text_below_it_stays_there()
    {
        var body = Document(
            "## Lessons learned\n\n### Pools need limits\n\nIt had none.\n\n**Action:** Limit the pool\n\nSo much for that.\n\n### Charts help\n\nThey do."
        );
        Assert.Equal([new ActionItem("Limit the pool")], body.Section("action-items").ActionItems);
        Assert.Contains("It had none.", body.Section("lessons").Text, StringComparison.Ordinal);
        Assert.Contains("So much for that.\n\n### Charts help", body.Section("lessons").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_tells_of_no_incident_has_no_tasks_outside_a_section_for_them() =>
        Assert.Empty(Items("## Scope\n\n- [ ] Limit the pool\n\n## Research\n\n- [ ] Measure the pool"));

    [Fact]
    public void A_label_that_stands_in_several_places_is_a_remark_of_each()
    {
        var body = Document(
            "## A full pool\n\nIt had no limit.\n\n**Prevention:** A limit stops it.\n\n## A slow query\n\nIt had no index.\n\n**Prevention:** An index helps."
        );
        Assert.Empty(body.Section("action-items").ActionItems);
        Assert.Contains("**Prevention:** A limit stops it.", body.Section("summary").Text, StringComparison.Ordinal);
        Assert.Equal([new ActionItem("Limit the pool")], Items("## A full pool\n\nIt had no limit.\n\n**Prevention:** Limit the pool"));
    }

    [Fact]
    public void A_capitalised_heading_is_no_name_beside_one_that_cannot_be_one() =>
        Assert.Equal(
            [new ActionItem("Delete old pools (Cleanup)"), new ActionItem("Limit the pool (Upstream: pool)")],
            Items("## Action items\n\n### Cleanup\n\n- Delete old pools\n\n### Upstream: pool\n\n- Limit the pool")
        );

    [Theory]
    [InlineData("Done — release 14", true)]
    [InlineData("Next release", false)]
    public void A_date_column_can_say_that_an_item_is_done(string due, bool done) =>
        Assert.Equal(done, Assert.Single(Items($"## Action items\n\n| Action | Due |\n|---|---|\n| Limit the pool | {due} |")).Done);

    [Fact]
    public void A_column_of_two_names_is_known_by_either_and_a_priority_can_be_done() =>
        Assert.Equal(
            [new ActionItem("Limit the pool", Ticket: "OPS-17", Done: true), new ActionItem("Test it", Priority: ActionItemPriority.High)],
            Items(
                "## Action items\n\n| Action | Priority | Issue / PR |\n|---|---|---|\n| Limit the pool | DONE | OPS-17 |\n| Test it | P0 | none yet |"
            )
        );

    [Fact]
    public void The_name_of_a_symbol_is_no_part_of_a_heading() =>
        Assert.Equal(
            [new ActionItem("Limit the pool", Done: true)],
            Items(
                "## :seedling: Blameless root cause\n\nA full pool.\n\n## :ballot_box_with_check: Follow-up tasks\n\n- [x] Limit the pool"
            )
        );

    [Theory]
    [InlineData("Keep an eye on [the fault that we met](https://example.org/issues/17)", "Keep an eye on the fault that we met")]
    [InlineData("Limit the pool. [Issue](https://example.org/issues/17)", "Limit the pool.")]
    public void The_words_of_a_link_that_end_a_sentence_stay_in_it(string text, string what)
    {
        var item = Assert.Single(Items($"## Action items\n\n- {text}"));
        Assert.Equal((what, true), (item.What, item.Ticket.EndsWith("https://example.org/issues/17", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_labelled_action_in_a_timeline_is_what_was_done_then() =>
        Assert.Empty(Items("## Timeline\n\n### 10:04\n\n**Action:** Limited the pool"));

    [Theory]
    [InlineData("**TODO due 2026-05-04** — Limit the pool", "Limit the pool", "2026-05-04", null, false)]
    [InlineData("**DONE 2026-05-04** — Limit the pool", "Limit the pool (2026-05-04)", null, null, true)]
    [InlineData("**DEFERRED P2** — Limit the pool", "Limit the pool (DEFERRED)", null, ActionItemPriority.Medium, false)]
    [InlineData("**Lesson** — Limit the pool", "Lesson — Limit the pool", null, null, false)]
    public void State_date_and_priority_in_bold_before_an_item_are_fields(
        string text,
        string what,
        string? due,
        ActionItemPriority? priority,
        bool done
    ) =>
        Assert.Equal(
            [
                new ActionItem(
                    what,
                    DueOn: due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
                    Priority: priority,
                    Done: done
                ),
            ],
            Items($"## Action items\n\n1. {text}")
        );

    [Theory]
    [InlineData("✅ Seen in release 14", true, "Limit the pool (Seen in release 14)")]
    [InlineData("❌ Not in release 14", false, "Limit the pool (❌ Not in release 14)")]
    public void A_state_with_a_mark_before_it_is_done_only_when_it_is_ticked(string state, bool done, string what) =>
        Assert.Equal(
            [new ActionItem(what, Done: done)],
            Items($"## Action items\n\n| Action | Status |\n|---|---|\n| Limit the pool | {state} |")
        );

    [Theory]
    [InlineData("## AIs")]
    [InlineData("## Permanent controls")]
    [InlineData("## Mitigations for the future")]
    [InlineData("## Cleanup plan (recommended)")]
    [InlineData("## Guardrails")]
    [InlineData("## How to avoid regressions")]
    public void More_headings_announce_action_items(string heading)
    {
        var item = Assert.Single(Items($"{heading}\n\n- Limit the pool"));
        Assert.Equal(("", true), (item.Owner, item.What.StartsWith("Limit the pool", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(
        "## What Went Well\n\nIt did.\n\n## Root Cause\n\nA full pool.\n\n## Service Impact\n\nNone.\n\n",
        "",
        "Limit the pool (Amber Lane)"
    )]
    [InlineData(
        "## What went well\n\nIt did.\n\n## Root cause\n\nA full pool.\n\n## Impact on orders\n\nNone.\n\n",
        "Amber Lane",
        "Limit the pool"
    )]
    public void Two_words_with_capitals_are_a_name_only_where_other_headings_have_none(string before, string owner, string what) =>
        Assert.Equal([new ActionItem(what, owner)], Items($"{before}## Action items\n\n### Amber Lane\n\n- Limit the pool"));

    [Fact]
    public void Points_that_tell_what_a_change_does_belong_to_it() =>
        Assert.Equal(
            [new ActionItem("Changed `pool.sh` to set the limit: Checks the pool; Sets the limit", Kind: ActionItemKind.Prevent)],
            Items("## Prevention\n\nChanged `pool.sh` to set the limit:\n\n1. Checks the pool\n2. Sets the limit")
        );

    [Fact]
    public void More_numbered_acts_in_bold_are_items_with_the_points_below_them() =>
        Assert.Equal(
            ["Centralize limits: One file; No copies", "Make limits explicit: In the chart"],
            Items(
                    "## Action items\n\n1. **Centralize limits**\n   - One file\n   - No copies\n2. **Make limits explicit**\n   - In the chart"
                )
                .Select(item => item.What)
        );

    private static DocumentBody Document(string markdown) => MarkdownReader.Read(Pir, $"# T\n\n{markdown}\n");

    private static IReadOnlyList<ActionItem> Items(string markdown) => Document(markdown).Section("action-items").ActionItems;
}
