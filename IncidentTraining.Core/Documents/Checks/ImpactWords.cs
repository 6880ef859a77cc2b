using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Whether a message states what its readers notice.</summary>
/// <remarks>
/// Readers of a service's status page know that they are its users: "the dashboard is down" and "delays in delivery" state what they notice
/// without mentioning them. A cause alone ("a problem with the storage") does not.
/// </remarks>
internal static partial class ImpactWords
{
    private const string Failing =
        "slow(?:er|ly)?|failing|unavailable|down|delayed|late|disrupted|interrupted|degraded|stuck|queued|pending|offline|missing|lost|declined|impacted|affected|unable|unreachable|inaccessible|unresponsive|blocked|unstable|wrong|intermittent|frozen|broken|out of order|not (?:available|ready|working|loading|possible|able)";

    /// <summary>Whether a text states it, in one of the ways used in messages.</summary>
    public static bool SaidIn(string message)
    {
        var text = Whitespace().Replace(message, " ");
        return Noticed().IsMatch(text)
            || (Concerned().IsMatch(text) && Effect().IsMatch(text))
            || SomethingIsFailing().IsMatch(text)
            || SomethingIsNotDone().IsMatch(text)
            || FailureOf().IsMatch(text)
            || FailedThings().IsMatch(text);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    // Words that describe something noticeable, whatever they refer to.
    [GeneratedRegex(
        @"\b(?:slow(?:er|ly|ness)?|unavailable|unreachable|downtimes?|timeouts?|latenc(?:y|ies)|unable|cannot|can't|back (?:to normal|online|up|in service)|(?:is|are) back|as usual|normal(?:ly)? (?:again|response|speed|service|operation)|HTTP[ /]?[45]\d\d|not possible|no longer possible|disabled|re-?enabled|expect (?:\w+ ){0,2}(?:restarts?|outages?|interruptions?|delays?))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Noticed();

    [GeneratedRegex(
        @"\b(?:customers?|you|your|users?|people|shoppers?|readers?|visitors?|orders?|checkouts?|payments?|pay|site|shop|store|services?|website|pages?|emails?|receipts?|instances?|workloads?|jobs?|builds?|accounts?|baskets?|dashboard|API|app|everything|queues?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Concerned();

    [GeneratedRegex(
        @"\b(?:slow(?:er|ly|ness)?|fail(?:s|ed|ing|ure|ures)?|unavailable|down|delay(?:s|ed)?|late|latency|longer|cannot|can't|unable|not able|could not|couldn't|timeouts?|errors?|affected|affect(?:s|ing)?|disrupt(?:ed|ing|ion|ions)?|interrupted|missing|wrong|twice|problems?|trouble|difficult(?:y|ies)|waits?|waiting|impact(?:ed|ing|s)?|declin(?:e|ed|ing)|again|back|normal(?:ly)?|online|running|started|restarted|restored|resumed|recover(?:s|ed|ing|y)|improv(?:ed|es|ing|ement|ements)|stable|operational|unaffected|lost|stuck)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Effect();

    [GeneratedRegex(
        @"\b(?:is|are|was|were|be|been|being|has|have|had|remains?|became|becomes?|went|goes|gone|seems?|looks?|appears?) (?:still |again |now |currently |temporarily |sometimes |partly |partially |very |much ){0,2}(?:"
            + Failing
            + @")\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SomethingIsFailing();

    [GeneratedRegex(
        @"\b(?:(?:is|are|was|were|do|does|did|has|have|had|may|might|can|could|will|would) not|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|cannot|couldn't|won't)(?: be(?:en)?)? (?:start|load|open|return|work|arriv|deliver|process|trigger|comput|updat|respond|appear|show|complet|connect|publish|sen[dt]|receiv)\w*|\b(?:can|could) be \w+ again\b|\b(?:prevent|stop|keep|block)(?:s|ed|ing)? (?:\w+ ){1,4}from \w+ing\b|\b(?:has|have|having|had|returns?|returning|shows?|showing) (?:\w+ ){0,2}errors?\b|\btak(?:e|es|ing) (?:\w+ ){0,2}(?:longer|more time)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SomethingIsNotDone();

    [GeneratedRegex(
        @"\b(?:delays?|outage|downtime|failures?|slowness|latency|latencies|errors?|timeouts?|disruptions?|interruptions?)(?: is| are)?(?: currently)?(?: happening)? (?:of|in|for|on|with|to|when|while|affecting|\w+ing) \w+|\b(?:problems?|trouble|issues?|difficult(?:y|ies)) (?:when |with |while |in )?\w+ing\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FailureOf();

    [GeneratedRegex(
        @"\b(?:failed|failing|delayed|slow|stuck|lost|declined|duplicate|missing) (?:\w+ )?(?!as\b|this\b)\w{3,}s\b|\bslow \w+ing\b|\bdelayed \w+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FailedThings();
}
