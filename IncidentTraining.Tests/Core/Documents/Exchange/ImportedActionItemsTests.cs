using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Exchange.Items;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.Exchange;

public sealed class ImportedActionItemsTests
{
    private static readonly DocumentKind Pir = new DocumentKinds(new ContentFolder(RealContent.Directory, TimeProvider.System)).Find(
        "pir"
    )!;

    [Fact]
    public void A_table_is_read_by_the_names_of_its_columns_and_its_head_is_no_item() =>
        Assert.Equal(
            [new ActionItem("Alert on disk space at 80 %", "sam", Kind: ActionItemKind.Detect, Ticket: "T-17", Done: true)],
            Read(
                "## Action Items\n\n| Action Item | Type | Owner | Bug |\n|---|---|---|---|\n| Alert on disk space at 80 % | detect | sam | T-17 done |\n"
            )
        );

    [Theory]
    [InlineData(
        "| # | Task | Assignee | Due date | Priority | Status |\n|:-:|---|---|---|---|---|\n| 1 | Limit the pool | Thea | 2026-05-04 | P1 | Open |"
    )]
    [InlineData(
        "| Status | Deadline | What | Prio | Responsible |\n|---|---|---|---|---|\n| to do | May 4, 2026 | Limit the pool | high | Thea |"
    )]
    [InlineData("Owner | Follow-up | When | Severity\n--- | --- | --- | ---\nThea | **Limit the pool** | 4 May 2026 | Critical")]
    public void Columns_have_many_names_and_any_order(string table) =>
        Assert.Equal(
            [new ActionItem("Limit the pool", "Thea", new DateOnly(2026, 5, 4), Priority: ActionItemPriority.High)],
            Read($"## Follow-ups\n\n{table}\n")
        );

    [Fact]
    public void A_cell_that_is_no_choice_and_an_unknown_column_stay_in_the_text() =>
        Assert.Equal(
            [new ActionItem("Limit the pool (next week, process, Effort: 2 days)", "Thea")],
            Read(
                "## Action items\n\n| Action | Owner | Due | Kind | Effort |\n|---|---|---|---|---|\n| Limit the pool | Thea | next week | process | 2 days |\n"
            )
        );

    [Theory]
    [InlineData("- [x] Limit the pool", true)]
    [InlineData("- [ ] Limit the pool", false)]
    [InlineData("- Limit the pool - DONE", true)]
    [InlineData("* ✅ Limit the pool", true)]
    [InlineData("1. ~~Limit the pool~~", true)]
    [InlineData("&nbsp;•&nbsp; Limit the pool", false)]
    [InlineData("Limit the pool", false)]
    [InlineData("### Completed\n\n- Limit the pool", true)]
    public void A_list_or_a_line_is_an_item_and_may_be_done(string text, bool done) =>
        Assert.Equal([new ActionItem("Limit the pool", Done: done)], Read($"## Action items\n\n{text}\n"));

    [Theory]
    [InlineData("- Limit the pool (@thea)", "@thea")]
    [InlineData("- @thea: Limit the pool", "@thea")]
    [InlineData("- Limit the pool. Owner: Thea", "Thea")]
    [InlineData("- Limit the pool (owner: Thea)", "Thea")]
    [InlineData("**Thea**\n- Limit the pool", "Thea")]
    [InlineData("### Thea Novak / Tariq\n\n- Limit the pool", "Thea Novak / Tariq")]
    [InlineData("**TN**\n\n- Limit the pool", "TN")]
    public void The_owner_is_read_where_teams_write_it(string text, string owner)
    {
        var item = Assert.Single(Read($"## Actions\n\n{text}\n"));
        Assert.Equal(("Limit the pool", owner), (item.What.TrimEnd('.'), item.Owner));
    }

    [Theory]
    [InlineData("### Monitoring", "Limit the pool", ActionItemKind.Detect)]
    [InlineData("### Prevention", "Limit the pool", ActionItemKind.Prevent)]
    [InlineData("**Future migrations**", "Limit the pool (Future migrations)", null)]
    [InlineData("### OrderHub", "Limit the pool (OrderHub)", null)]
    [InlineData("### Short-term", "Limit the pool (Short-term)", null)]
    public void A_group_that_is_no_person_is_a_kind_or_stays_with_the_item(string group, string what, ActionItemKind? kind) =>
        Assert.Equal([new ActionItem(what, Kind: kind)], Read($"## Action items\n\n{group}\n\n- Limit the pool\n"));

    [Fact]
    public void Priority_date_kind_and_ticket_are_read_from_a_line() =>
        Assert.Equal(
            [
                new ActionItem(
                    "Limit the pool",
                    "Thea",
                    new DateOnly(2026, 5, 4),
                    ActionItemKind.Prevent,
                    ActionItemPriority.High,
                    "https://example.org/issues/17"
                ),
            ],
            Read("## Action items\n\n- [P1] Limit the pool (prevent, owner: Thea, due: 2026-05-04) [#17](https://example.org/issues/17)\n")
        );

    [Theory]
    [InlineData("2026-05-04")]
    [InlineData("4th May 2026")]
    [InlineData("13/5/2026")]
    [InlineData("5/13/2026")]
    [InlineData("4.5.2026")]
    public void A_date_is_read_when_it_can_only_be_one_day(string date) => Assert.NotNull(ActionItemWords.Date(date));

    [Theory]
    [InlineData("4/5/2026")]
    [InlineData("May 4")]
    [InlineData("next week")]
    [InlineData("31.2.2026")]
    public void A_date_that_could_be_two_days_is_left_as_text(string date) => Assert.Null(ActionItemWords.Date(date));

    [Fact]
    public void Points_below_an_item_stay_with_it_and_a_named_list_is_a_group()
    {
        Assert.Equal(
            ["Renew the alert: show the oldest message; show the state", "Test the roll-back (Testing)", "Rehearse it (Testing)"],
            Read(
                    "## Actions\n\n- Renew the alert\n  - show the oldest message\n  - show the state\n- **Testing**\n  - Test the roll-back\n  - Rehearse it\n"
                )
                .Select(item => item.What)
        );
    }

    [Fact]
    public void An_item_can_have_a_heading_to_itself() =>
        Assert.Equal(
            [
                new ActionItem("Better alerting on load: An alert on every host.", "", Kind: ActionItemKind.Detect),
                new ActionItem("Larger disk", "@thea"),
            ],
            Read(
                "# T\n\n# Action items\n\n### 1) Better alerting on load [detect]\n\nAn alert on every host.\n\n### 2) Larger disk `@thea`\n"
            )
        );

    private static IReadOnlyList<ActionItem> Read(string markdown) =>
        MarkdownReader
            .Read(Pir, markdown.StartsWith("# ", StringComparison.Ordinal) ? markdown : $"# T\n\n{markdown}")
            .Section("action-items")
            .ActionItems;
}
