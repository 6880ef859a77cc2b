using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The data used in the answers of people in the channel: only what anyone in the run can read as well.</summary>
/// <param name="changes">Returns the changes that the run currently shows, newest first.</param>
/// <param name="pages">Returns the providers' status pages.</param>
/// <param name="now">Returns the run's virtual time.</param>
public sealed partial class AnswerSources(
    Func<IReadOnlyList<ShopChange>> changes,
    Func<IReadOnlyList<StatusPage>> pages,
    Func<TimeSpan> now
)
{
    private const int MostComplaints = 3;
    private const int MostChanges = 4;
    private const int ShortestWord = 3;

    private static readonly HashSet<string> Everyday =
    [
        "who",
        "what",
        "which",
        "when",
        "how",
        "why",
        "has",
        "have",
        "had",
        "was",
        "were",
        "did",
        "does",
        "the",
        "and",
        "for",
        "you",
        "your",
        "our",
        "any",
        "all",
        "anything",
        "anyone",
        "anybody",
        "something",
        "someone",
        "somebody",
        "nothing",
        "there",
        "that",
        "this",
        "these",
        "those",
        "with",
        "from",
        "into",
        "about",
        "know",
        "tell",
        "say",
        "please",
        "can",
        "could",
        "would",
        "made",
        "make",
        "changed",
        "change",
        "changes",
        "changing",
        "touched",
        "touch",
        "recent",
        "recently",
        "last",
        "latest",
        "lately",
        "today",
        "yesterday",
        "tonight",
        "night",
        "morning",
        "week",
        "days",
        "day",
        "hour",
        "hours",
        "minutes",
        "new",
        "else",
        "been",
        "done",
        "just",
        "before",
        "started",
        "happened",
        "shop",
        "went",
        "live",
        "out",
        "deploy",
        "deploys",
        "deployed",
        "merged",
        "pushed",
        "shipped",
        "are",
        "not",
        "its",
        "seen",
        "see",
        "list",
        "show",
        "get",
        "give",
        "got",
        "since",
        "ago",
        "near",
        "around",
    ];

    /// <summary>The answer to a topic.</summary>
    /// <param name="person">Who answers.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="answered">The topics that the person has already answered.</param>
    /// <param name="asked">The message that asks.</param>
    /// <param name="log">The log up to now.</param>
    public string Fill(
        ChannelPerson person,
        Topic topic,
        IReadOnlySet<string> answered,
        TimelineEntry asked,
        IReadOnlyList<TimelineEntry> log
    )
    {
        var text =
            !topic.IsDecision && person.Topics.Any(other => other.IsDecision && answered.Contains(other.Id)) ? topic.OnceDecided
            : answered.Contains(topic.Id) ? topic.Again
            : topic.Says;
        foreach (var field in AnswerFields.All.Where(field => text.Contains(field, StringComparison.Ordinal)))
        {
            var value = field switch
            {
                AnswerFields.Complaints => Complaints(log),
                AnswerFields.Changes => Listed(changes().Take(MostChanges)),
                AnswerFields.ChangesAbout => ChangesAbout(person, asked.Text),
                _ => Page("paylane"),
            };
            if (value.Length == 0)
            {
                return topic.None;
            }

            text = text.Replace(field, value, StringComparison.Ordinal);
        }

        return text;
    }

    private static string Complaints(IReadOnlyList<TimelineEntry> log) =>
        string.Join(
            ' ',
            log.Where(e => e.Kind == IncidentEventKind.Complaint)
                .Select(e => e.Text)
                .Reverse()
                .Distinct()
                .Take(MostComplaints)
                .Reverse()
                .Select(text => $"“{text}”")
        );

    private string ChangesAbout(ChannelPerson person, string question)
    {
        var words = Word()
            .Matches(question)
            .Select(word => Stem(word.Value))
            .Where(word =>
                word.Length >= ShortestWord && !Everyday.Contains(word) && !person.Called.Contains(word, StringComparer.OrdinalIgnoreCase)
            )
            .ToHashSet();
        return Listed(
            (
                words.Count == 0
                    ? changes()
                    : changes().Where(change => Word().Matches(change.Title).Any(word => words.Contains(Stem(word.Value))))
            ).Take(MostChanges)
        );
    }

    private string Listed(IEnumerable<ShopChange> shown) =>
        string.Join("; ", shown.Select(change => $"“{change.Title}” by {change.By}, {Ago(now() - change.At)}"));

    private string Page(string id) =>
        pages().FirstOrDefault(page => page.Id == id) is { } page
            ? string.Join(", ", page.Components.Select(component => $"{component.Name}: {component.State}"))
                + (page.Notices is [var notice, ..] ? $". Last notice: “{notice.Text}”" : "")
            : "";

    private static string Ago(TimeSpan time) =>
        time < TimeSpan.FromMinutes(2) ? "a minute ago"
        : time < TimeSpan.FromMinutes(120) ? $"{(int)time.TotalMinutes} minutes ago"
        : $"{(int)time.TotalHours} hours ago";

    private static string Stem(string word)
    {
        var small = word.ToLowerInvariant();
        return
            small.Length > ShortestWord
            && small.EndsWith('s')
            && !small.EndsWith("ss", StringComparison.Ordinal)
            && !Everyday.Contains(small)
            ? small[..^1]
            : small;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
