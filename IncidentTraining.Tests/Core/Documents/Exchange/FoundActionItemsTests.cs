using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Exchange.Items;
using IncidentTraining.Core.Documents.Exchange.Parts;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.Exchange;

/// <summary>Action items that no usual heading announces: what is taken for them, what is offered, and what is neither.</summary>
public sealed class FoundActionItemsTests
{
    private static readonly DocumentKind Pir = new DocumentKinds(new ContentFolder(RealContent.Directory, TimeProvider.System)).Find(
        "pir"
    )!;

    [Theory]
    [InlineData("What changed as a result", true)]
    [InlineData("Structural fixes (four changes)", true)]
    [InlineData("Hardening done since", true)]
    [InlineData("Durable outputs of the repair", true)]
    [InlineData("Process improvements agreed", true)]
    [InlineData("What we will do from now on", true)]
    [InlineData("So that it does not happen again", true)]
    [InlineData("Why the existing safeguards failed", false)]
    [InlineData("Recommendations for users", false)]
    [InlineData("What you should improve", false)]
    [InlineData("Prevention checklist", false)]
    [InlineData("What we changed before the outage", false)]
    [InlineData("Hardening candidates", false)]
    [InlineData("Tickets opened by this review", true)]
    [InlineData("Rules going forward", false)]
    [InlineData("Background", false)]
    public void A_heading_announces_action_items_by_its_meaning_unless_it_says_otherwise(string heading, bool announces) =>
        Assert.Equal(announces, ActionHeadings.Announce(SectionHeadings.Words(heading)));

    [Fact]
    public void A_list_under_a_heading_that_means_it_is_taken_and_its_text_has_a_second_section()
    {
        var plan = Plan("## Hardening done since\n\n- A limit of the pool\n- Pages for a full pool");
        Assert.Equal(["A limit of the pool", "Pages for a full pool"], What(plan));
        Assert.Equal("root-cause", Assert.Single(plan.Blocks, block => block.SectionId == "action-items").Otherwise);
    }

    [Theory]
    [InlineData("The pool is the same as before; what we hardened is told elsewhere.")]
    [InlineData("- It is the same pool\n- It was never full\n- The limit is high")]
    public void A_text_or_a_list_of_findings_under_such_a_heading_is_not_taken(string text) =>
        Assert.Empty(What(Plan($"## Hardening done since\n\n{text}")));

    [Fact]
    public void The_parts_of_a_plan_are_parts_of_the_action_items() =>
        Assert.Equal(
            ["Limit the pool", "Page for a full pool (Detection (sooner))"],
            What(
                Plan(
                    "## Phase 3: Improvement plan\n\n### Prevention\n\n- Limit the pool\n\n### Detection (sooner)\n\n- Page for a full pool"
                )
            )
        );

    [Theory]
    [InlineData("| Item | Where | Owner | Target |", true)]
    [InlineData("| # | Recommendation | Severity | Owner |", true)]
    [InlineData("| Improvement | Type | Status |", true)]
    [InlineData("| Next step | Ticket | Note |", true)]
    [InlineData("| Item | Where | Size | Colour |", false)]
    [InlineData("| Item | Type | Owner of the pool | Size |", false)]
    [InlineData("| Recommendation | Kind | Colour | Size |", false)]
    [InlineData("| Service | Owner | Status | Size |", false)]
    public void A_table_lists_action_items_by_the_names_of_its_columns(string head, bool lists)
    {
        var columns = head.Count(letter => letter == '|') - 1;
        var table =
            $"{head}\n|{string.Concat(Enumerable.Repeat("---|", columns))}\n|{string.Concat(Enumerable.Repeat(" Limit the pool |", columns))}";
        Assert.Equal(lists, ActionItemTable.ListsActions(table));
        Assert.Equal(lists, What(Plan($"## Notes\n\n{table}")).Count > 0);
    }

    [Theory]
    [InlineData("| Time | Action | Who |\n|---|---|---|\n| 10:04 | Limited the pool | Thea |", false)]
    [InlineData("| When | Action | Who |\n|---|---|---|\n| next week | Limit the pool | Thea |", true)]
    public void A_table_whose_first_column_holds_times_of_day_tells_what_was_done(string table, bool lists) =>
        Assert.Equal(lists, ActionItemTable.ListsActions(table));

    [Fact]
    public void A_table_under_a_heading_that_says_otherwise_stays_and_is_offered()
    {
        var plan = Plan("## Actions taken\n\n| Action | Owner |\n|---|---|\n| Limit the pool | Thea |");
        Assert.Empty(What(plan));
        Assert.Equal("action-items", Assert.Single(plan.Blocks, block => block.Otherwise.Length > 0).Otherwise);
    }

    [Theory]
    [InlineData("To prevent this from happening again:\n\n- The limit of the pool", 1)]
    [InlineData("**Follow-ups**\n\n- The limit of the pool", 1)]
    [InlineData("What the pool held:\n\n- The limit of the pool", 0)]
    [InlineData("How to check the improvements:\n\n- The limit of the pool", 0)]
    public void The_sentence_above_a_list_announces_it_as_a_heading_does(string text, int items) =>
        Assert.Equal(items, What(Plan($"## Notes\n\nThe pool was full.\n\n{text}")).Count);

    [Theory]
    [InlineData("- Limit the pool\n- Test the limit", "action-items")]
    [InlineData("- Limit the pool\n- The pool was full", "")]
    [InlineData("- 10:04 Limit the pool\n- 10:10 Test the limit", "")]
    [InlineData("- Limited the pool\n- Tested the limit", "")]
    public void Points_that_say_what_to_do_are_offered_where_nothing_announces_them(string list, string offered)
    {
        var plan = Plan($"## Notes\n\n{list}");
        Assert.Empty(What(plan));
        Assert.Equal(offered, string.Concat(plan.Blocks.Select(block => block.Otherwise)));
    }

    [Theory]
    [InlineData("- Limit the pool (owner: Thea)\n- Test the limit (owner: Tariq)", 2)]
    [InlineData("- Limit the pool\n- Test the limit (owner: Tariq)", 0)]
    public void Points_with_owners_are_taken_wherever_they_stand(string list, int items) =>
        Assert.Equal(items, What(Plan($"## Notes\n\n{list}")).Count);

    [Fact]
    public void A_box_with_another_mark_is_a_box_and_no_part_of_the_text() =>
        Assert.Equal(["Limit the pool (Notes)", "Test it (Notes)"], What(Plan("## Notes\n\n- [~] Limit the pool\n- [x] Test it")));

    [Fact]
    public void No_text_is_lost_by_dividing_a_part_around_its_lists()
    {
        const string Text =
            "One.\n\n- Limit the pool\n- Test the limit\n\nTwo.\n\n| Action | Owner |\n|---|---|\n| Share the pool | Thea |\n\nThree.\n";
        var plan = Plan($"## Notes\n\n{Text}");
        Assert.EndsWith($"{Text}\n", string.Concat(plan.Blocks.Select(block => block.Heading + block.Body)), StringComparison.Ordinal);
        Assert.Equal(["Share the pool"], What(plan));
        Assert.Equal(plan.Blocks.Count, plan.Blocks.Select(block => block.Number).Distinct().Count());
    }

    [Fact]
    public void The_number_of_a_ticket_in_brackets_before_an_item_is_its_ticket() =>
        Assert.Equal([new ActionItem("Limit the pool", Ticket: "#17")], Items(Plan("## Action items\n\n- [#17]: Limit the pool")));

    [Theory]
    [InlineData("Limit the pool — Thea, by end of week 4", "Limit the pool (by end of week 4)", "Thea")]
    [InlineData("Limit the pool — Thea, next sprint", "Limit the pool (next sprint)", "Thea")]
    [InlineData("Limit the pool — slowly, by week 4", "Limit the pool — slowly, by week 4", "")]
    [InlineData("Limit the pool — Thea, who knows it", "Limit the pool — Thea, who knows it", "")]
    public void An_owner_before_a_time_that_is_no_day_is_read_and_the_time_stays(string line, string what, string owner) =>
        Assert.Equal([new ActionItem(what, owner)], Items(Plan($"## Action items\n\n- {line}")));

    [Theory]
    [InlineData("**Recommendation:** Limit the pool.", 1)]
    [InlineData("**Observation:** The pool has no limit.", 0)]
    public void A_labelled_recommendation_among_the_lessons_is_an_item(string line, int items) =>
        Assert.Equal(items, What(Plan($"## Lessons learned\n\nIt was full.\n\n{line}\n\nAll in all.")).Count);

    [Fact]
    public void Reasons_beside_the_action_items_are_none() =>
        Assert.Equal(
            ["Limit the pool"],
            What(Plan("## Improvements\n\n- Limit the pool\n\nWhy it is worth it:\n\n- fewer pages\n- less work"))
        );

    private static ImportPlan Plan(string text) => MarkdownReader.Plan(Pir, $"# Slow\n\n## Root cause\n\nIt was full.\n\n{text}\n");

    private static IReadOnlyList<ActionItem> Items(ImportPlan plan) => plan.Compose(Pir).Section("action-items").ActionItems;

    private static List<string> What(ImportPlan plan) => [.. Items(plan).Select(item => item.What)];
}
