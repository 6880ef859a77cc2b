using System.Collections.Frozen;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Runbooks;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>All checks that stand beside a text. Which of them look at a section, its kind says under
/// <c>content/document-kinds</c>.</summary>
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
            new("action-owner", "Action item without an owner", "What belongs to everybody is done by nobody.", SrePostmortem),
            ActionItemChecks.Owners
        ),
        (
            new("action-date", "Action item without a date", "Without a date nobody notices that nothing happened.", PagerDuty),
            ActionItemChecks.Dates
        ),
        (
            new("action-past", "Follow-up in the past", "A date that has passed is forgotten at once.", PagerDuty),
            ActionItemChecks.PastDates
        ),
        (
            new(
                "action-verb",
                "Action item that is no action",
                "An item can be done, and be seen to be done, when it says what somebody does.",
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
                "What is left out is often what people were waiting for or wrong about, and the review is about that.",
                PagerDuty
            ),
            TimelineChecks.Gaps
        ),
        (
            new(
                "impact-figure",
                "Impact without a figure",
                "Without figures nobody can weigh what it is worth to prevent the next one.",
                SrePostmortem
            ),
            MessageChecks.Figures
        ),
        (
            new(
                "person-cause",
                "A person as the cause",
                "A cause that is a person leaves the system as it was, and the next person in the same place.",
                Dekker
            ),
            WordingChecks.PersonAsCause
        ),
        (new("blame", "Blaming words", "Who fears blame tells less, and the review learns less.", SrePostmortem), WordingChecks.Blame),
        (
            new(
                "counterfactual",
                "What people did not do",
                "Hindsight shows a path that nobody could see then; it does not explain why what they did made sense.",
                Dekker
            ),
            WordingChecks.Counterfactual
        ),
        (new("update-impact", "Message without impact", "Readers look first for what it means for them.", Atlassian), MessageChecks.Impact),
        (
            new("next-update", "No time of the next update", "Who knows when they hear again does not have to ask.", Atlassian),
            MessageChecks.NextUpdate
        ),
        (new("promise", "Promise", "A missed promise costs more trust than the outage.", Atlassian), MessageChecks.Promises),
        (new("jargon", "Jargon", "A message is for those who do not work on the system.", PlainLanguage), MessageChecks.Jargons),
        (
            new(
                "reading-level",
                "Hard to read",
                "People read such messages in a hurry, and many in a second language.",
                "Flesch, A new readability yardstick (1948)"
            ),
            ReadingLevel.Check
        ),
        (new("gap", "Open gap", "The outline is there to be filled in.", PlainLanguage), MessageChecks.Gaps),
        (
            new(
                "step-words",
                "Step that cannot be run",
                "A step that the shop does not know is found out at three in the morning.",
                SreTroubleshooting
            ),
            StepChecks.Readable
        ),
        (
            new(
                "step-verified",
                "Steps that do not end in a check",
                "An action that was taken is no recovery; only a measurement is.",
                SreTroubleshooting
            ),
            StepChecks.Verified
        ),
    ];

    private static readonly FrozenDictionary<string, (CheckInfo Info, Look Look)> ById = Checks.ToFrozenDictionary(check => check.Info.Id);

    /// <summary>What the checks look for, in the order in which they look.</summary>
    public static IReadOnlyList<CheckInfo> All { get; } = [.. Checks.Select(check => check.Info)];

    /// <summary>What the check looks for; null when there is none of the id.</summary>
    public static CheckInfo? Find(string id) => ById.TryGetValue(id, out var check) ? check.Info : null;

    /// <summary>What the checks of a kind notice in a text, in reading order.</summary>
    /// <param name="kind">The kind, whose sections say which checks look at them.</param>
    /// <param name="body">The text.</param>
    /// <param name="today">Today in the class's time zone.</param>
    /// <param name="people">Names of the people of the class.</param>
    /// <param name="shop">The words of the practice shop; null to leave the steps' words unjudged.</param>
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
