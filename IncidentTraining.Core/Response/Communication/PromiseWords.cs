using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Response;

/// <summary>The subject of an update's promise with a time.</summary>
public enum PromiseKind
{
    /// <summary>Another update for the same audience.</summary>
    NextUpdate,

    /// <summary>The recovery of the shop.</summary>
    Recovery,
}

/// <summary>
/// Finds promises in the words of an update: a sentence about the next update or the recovery, together with a time that lies ahead ("in 15
/// minutes", "within the hour", "by half past", "at 10:45"). Times of day are read as UTC, like those of the status page.
/// </summary>
public static partial class PromiseWords
{
    /// <summary>A time of day further ahead than this is not a promise about this incident.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(12);

    private static readonly string[] Numbers =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];

    /// <summary>A promise in an update's words.</summary>
    /// <param name="Kind">What was promised.</param>
    /// <param name="By">Virtual time by which it is due.</param>
    /// <param name="Words">The words of its time.</param>
    public sealed record Said(PromiseKind Kind, TimeSpan By, string Words);

    /// <summary>The promises in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Virtual time at which it was published.</param>
    /// <param name="startedAt">When the run began, UTC.</param>
    public static IReadOnlyList<Said> In(string text, TimeSpan at, DateTime startedAt)
    {
        var found = new List<Said>();
        foreach (var sentence in SentenceEnd().Split(text))
        {
            if (KindOf(sentence) is { } kind && TimeIn(sentence, startedAt + at) is { } time && found.All(one => one.Kind != kind))
            {
                found.Add(new Said(kind, at + time.Ahead, time.Words));
            }
        }

        return found;
    }

    private static PromiseKind? KindOf(string sentence) =>
        News().IsMatch(sentence) ? PromiseKind.NextUpdate
        : Repair().IsMatch(sentence) ? PromiseKind.Recovery
        : null;

    private static (TimeSpan Ahead, string Words)? TimeIn(string sentence, DateTime now)
    {
        if (Span().Match(sentence) is { Success: true } span)
        {
            var minutes = Amount(span.Groups["amount"].Value) * (span.Groups["unit"].Value.StartsWith('h') ? 60 : 1);
            return minutes > 0 ? (TimeSpan.FromMinutes(minutes), span.Value) : null;
        }

        if (WithinTheHour().Match(sentence) is { Success: true } hour)
        {
            return (TimeSpan.FromHours(1), hour.Value);
        }

        var ahead =
            TimeOfDay().Match(sentence) is { Success: true } clock ? (AheadOf(clock, now), clock.Value)
            : PastTheHour().Match(sentence) is { Success: true } past ? (AheadOf(past, now), past.Value)
            : default((TimeSpan?, string)?);
        return ahead is ({ } left, var words) && left > TimeSpan.Zero && left <= Farthest ? (left, words) : null;
    }

    private static double Amount(string words) =>
        words.ToLowerInvariant() switch
        {
            "a" or "an" => 1,
            "half an" => 0.5,
            "a quarter of an" => 0.25,
            "a few" => 5,
            "a couple of" => 2,
            "thirty" => 30,
            "forty" => 40,
            "sixty" => 60,
            var word when int.TryParse(word, CultureInfo.InvariantCulture, out var figure) => figure,
            var word => Math.Max(0, Array.IndexOf(Numbers, word)),
        };

    private static TimeSpan? AheadOf(Match time, DateTime now)
    {
        var minute = time.Groups["minute"].Success ? int.Parse(time.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        var (offset, quarter) = time.Groups["part"].Value.ToLowerInvariant() switch
        {
            "half past" => (30, true),
            "quarter past" => (15, true),
            "quarter to" => (-15, true),
            _ => (minute, false),
        };
        if (!time.Groups["hour"].Success)
        {
            // "by half past", "at the top of the hour": the next one.
            var next = new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0, DateTimeKind.Utc).AddMinutes(offset);
            return (next <= now ? next.AddHours(1) : next) - now;
        }

        var hour =
            time.Groups["hour"].Value.ToLowerInvariant() is var word && word is "noon" ? 12
            : word is "midnight" ? 24
            : int.TryParse(word, CultureInfo.InvariantCulture, out var figure) ? figure
            : Array.IndexOf(Numbers, word);
        if (hour is < 0 or > 24 || minute > 59)
        {
            return null;
        }

        var half = time.Groups["half"].Value.ToLowerInvariant();
        hour =
            half.StartsWith('p') && hour < 12 ? hour + 12
            : half.StartsWith('a') && hour == 12 ? 0
            : hour;
        var by = now.Date.AddHours(hour).AddMinutes(offset);
        // Hours in words ("half past ten") refer to a twelve-hour clock.
        var round = quarter && half.Length == 0 ? 12 : 24;
        while (by <= now && by < now.Date.AddDays(1))
        {
            by = by.AddHours(round);
        }

        return by - now;
    }

    [GeneratedRegex(@"(?<=[.!?;])\s+|\n+")]
    private static partial Regex SentenceEnd();

    // Phrases that announce a further update.
    [GeneratedRegex(
        @"\b(?:next|another|further|following|more) (?:status )?(?:updates?|messages?|reports?|news|posts?|information|details?)\b|\b(?:we|I|you|support|team)(?:'ll| will| shall| can)? (?:\w+ ){0,2}(?:update|write|report|post|inform|hear|get back|let you know|tell you|share|keep you|follow up|provide|publish|send)\b|\bupdates? (?:will|to follow|follows?|by|in|within|every|at|before)\b|\bback (?:to you|with (?:news|more|an update))\b|\b(?:news|status|message|note|update) (?:again|at|in|by|within)\b|^\W*(?:next|update|ETA of the next)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex News();

    [GeneratedRegex(
        @"\b(?:will|should|shall|expect(?:s|ed)?|going to|aim(?:ing)?|plan(?:ning)?|hope|ETA|estimate[ds]?|anticipate[ds]?|'ll)\b[^.\n]{0,60}\b(?:fix(?:ed)?|resol\w+|restor\w+|back|repair\w*|recover\w*|done|finish\w*|complet\w+|work(?:ing)?|available|normal(?:ly)?|be (?:up|over|live)|reopen\w*|return\w*)\b|\b(?:fix|resolution|recovery|repair)(?: is| time)?(?: expected| due| planned|:)\b|\bETA\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Repair();

    [GeneratedRegex(
        @"\b(?:in|within|every|ETA:?|another)(?: the)?(?: next| about| around| another| roughly| approximately| at most| less than| under|~)*\s*(?<amount>\d{1,3}|half an|a quarter of an|a couple of|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|sixty)\s*-?(?<unit>minutes?|mins?|hours?|hrs?|h)\b(?! (?:ago|of (?:downtime|outage)))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Span();

    [GeneratedRegex(@"\bwithin the (?:next )?hour\b|\bin the next hour\b", RegexOptions.IgnoreCase)]
    private static partial Regex WithinTheHour();

    [GeneratedRegex(
        @"(?<!\b(?:starting|beginning|starts?|begins?|began|started|since|from) )\b(?:by|at|before|until|around|about|no later than|ETA:?|update:?)(?: (?:about|around|the latest))?\s*(?:(?<hour>[01]?\d|2[0-4])[:.h](?<minute>\d\d)\s*(?<half>[ap]\.?m)?|(?<hour>1[0-2]|\d)\s*(?<half>[ap]\.?m)|(?<hour>noon|midnight))(?![\d:])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(
        @"\b(?:by|at|before|around|about)(?: the)? (?:(?<part>half past|quarter past|quarter to)(?: (?:the hour|(?<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})))?|(?:top of|full) (?:the )?hour|(?<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) o'clock)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PastTheHour();
}
