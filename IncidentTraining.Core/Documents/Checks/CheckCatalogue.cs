using System.Collections.Frozen;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Runbooks;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>
/// All checks that are shown next to a text. The kind under <c>content/document-kinds</c> defines which of them apply to a section.
/// </summary>
/// <remarks>Sources and measured precision: <c>docs/checks.md</c>.</remarks>
public static class CheckCatalogue
{
    private const string SrePostmortem = "Beyer et al., Site Reliability Engineering (2016), ch. 15 and app. D";
    private const string SreTroubleshooting = "Beyer et al., Site Reliability Engineering (2016), ch. 12";
    private const string Dekker = "Dekker, The Field Guide to Understanding 'Human Error' (3rd ed. 2014)";
    private const string PagerDuty = "PagerDuty, Incident Response documentation: post-mortem process";
    private const string Atlassian = "Atlassian, Incident Management Handbook: incident communications";
    private const string PlainLanguage = "US federal plain language guidelines (2011)";

    private delegate IEnumerable<Finding> Look(CheckContext context);

    private static readonly (CheckInfo Info, Look Look)[] Checks =
    [
        (
            new("action-owner", "Action item without an owner", "If it belongs to everyone, no one does it.", SrePostmortem),
            ActionItemChecks.Owners
        ),
        (
            new("action-date", "Action item without a date", "Without a date, no one notices that nothing happened.", PagerDuty),
            ActionItemChecks.Dates
        ),
        (new("action-past", "Follow-up in the past", "A date in the past is never followed up.", PagerDuty), ActionItemChecks.PastDates),
        (
            new(
                "action-verb",
                "Action item without an action",
                "An item can be done, and be seen to be done, if it says what someone does.",
                PagerDuty
            ),
            ActionItemChecks.Verbs
        ),
        (
            new("timeline-times", "Timeline without times", "Only times let a reader put cause and effect in order.", SrePostmortem),
            TimelineChecks.Times
        ),
        (
            new(
                "timeline-order",
                "Timeline out of order",
                "Cause and effect can only be seen in the order in which things happened.",
                SrePostmortem
            ),
            TimelineChecks.Order
        ),
        (
            new(
                "timeline-gap",
                "Gap in the timeline",
                "Gaps often hide what people were waiting for or wrong about, which is what the review is about.",
                PagerDuty
            ),
            TimelineChecks.Gaps
        ),
        (
            new(
                "impact-figure",
                "Impact without a figure",
                "Without figures, no one can judge what preventing the next one is worth.",
                SrePostmortem
            ),
            MessageChecks.Figures
        ),
        (
            new(
                "person-cause",
                "A person as the cause",
                "Naming a person as the cause leaves the system unchanged, and the next person in the same position.",
                Dekker
            ),
            WordingChecks.PersonAsCause
        ),
        (new("blame", "Blaming words", "People who fear blame say less, and the review learns less.", SrePostmortem), WordingChecks.Blame),
        (
            new(
                "counterfactual",
                "What people did not do",
                "Hindsight shows a path that no one could see at the time; it does not explain why their actions made sense.",
                Dekker
            ),
            WordingChecks.Counterfactual
        ),
        (new("update-impact", "Message without impact", "Readers first look for what it means for them.", Atlassian), MessageChecks.Impact),
        (
            new("next-update", "No time for the next update", "People who know when the next update comes do not have to ask.", Atlassian),
            MessageChecks.NextUpdate
        ),
        (new("promise", "Promise", "A missed promise costs more trust than the outage.", Atlassian), MessageChecks.Promises),
        (new("jargon", "Jargon", "A message is for people who do not work on the system.", PlainLanguage), MessageChecks.Jargons),
        (
            new(
                "reading-level",
                "Hard to read",
                "People read such messages in a hurry, and many in a second language.",
                "Flesch, A new readability yardstick (1948)"
            ),
            ReadingLevel.Check
        ),
        (new("gap", "Open gap", "The outline is meant to be filled in.", PlainLanguage), MessageChecks.Gaps),
        (
            new(
                "step-words",
                "Step that cannot be run",
                "A step that the shop does not know is discovered at three in the morning.",
                SreTroubleshooting
            ),
            StepChecks.Readable
        ),
        (
            new(
                "step-verified",
                "Steps that do not end in a check",
                "Taking an action does not prove recovery; only a measurement does.",
                SreTroubleshooting
            ),
            StepChecks.Verified
        ),
    ];

    private static readonly FrozenDictionary<string, (CheckInfo Info, Look Look)> ById = Checks.ToFrozenDictionary(check => check.Info.Id);

    /// <summary>What the checks look for, in the order in which they run.</summary>
    public static IReadOnlyList<CheckInfo> All { get; } = [.. Checks.Select(check => check.Info)];

    /// <summary>What the check looks for; null when no check has the id.</summary>
    public static CheckInfo? Find(string id) => ById.TryGetValue(id, out var check) ? check.Info : null;

    /// <summary>The findings of a kind's checks in a text, in reading order.</summary>
    /// <param name="kind">The kind, whose sections define which checks apply to them.</param>
    /// <param name="body">The text.</param>
    /// <param name="today">The current date in the class's time zone.</param>
    /// <param name="people">Names of the members of the class.</param>
    /// <param name="shop">The practice shop's vocabulary; null to leave the steps' words unchecked.</param>
    public static IReadOnlyList<Finding> Run(
        DocumentKind kind,
        DocumentBody body,
        DateOnly today,
        IReadOnlyList<string> people,
        IShopWords? shop = null
    )
    {
        var found = new List<Finding>();
        foreach (var shape in kind.Sections)
        {
            var context = new CheckContext(shape, body.Section(shape.Id), today, people, shop);
            if (!context.Section.IsEmpty)
            {
                found.AddRange(
                    shape.Checks.Where(ById.ContainsKey).SelectMany(id => ById[id].Look(context)).DistinctBy(finding => finding.Key)
                );
            }
        }

        return found;
    }
}
