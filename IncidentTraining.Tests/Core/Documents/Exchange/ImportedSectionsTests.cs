using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.Exchange;

public sealed class ImportedSectionsTests
{
    private static readonly DocumentKind Pir = new DocumentKinds(new ContentFolder(RealContent.Directory, TimeProvider.System)).Find(
        "pir"
    )!;

    [Theory]
    [InlineData("# Timeline", "timeline")]
    [InlineData("### Timeline (all times UTC)", "timeline")]
    [InlineData("## Timeline · UTC", "timeline")]
    [InlineData("## Required follow-up", "action-items")]
    [InlineData("## Incident summary — INC-17 (follow-up to an earlier one)", "summary")]
    [InlineData("Timeline\n========", "timeline")]
    [InlineData("## 2. Timeline of Events", "timeline")]
    [InlineData("**Timeline:**", "timeline")]
    [InlineData("**Timeline**:", "timeline")]
    [InlineData("Timeline:", "timeline")]
    [InlineData("## ⏱️ Incident timeline ##", "timeline")]
    [InlineData("## Timeline (all times PST) 03/04/2026 - 03/06/2026. All times approximate", "timeline")]
    [InlineData("## Chronology", "timeline")]
    [InlineData("## [Timeline](#timeline)", "timeline")]
    [InlineData("## Summary", "summary")]
    [InlineData("## Issue summary", "summary")]
    [InlineData("## TL;DR", "summary")]
    [InlineData("## What happened?", "summary")]
    [InlineData("## Root causes", "root-cause")]
    [InlineData("## 4) Root Cause Analysis (5 Whys)", "root-cause")]
    [InlineData("## Contributing factors", "root-cause")]
    [InlineData("## Analysis of causes", "root-cause")]
    [InlineData("## Working theory (root cause)", "root-cause")]
    [InlineData("## Why did it happen?", "root-cause")]
    [InlineData("## Customer impact", "impact")]
    [InlineData("## Impact assessment", "impact")]
    [InlineData("## Affected services", "impact")]
    [InlineData("## Action Items", "action-items")]
    [InlineData("## Corrective and preventative measures", "action-items")]
    [InlineData("## Follow-ups", "action-items")]
    [InlineData("## How do we prevent this from happening again?", "action-items")]
    [InlineData("## Next steps", "action-items")]
    [InlineData("## What went well", "lessons")]
    [InlineData("## What went wrong", "lessons")]
    [InlineData("## Where we got lucky", "lessons")]
    [InlineData("## Key takeaways", "lessons")]
    [InlineData("## Background", null)]
    [InlineData("captured in the timeline below.", null)]
    public void A_heading_names_its_section_in_many_forms(string heading, string? section)
    {
        var plan = MarkdownReader.Plan(Pir, $"# Outage\n\n{heading}\n\n- 10:04 Add an alert\n");
        Assert.Equal(section, plan.Blocks.LastOrDefault(block => block.IsRecognised)?.SectionId);
        Assert.Equal("Outage", plan.Title);
    }

    [Theory]
    [InlineData("## Action Items\n\n| Action Item | Owner |\n|---|---|\n| Limit the pool | sam |\n", "Action Items", "action-items")]
    [InlineData("## Action Items\n\n- Limit the pool\n", "Action Items", "action-items")]
    [InlineData("## Summary\n\nOne.\n\nTwo.\n\n- three\n", "Summary", "summary")]
    [InlineData("---\nteam: sre\n---\n\n### Impact\n\nOne.\n\nTwo.\n", "Impact", "impact")]
    public void A_first_heading_that_names_a_section_is_shown_above_all_of_its_text(string text, string heading, string section)
    {
        var plan = MarkdownReader.Plan(Pir, text);
        var block = Assert.Single(plan.Blocks, one => !one.Body.Contains("team:", StringComparison.Ordinal));
        Assert.Equal((heading, section, true), (block.Title, block.SectionId, block.IsRecognised));
        Assert.Equal("", plan.Title);
        Assert.Equal(text.Split($"{heading}\n\n")[1].Trim(), block.Body.Trim());
    }

    [Fact]
    public void A_published_form_of_review_is_divided_among_all_six_sections()
    {
        var body = MarkdownReader.Read(
            Pir,
            """
            # Checkout outage

            ## Issue Summary
            Checkout was down for 20 minutes.

            ## Impact
            120 orders failed.

            ## Root Causes
            A pool had no limit.

            ## Detection
            An alert fired at 10:06.

            ## Lessons Learned

            ### What went well
            The alert was fast.

            ### What went wrong
            The runbook was old.

            ## Action items

            * Limit the pool

            ## Timeline

            10:04 slow
            """
        );
        Assert.Equal("Checkout was down for 20 minutes.", body.Section("summary").Text);
        Assert.Equal("120 orders failed.", body.Section("impact").Text);
        Assert.Equal("A pool had no limit.", body.Section("root-cause").Text);
        Assert.Equal("### What went well\nThe alert was fast.\n\n### What went wrong\nThe runbook was old.", body.Section("lessons").Text);
        Assert.Equal("Limit the pool", Assert.Single(body.Section("action-items").ActionItems).What);
        Assert.Equal("## Detection\nAn alert fired at 10:06.\n\n10:04 slow", body.Section("timeline").Text);
    }

    [Fact]
    public void What_was_believed_stays_a_column_of_an_imported_timeline()
    {
        const string Table =
            "| Time (UTC) | Event | What we believed | Source |\n|---|---|---|---|\n| 10:04 | slow | \"the release\" | chart |";

        Assert.Equal(Table, MarkdownReader.Read(Pir, $"# T\n\n## Timeline\n\n{Table}\n").Section("timeline").Text);
    }

    /// <summary>"Detection" is a part of the story, or a group of action items.</summary>
    [Fact]
    public void A_heading_inside_a_section_keeps_its_section_unless_it_names_another_one()
    {
        var plan = MarkdownReader.Plan(
            Pir,
            "# T\n\n## Action items\n\n### Detection\n\n- Alert on load\n\n## Overview\n\n### Timeline\n\n10:04 slow\n\n### Services\n\nAll.\n"
        );
        Assert.Equal(["action-items", "summary", "timeline", "summary"], plan.Blocks.Select(block => block.SectionId));
        Assert.Equal(ActionItemKind.Detect, Assert.Single(plan.Compose(Pir).Section("action-items").ActionItems).Kind);
    }

    [Fact]
    public void A_label_before_its_text_names_a_section_outside_other_sections_only()
    {
        var body = MarkdownReader.Read(
            Pir,
            "# T\n\n**Impact:** 12 orders failed.\n\n## Timeline\n\n10:04 slow\n\n**Impact:** felt by all.\n"
        );
        Assert.Equal("12 orders failed.", body.Section("impact").Text);
        Assert.Contains("felt by all", body.Section("timeline").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hours_of_a_timeline_stay_one_block()
    {
        var plan = MarkdownReader.Plan(Pir, "# T\n\n## Timeline\n\n### 10:04\n\nslow\n\n### 10:06\n\nalert\n\n## Appendix\n\nlog\n");
        Assert.Equal(["10:04", "Appendix"], plan.Blocks.Select(block => block.Title));
        Assert.Contains("### 10:06", plan.Blocks[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Front_matter_gives_the_title_and_is_kept_as_code()
    {
        var plan = MarkdownReader.Plan(Pir, "---\ntitle: \"A slow day\"\nauthor: Thea\n---\n\nFirst.\n\nSecond.\n");
        Assert.Equal("A slow day", plan.Title);
        Assert.Equal(3, plan.Blocks.Count);
        Assert.StartsWith(
            "```yaml\ntitle: \"A slow day\"\nauthor: Thea\n```",
            plan.Compose(Pir).Section("summary").Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_link_keeps_its_target_in_whichever_section_it_stands()
    {
        var body = MarkdownReader.Read(
            Pir,
            "# T\n\n## Impact\n\nSee [chart].\n\n## Lessons learned\n\nNone.\n\n[chart]: https://example.org/chart\n"
        );
        Assert.Equal("See [chart].\n\n[chart]: https://example.org/chart", body.Section("impact").Text);
    }

    [Fact]
    public void A_block_goes_where_it_is_moved_or_is_left_out()
    {
        var plan = MarkdownReader.Plan(Pir, "# T\n\n## Timeline\n\n10:04 slow\n\n## Appendix\n\nlog\n\n## Impact\n\n12 orders\n");
        var body = plan.Compose(Pir, new Dictionary<int, string> { [0] = "lessons", [1] = ImportPlan.LeftOut });
        Assert.Equal("## Timeline\n\n10:04 slow", body.Section("lessons").Text);
        Assert.Equal("12 orders", body.Section("impact").Text);
        Assert.Equal(["impact", "lessons"], body.Sections.Keys);
    }

    [Fact]
    public void Prose_among_action_items_goes_into_the_next_section_for_text()
    {
        var body = MarkdownReader.Read(Pir, "# T\n\n## Action items\n\nWe agreed on these with the payments team.\n\n- Limit the pool\n");
        Assert.Equal("Limit the pool", Assert.Single(body.Section("action-items").ActionItems).What);
        Assert.Equal("**Action items**\n\nWe agreed on these with the payments team.", body.Section("lessons").Text);
    }

    /// <summary>Texts randomly composed of elements that occur in reviews: each word is somewhere in the document.</summary>
    [Fact]
    public void Of_no_text_a_word_is_lost()
    {
        var random = new Random(20261128);
        string[] shapes =
        [
            "# {0}\n\n",
            "## Timeline ({0})\n",
            "### {0}\n\n",
            "**Impact:** {0}\n",
            "**Action items**\n\n",
            "{0}\n====\n\n",
            "- {0}\n  - {1}\n- [ ] {2}\n\n",
            "{0} {1}\nRoot cause\n{2}\n\n",
            "| Action | {0} | Owner |\n|---|---|---|\n| {1} | {2} | sam |\n\n",
            "```\n# {0}\n{1}\n```\n\n",
            "> {0}\n\n",
            "[{0}]: https://example.org/{1}\n\n",
            "1. **{0}**\n   {1}\n\n   - {2}\n\n",
            "<details>\n<summary>{0}</summary>\n{1}\n</details>\n\n",
            "---\n\n{0}\n\n",
            "## Follow-ups\n\n{0}\n\n",
            "**{0}**\n- {1}\n\n",
            "## 3) {0}\n{1}\n\n",
            "~~~\n{0}\n~~~\n",
            "* {0}: {1} (owner: {2})\n",
        ];
        for (var round = 0; round < 400; round++)
        {
            var word = 0;
            var text = string.Concat(
                Enumerable
                    .Range(0, random.Next(1, 14))
                    .Select(_ =>
                        string.Format(
                            System.Globalization.CultureInfo.InvariantCulture,
                            shapes[random.Next(shapes.Length)],
                            $"word{word++}x",
                            $"word{word++}x",
                            $"word{word++}x"
                        )
                    )
            );
            var body = MarkdownReader.Read(Pir, text);
            var kept =
                body.Title
                + " "
                + string.Join(
                    ' ',
                    body.Sections.Values.Select(section =>
                        section.Text + " " + string.Join(' ', section.ActionItems.Select(item => $"{item.What} {item.Owner} {item.Ticket}"))
                    )
                );
            Assert.All(Enumerable.Range(0, word).Select(number => $"word{number}x").Where(text.Contains), found =>
                Assert.True(kept.Contains(found, StringComparison.Ordinal), $"{found} is lost of:\n{text}")
            );
        }
    }

    /// <summary>Memory instead of time, which varies on a busy machine: quadratic work also copies quadratically.</summary>
    [Theory]
    [InlineData("[a](", "")]
    [InlineData("| a ", "\n|---|\n")]
    [InlineData(">", "")]
    [InlineData("**a", "")]
    [InlineData("- a\n", "")]
    [InlineData("# a\n", "")]
    [InlineData("<a", "")]
    [InlineData("(a, ", "")]
    [InlineData(" ", "x")]
    [InlineData("(a, b) ", "", "## Action items\n\n- ")]
    [InlineData("10:04 to 10:05 (UTC) 3 May\n", "", "## Timeline\n\n")]
    public void A_text_twice_as_long_takes_about_twice_the_work(string repeated, string end, string beginning = "")
    {
        MarkdownReader.Read(Pir, Text(1_000));
        Assert.InRange(Allocated(Text(20_000)), 0, 3 * Allocated(Text(10_000)));

        string Text(int times) => beginning + string.Concat(Enumerable.Repeat(repeated, times)) + end;

        static long Allocated(string text)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.NotEmpty(MarkdownReader.Read(Pir, text).Sections);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
