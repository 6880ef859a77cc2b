using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.Checks;

public sealed class CheckCatalogueTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>For each check words that it must find, and similar words that it must ignore.</summary>
    [Theory]
    [InlineData("blame", "It was human error that broke it.", true)]
    [InlineData("blame", "The on-call engineer was careless.", true)]
    [InlineData("blame", "Someone forgot to renew the certificate.", true)]
    [InlineData("blame", "This was not human error but a missing guard.", false)]
    [InlineData("blame", "The message said \"human error\" and nothing else.", false)]
    [InlineData("blame", "`operator error` is the log's word for it.", false)]
    [InlineData("blame", "User error rates rose to 4 %.", false)]
    [InlineData("blame", "Support counted 40 user error reports by noon.", false)]
    [InlineData("blame", "Whoever wrote the script was lazy.", true)]
    [InlineData("blame", "The list is lazy-loaded, and lazy initialisation hid the fault.", false)]
    [InlineData("blame", "An operator error is a symptom: ask what it is a symptom of.", false)]
    [InlineData("blame", "It was a rookie mistake.", true)]
    [InlineData("blame", "Most outages come from human errors.", true)]
    [InlineData("blame", "Two operator mistakes led to it.", true)]
    [InlineData("blame", "The form reports user errors responses to the log.", false)]
    [InlineData("blame", "Everybody told her that it wasn't her fault.", false)]
    [InlineData("blame", "The flag stayed on through lack of attention.", true)]
    [InlineData("counterfactual", "We should have noticed the alert.", true)]
    [InlineData("counterfactual", "The on-call could have rolled back sooner.", true)]
    [InlineData("counterfactual", "They failed to read the runbook.", true)]
    [InlineData("counterfactual", "The request failed to connect.", false)]
    [InlineData("counterfactual", "Every pool should have an alert.", false)]
    [InlineData("counterfactual", "It could have been worse without the cache.", false)]
    [InlineData("counterfactual", "The spare should have taken over by itself.", false)]
    [InlineData("counterfactual", "It should not have been possible to publish both.", false)]
    [InlineData("counterfactual", "Customers should not have been asked to pay twice.", false)]
    [InlineData("counterfactual", "This load is one we would have expected in December.", false)]
    [InlineData("counterfactual", "We could have lost every order.", false)]
    [InlineData("counterfactual", "We should have a word with the payments team.", false)]
    [InlineData("counterfactual", "Engineers should have access to the log.", false)]
    [InlineData("counterfactual", "We might have some spare servers.", false)]
    [InlineData("counterfactual", "It would have been picked up by a rehearsal.", true)]
    [InlineData("counterfactual", "The change should have been tested on a copy first.", true)]
    [InlineData("counterfactual", "The change shouldn’t have been rushed.", true)]
    [InlineData("counterfactual", "The team, in a hurry, and we\nshould have read the log.", true)]
    [InlineData("counterfactual", "- Should have asked the payments team", true)]
    [InlineData("counterfactual", "The outage could have been avoided.", true)]
    [InlineData("counterfactual", "We overlooked the second queue.", true)]
    [InlineData("counterfactual", "The limit was too low – should have asked the vendor.", true)]
    [InlineData("counterfactual", "The limit was too low - should have been checked.", true)]
    [InlineData("counterfactual", "It could have been over in five minutes had we known the switch.", true)]
    [InlineData("counterfactual", "Had we known the switch, it would be over in minutes.", true)]
    [InlineData("counterfactual", "The store had a spare, which would have been used.", false)]
    [InlineData("counterfactual", "A canary would have caught this.", true)]
    [InlineData("counterfactual", "A smaller batch would have saved half the orders.", true)]
    [InlineData("counterfactual", "Without the cache it would have taken the site down.", false)]
    [InlineData("counterfactual", "If we had tested the roll-back, we could go back at once.", true)]
    [InlineData("counterfactual", "If the pool has no connection left, requests wait.", false)]
    [InlineData("person-cause", "The cause was Thea Novak.", true)]
    [InlineData("person-cause", "An inexperienced engineer forgot the flag.", true)]
    [InlineData("person-cause", "The pool had no limit, so a slow query used it up.", false)]
    [InlineData("person-cause", "Two engineers misread the chart.", true)]
    [InlineData("person-cause", "A technician accidentally unplugged the wrong rack.", true)]
    [InlineData("person-cause", "An engineer, in the middle of another change, inadvertently deleted the queue.", true)]
    [InlineData("person-cause", "The operator entered the wrong region.", true)]
    [InlineData("person-cause", "The trigger was a mistake by the on-call engineer.", true)]
    [InlineData("person-cause", "It came down to the operator's inexperience.", true)]
    [InlineData("person-cause", "An engineer pushed the wrong config.", true)]
    [InlineData("person-cause", "The change was mistakenly merged by a contributor.", true)]
    [InlineData("person-cause", "The cause was a wrongly uploaded price list by our intern.", true)]
    [InlineData("person-cause", "The reviewer didn't check the limit.", true)]
    [InlineData("person-cause", "I didn’t check the other pages.", true)]
    [InlineData("person-cause", "The developer did not think of the second queue.", true)]
    [InlineData("person-cause", "Someone didn't consider the limit.", true)]
    [InlineData("person-cause", "We did not think of the second queue.", false)]
    [InlineData("person-cause", "An engineer deployed the release without testing.", true)]
    [InlineData("person-cause", "An engineer deployed the release at 10:04.", false)]
    [InlineData("person-cause", "The file was accidentally replaced by the nightly job.", false)]
    [InlineData("person-cause", "The reviewer checked the limit.", false)]
    [InlineData("person-cause", "We didn't check the limit.", false)]
    [InlineData("person-cause", "The engineer on call noticed the failure of the pool.", false)]
    [InlineData("person-cause", "The outage was caused by the deletion of the price list by a new intern.", true)]
    [InlineData("person-cause", "An operator used a script to restart two workers but forgot the switch for one group.", true)]
    [InlineData("person-cause", "The root cause was an engineer who added a label.", true)]
    [InlineData("person-cause", "It was down due to an engineer changing the limit.", true)]
    [InlineData("person-cause", "I deleted the order table by accident.", true)]
    [InlineData("person-cause", "The coordinator failed to use the full path.", true)]
    [InlineData("person-cause", "Operator had pasted the wrong key.", true)]
    [InlineData("person-cause", "The implementer initially trusted the library without running it.", true)]
    [InlineData("person-cause", "Operator (on duty) pushed five changes without running the tests.", true)]
    [InlineData("person-cause", "The developer skipped the review.", true)]
    [InlineData("person-cause", "An engineer never set the limit.", true)]
    [InlineData("person-cause", "An engineer never had access to the pool.", false)]
    [InlineData("person-cause", "The table was dropped by one of our developers.", true)]
    [InlineData("person-cause", "The table was dropped by the developer's script.", false)]
    [InlineData("person-cause", "The table was restored by one of our developers.", false)]
    [InlineData("person-cause", "The cause was a lack of experience of the operator.", true)]
    [InlineData("person-cause", "The cause was a lack of memory of the pool.", false)]
    [InlineData("person-cause", "It failed because an engineer changed the limit.", true)]
    [InlineData("person-cause", "It was found because an engineer looked at the chart.", false)]
    [InlineData("person-cause", "I forgot the second queue.", true)]
    [InlineData("person-cause", "It was my own typo.", true)]
    [InlineData("person-cause", "A developer error set the limit to zero.", true)]
    [InlineData("person-cause", "The developer error rate was low.", false)]
    [InlineData("person-cause", "The root cause was an engineering dependency.", false)]
    [InlineData("person-cause", "The root cause was a developer’s machine that lost power.", false)]
    [InlineData("person-cause", "The outage was caused by a full pool that was found by an engineer.", false)]
    [InlineData("person-cause", "The reviewer failed because its file was gone.", false)]
    [InlineData("person-cause", "An engineer restarted the worker and watched the queue.", false)]
    [InlineData("promise", "Checkout will be fixed by noon.", true)]
    [InlineData("promise", "We keep this from ever happening again.", true)]
    [InlineData("promise", "We make sure that this does not happen again.", true)]
    [InlineData("promise", "ETA: about 16:30.", true)]
    [InlineData("promise", "There is no ETA yet.", false)]
    [InlineData("promise", "We want to make it less likely to happen again.", false)]
    [InlineData("promise", "This will never happen again.", true)]
    [InlineData("promise", "The next update will be sent by 14:30.", false)]
    [InlineData("jargon", "P95 latency is high.", true)]
    [InlineData("jargon", "Pages load slowly.", false)]
    [InlineData("next-update", "We look into slow pages.", true)]
    [InlineData("next-update", "We look into slow pages. Next update by 14:30 UTC.", false)]
    [InlineData("next-update", "We will write again within 30 minutes.", false)]
    [InlineData("update-impact", "We are investigating an issue with the pool.", true)]
    [InlineData("update-impact", "One in five customers cannot pay by card.", false)]
    [InlineData("update-impact", "We are looking into failed logins.", false)]
    [InlineData("update-impact", "Delivery of receipts by post is delayed.", false)]
    [InlineData("update-impact", "The catalogue, run by our partner, is currently down.", false)]
    [InlineData("update-impact", "New ratings are not computed since this morning.", false)]
    [InlineData("update-impact", "We see an outage on the German catalogue.", false)]
    [InlineData("update-impact", "There are intermittent issues\nwith connecting to the catalogue.", false)]
    [InlineData("update-impact", "Searches take much longer than usual.", false)]
    [InlineData("update-impact", "All services are online again.", false)]
    [InlineData("update-impact", "We have found the cause and are working on a repair.", true)]
    [InlineData("update-impact", "Our provider has a fault in its cooling and is working on it.", true)]
    [InlineData("update-impact", "A fault keeps parcels from leaving the warehouse.", false)]
    [InlineData("update-impact", "The catalogue is having errors.", false)]
    [InlineData("update-impact", "Signing in with a card is blocked.", false)]
    [InlineData("update-impact", "The shelf finder is back to normal.", false)]
    [InlineData("update-impact", "The shelf finder is not returning any books.", false)]
    [InlineData("update-impact", "The ratings seem broken since Monday.", false)]
    [InlineData("update-impact", "We had two downtimes overnight.", false)]
    [InlineData("update-impact", "We gave the team a new certificate.", true)]
    [InlineData("update-impact", "The data centre works to bring temperatures back to an operational level.", true)]
    [InlineData("update-impact", "This incident has been resolved.", true)]
    [InlineData("impact-figure", "Some users saw errors from 10:04 to 10:41.", true)]
    [InlineData("impact-figure", "About 120 orders failed.", false)]
    [InlineData("impact-figure", "Three orders failed.", false)]
    [InlineData("timeline-order", "- 10:04 slow\n- 10:01 alert", true)]
    [InlineData("timeline-order", "| 23:58 | slow |\n| 00:03 | alert |", false)]
    [InlineData("timeline-order", "### 2026-03-01 18:00\n### 2026-03-02 09:00", false)]
    [InlineData("timeline-order", "10:04 slow\n```\n09:00:00 log line\n```\n10:06 alert", false)]
    [InlineData("timeline-times", "### 10:04\nIt got slow.", false)]
    [InlineData("timeline-order", "11:50 AM slow\n1:05 PM alert", false)]
    [InlineData("timeline-order", "1:05 PM slow\n11:50 AM alert", true)]
    [InlineData("timeline-order", "- [05-03 23:50] slow\n- [05-04 00:02] alert", false)]
    [InlineData("timeline-order", "- [05-04 00:02] slow\n- [05-03 23:50] alert", true)]
    [InlineData("timeline-times", "- [08:47] slow", false)]
    [InlineData("timeline-times", "- T+0:30 alert", false)]
    [InlineData("timeline-times", "- 2026-05-03: released\n- 2026-05-04: rolled back", false)]
    [InlineData("timeline-times", "- 2026-05-03: released\n- then rolled back", true)]
    [InlineData("timeline-gap", "10:04 slow\n10:20 alert", true)]
    [InlineData("timeline-gap", "10:04:10 slow\n10:14:10 alert", false)]
    [InlineData("timeline-gap", "10:04:10 slow\n10:14:11 alert", true)]
    [InlineData("timeline-gap", "11:55 AM slow\n12:05 PM alert", false)]
    [InlineData("timeline-times", "First it was slow, then an alert came.", true)]
    [InlineData("timeline-times", "| 10:04 | slow | dashboard |", false)]
    [InlineData("gap", "Trigger: …", true)]
    [InlineData("gap", "The log said `…` and stopped.", false)]
    public void A_check_notices_what_it_is_for_and_leaves_the_rest(string check, string text, bool noticed)
    {
        var findings = Run(check, new SectionBody(text));
        Assert.Equal(noticed, findings.Count > 0);
        Assert.All(findings, finding => Assert.False(string.IsNullOrWhiteSpace(finding.Better)));
    }

    [Theory]
    [InlineData("action-owner", "Add an alert", "", "2026-04-01", true)]
    [InlineData("action-owner", "Add an alert", "Thea", "2026-04-01", false)]
    [InlineData("action-date", "Add an alert", "Thea", null, true)]
    [InlineData("action-past", "Add an alert", "Thea", "2026-03-01", true)]
    [InlineData("action-past", "Add an alert", "Thea", "2026-03-02", false)]
    [InlineData("action-verb", "Better monitoring of the pool", "Thea", null, true)]
    [InlineData("action-verb", "Monitoring", "Thea", null, true)]
    [InlineData("action-verb", "Remind everybody to be more careful", "Thea", null, true)]
    [InlineData("action-verb", "Alert when the pool is empty", "Thea", null, false)]
    [InlineData("action-verb", "Canary every change of the pool", "Thea", null, false)]
    [InlineData("action-verb", "Every developer should be able to merge", "Thea", null, true)]
    [InlineData("action-verb", "Code must be reviewed before it is released", "Thea", null, true)]
    [InlineData("action-verb", "Backups of the catalogue will run each night", "Thea", null, true)]
    [InlineData("action-verb", "Adding an alert on the pool", "Thea", null, true)]
    [InlineData("action-verb", "Validation of the price list", "Thea", null, true)]
    [InlineData("action-verb", "Ensure backups will run each night", "Thea", null, false)]
    [InlineData("action-verb", "Write down when the pool must grow", "Thea", null, false)]
    [InlineData("action-verb", "Partition the order table", "Thea", null, false)]
    [InlineData("action-verb", "Bring the spare pool up by a script", "Thea", null, false)]
    [InlineData("action-verb", "To test the roll-back each week", "Thea", null, false)]
    [InlineData("action-verb", "Redundancy for the order queue", "Thea", null, true)]
    [InlineData("action-verb", "Full system and network audit", "Thea", null, true)]
    [InlineData("action-verb", "Canary-node testing of new releases", "Thea", null, true)]
    [InlineData("action-verb", "The limit of the pool is too low", "Thea", null, true)]
    [InlineData("action-verb", "F1 — the second queue is not read", "Thea", null, true)]
    [InlineData("action-verb", "Control: every change must name its pool", "Thea", null, true)]
    [InlineData("action-verb", "When adding a pool, always limit it", "Thea", null, false)]
    [InlineData("action-verb", "If a pool is full, restart its workers", "Thea", null, false)]
    [InlineData("action-verb", "Documentation: Add the limit to the runbook", "Thea", null, false)]
    [InlineData("action-verb", "Deploy load balancer health checks", "Thea", null, false)]
    [InlineData("action-verb", "Provision a second pool for testing", "Thea", null, false)]
    [InlineData("action-verb", "Reheat the cache after a restart", "Thea", null, false)]
    [InlineData("action-verb", "Check that the limit is set", "Thea", null, false)]
    [InlineData("action-verb", "Dedicated staging pool", "Thea", null, true)]
    [InlineData("action-verb", "Runbook for a full pool", "Thea", null, true)]
    [InlineData("action-verb", "`pool_size` with a limit", "Thea", null, true)]
    [InlineData("action-verb", "Policy: no pool without a limit", "Thea", null, true)]
    [InlineData("action-verb", "Backup of the catalogue", "Thea", null, true)]
    [InlineData("action-verb", "Backup the catalogue each night", "Thea", null, false)]
    [InlineData("action-verb", "Debounce the alerts", "Thea", null, false)]
    [InlineData("action-verb", "Updated the runtime docs", "Thea", null, false)]
    [InlineData("action-verb", "Updated runtime docs", "Thea", null, false)]
    [InlineData("action-verb", "Retry orders once", "Thea", null, false)]
    [InlineData("action-verb", "Retry logic of the worker", "Thea", null, true)]
    [InlineData("action-verb", "Add/keep limits", "Thea", null, false)]
    [InlineData("action-verb", "[preferred] Limit the pool", "Thea", null, false)]
    [InlineData("action-verb", "Rate-limit requests", "Thea", null, false)]
    [InlineData("action-verb", "Recheck limits each week", "Thea", null, false)]
    [InlineData("action-verb", "Parallelise imports", "Thea", null, false)]
    public void An_action_item_is_checked_field_by_field(string check, string what, string owner, string? due, bool noticed)
    {
        var item = new ActionItem(what, owner, due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(noticed, Run(check, new SectionBody(Items: [item])).Count > 0);
    }

    [Fact]
    public void An_action_item_that_is_done_needs_no_date_to_come()
    {
        var done = new ActionItem("Add an alert", "Thea", Done: true);
        Assert.Empty(Run("action-date", new SectionBody(Items: [done])));
        Assert.Empty(Run("action-past", new SectionBody(Items: [done with { DueOn = Today.AddDays(-1) }])));
    }

    [Fact]
    public void A_hard_text_is_noticed_and_a_plain_one_is_not()
    {
        const string Hard =
            "Subsequent investigation of infrastructural dependencies demonstrated considerable deterioration of transactional availability, necessitating immediate administrative intervention regarding persistent authorisation irregularities, notwithstanding previously communicated precautionary reconfiguration of international payment intermediaries and associated organisational responsibilities throughout numerous operational departments, particularly considering international availability expectations.";
        const string Plain =
            "Since ten this morning you may wait longer than usual when you pay. We know why, and we are on it. Your order is safe. You do not have to pay twice. If your card is refused, please wait for a minute and try again. We will write here again by noon.";
        Assert.Single(Run("reading-level", new SectionBody(Hard)));
        Assert.Empty(Run("reading-level", new SectionBody(Plain)));
    }

    [Theory]
    [InlineData("make", 1)]
    [InlineData("table", 2)]
    [InlineData("incident", 3)]
    [InlineData("latency", 3)]
    [InlineData("the", 1)]
    [InlineData("walked", 1)]
    [InlineData("wanted", 2)]
    public void Syllables_are_counted_as_they_are_spoken(string word, int syllables) =>
        Assert.Equal(syllables, ReadingLevel.Syllables(word));

    [Fact]
    public void The_outlines_of_the_content_are_no_findings_but_empty()
    {
        foreach (var kind in new DocumentKinds(new ContentFolder(RealContent.Directory, TimeProvider.System)).All)
        {
            var outlines = new DocumentBody(
                "T",
                kind.Sections.Where(s => s.Form is not SectionForm.ActionItems).ToDictionary(s => s.Id, s => new SectionBody(s.Outline))
            );
            Assert.DoesNotContain(CheckCatalogue.Run(kind, outlines, Today, []), finding =>
                finding.CheckId is "impact-figure" or "update-impact" or "next-update" or "gap"
            );
        }
    }

    [Fact]
    public void The_notes_on_the_checks_have_a_heading_and_the_source_for_each()
    {
        var notes = File.ReadAllText(Path.Combine(RealContent.Directory, "..", "docs", "checks.md"));
        Assert.All(CheckCatalogue.All, check =>
        {
            Assert.Contains($"### `{check.Id}`", notes);
            Assert.Contains(check.Source, notes);
        });
    }

    [Fact]
    public void A_check_of_a_long_text_does_not_grow_with_its_square()
    {
        var words = string.Concat(Enumerable.Repeat("- 10:04 We should have seen the latency; the next update was late. ", 3_000));
        var began = TimeProvider.System.GetTimestamp();
        foreach (var check in CheckCatalogue.All)
        {
            Run(check.Id, new SectionBody(words));
            Run(check.Id, new SectionBody(words.Replace('.', '\n')));
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static IReadOnlyList<Finding> Run(string check, SectionBody section)
    {
        var form = section.Items is null ? SectionForm.Markdown : SectionForm.ActionItems;
        var kind = new DocumentKind("k", "K", "", "", [], [new SectionShape("s", "S", "", form, true, "", [check])]);
        return CheckCatalogue.Run(
            kind,
            new DocumentBody("T", new Dictionary<string, SectionBody> { ["s"] = section }),
            Today,
            ["Thea Novak"]
        );
    }
}
