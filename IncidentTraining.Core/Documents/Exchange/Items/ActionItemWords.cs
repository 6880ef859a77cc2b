using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>The vocabulary with which teams write the fields of an action item.</summary>
internal static partial class ActionItemWords
{
    private static readonly string[] Dates =
    [
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy.M.d",
        "d.M.yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "MMM d yyyy",
        "MMMM d yyyy",
        "MMM d, yyyy",
        "MMMM d, yyyy",
        "ddd d MMM yyyy",
        "dddd d MMMM yyyy",
        "dddd, MMMM d, yyyy",
        "d-MMM-yyyy",
    ];

    /// <summary>The points of the lists in a piece of HTML, without tags, and the surrounding text.</summary>
    public static (IReadOnlyList<string> Points, string Beside) InHtml(string html) =>
        (
            [.. HtmlPoint().Matches(html).Select(point => WithoutTags(point.Groups["text"].Value)).Where(point => point.Length > 0)],
            WithoutTags(HtmlPoint().Replace(html, " "))
        );

    /// <summary>Whether a text has a list with checkboxes.</summary>
    public static bool HasBoxes(string markdown) => Boxes().IsMatch(markdown);

    /// <summary>Whether a word means that nothing is given: "n/a", "-", "TBD".</summary>
    public static bool IsNothing(string word) => Nothing().IsMatch(word.Trim());

    /// <summary>Whether a state means that the item is done.</summary>
    public static bool IsDone(string word) => Done().IsMatch(word.Trim()) || Done().IsMatch(Symbols().Replace(word.Trim(), ""));

    /// <summary>Further information in a state that means done, as in "Done (release 14)"; null for another state.</summary>
    public static string? BesidesDone(string state)
    {
        if (IsDone(state))
        {
            return "";
        }

        if (DoneFirst().Match(state.Trim()) is not { Success: true } done)
        {
            return Checked().Match(state.Trim()) is { Success: true } mark ? state.Trim()[mark.Length..] : null;
        }

        var more = state.Trim()[done.Length..].Trim().TrimStart('-', '–', '—', ':', ',', ';', '.').Trim();
        return Bracketed().Match(more) is { Success: true } remark ? remark.Groups["words"].Value : more;
    }

    /// <summary>Whether a word is the number of a ticket: "OPS-17", "PR #12".</summary>
    public static bool IsTicket(string word) => Ticket().IsMatch(word.Trim());

    /// <summary>Whether words identify a ticket: a number or an address.</summary>
    public static bool NamesTicket(string words) => NumberOrAddress().IsMatch(words);

    /// <summary>Whether a state only means that the item is not done yet.</summary>
    public static bool IsOpen(string word) =>
        Open().IsMatch(word.Trim())
        || (Symbols().Match(word.Trim()) is { Success: true } symbol && Open().IsMatch(word.Trim()[symbol.Length..]));

    /// <summary>A text without a final word that means done.</summary>
    public static (string Text, bool Done) WithoutDone(string text)
    {
        var struck = Struck().Match(text);
        var rest = struck.Success ? struck.Groups["text"].Value + struck.Groups["more"].Value : text;
        var without = DoneAtTheEnd().Replace(DoneAtTheStart().Replace(rest, ""), "").Trim();
        // "… - done, see the wiki": the rest is kept.
        return (
            without.Length == 0 ? rest.Trim() : without,
            struck.Success || (without.Length > 0 && without != rest.Trim()) || DoneWithMore().IsMatch(rest)
        );
    }

    /// <summary>The kind that a word names; null when it names none.</summary>
    public static ActionItemKind? Kind(string word) =>
        word.Trim().ToLowerInvariant() switch
        {
            var w when Prevents().IsMatch(w) => ActionItemKind.Prevent,
            var w when Detects().IsMatch(w) => ActionItemKind.Detect,
            var w when Mitigates().IsMatch(w) => ActionItemKind.Mitigate,
            _ => null,
        };

    /// <summary>The priority that a word names; null when it names none.</summary>
    public static ActionItemPriority? Priority(string word) =>
        word.Trim().ToLowerInvariant() switch
        {
            var w when High().IsMatch(w) => ActionItemPriority.High,
            var w when Medium().IsMatch(w) => ActionItemPriority.Medium,
            var w when Low().IsMatch(w) => ActionItemPriority.Low,
            _ => null,
        };

    /// <summary>The written date; null when it is not valid, has no year, or is ambiguous ("02/03/2026").</summary>
    public static DateOnly? Date(string text)
    {
        var bare = Ordinal().Replace(text.Trim(), "$1");
        if (DateOnly.TryParseExact(bare, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        var dayFirst = DateOnly.TryParseExact(
            bare,
            ["d/M/yyyy", "d-M-yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        );
        var monthFirst = DateOnly.TryParseExact(
            bare,
            ["M/d/yyyy", "M-d-yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var month
        );
        return (dayFirst, monthFirst) switch
        {
            (true, false) => day,
            (false, true) => month,
            (true, true) when day == month => day,
            _ => null,
        };
    }

    [GeneratedRegex(@"^(?:[-–—.]*|n/?a|none(?: yet)?|tb[dca]|unassigned|not assigned|\?+|nil)$", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();

    [GeneratedRegex(
        @"^(?:[✅✔✓☑]\uFE0F?\s*)*(?:(?:already )?(?:done|closed|completed?|resolved|finished|fixed|merged|shipped|deployed|implemented|yes|x)(?: (?:actions?|items?|tasks?|work))?|\[x\]|(?<=[✅✔✓☑]\uFE0F?\s*))[.!]?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Done();

    [GeneratedRegex(
        @"^(?:[☐❌⏳🔲]\uFE0F?\s*)*(?:to ?-?do|open|new|not (?:started|done|yet)|pending|planned|no|backlog|\[ ?\])?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Open();

    private static string WithoutTags(string html) => System.Net.WebUtility.HtmlDecode(Tags().Replace(html, " ").Trim());

    [GeneratedRegex(@"<li\b[^<>]*>(?<text>.*?)(?:</li>|(?=<li\b|</[ou]l>)|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex HtmlPoint();

    [GeneratedRegex(@"(?:<[^<>]{0,200}>|\s)+")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[[ xX~]\]\s", RegexOptions.Multiline)]
    private static partial Regex Boxes();

    // "~~…~~ (release 14)": text that is struck out and replaced by other words is different.
    [GeneratedRegex(@"^~~(?<text>[^~]+)~~(?:\.|(?<more>\s*(?:[-–—(✅✔✓☑].*)?))$")]
    private static partial Regex Struck();

    [GeneratedRegex(
        @"(?:\s*[-–—:|]\s*|\s*[(\[*]+|\s+(?=[✅✔✓☑])|;\s*|\s+(?=DONE))(?:[✅✔✓☑]\uFE0F?\s*|(?:done|completed?|closed|fixed|resolved|merged|shipped|deployed|implemented)\b[^\w\n]?)+[)\]*]*\.?$|(?<=^\S+)\s+(?:done|closed|completed?|fixed|resolved)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DoneAtTheEnd();

    [GeneratedRegex(
        @"\s(?:[-–—]\s+|[(\[])(?:already )?(?:(?i:done)\b(?! (?:right|properly|well|only|when|if))|(?i:completed?|closed|fixed|resolved|implemented|merged|shipped|deployed)\b(?=\s*(?:[,;:)\]–—-]|\d|#|(?:on|in|via|with)\b|PR\b)))"
    )]
    private static partial Regex DoneWithMore();

    [GeneratedRegex(
        @"^(?:[✅✔✓☑]\uFE0F?\s*|[(\[](?:done|completed?)[\])]\s*[:–—-]?\s+|\*\*(?:done|completed?)[.:]?\*\*[.:]?\s+|(?:\*\*|\[|\()?(?:done|completed?)(?:\*\*|\]|\))?\s*[:–—-]\s+(?:\*\*)?)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DoneAtTheStart();

    // "Done (release 14)", "Fixed in #12", "CLOSED 2026-05-04": not "Fixed price", nor "Completed 50 %".
    [GeneratedRegex(
        @"^(?:[\p{So}\p{Cs}\uFE0F]+\s*)?(?:done|completed?|closed|resolved|fixed|finished|merged|shipped|deployed|implemented)\b(?=\s*[-–—:,;.(]|\s+(?:on|in|by|via|with|at|since|for|until|except)\b|\s+\d{4}-\d|\s+\d{1,2}[./ ]\p{L}|\s+#)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DoneFirst();

    [GeneratedRegex(@"https?://|(?<![\w-])(?:#\d{1,6}|[A-Z][A-Z0-9]{1,9}-\d{1,6})\b")]
    private static partial Regex NumberOrAddress();

    // "✅ Seen in release 14"
    [GeneratedRegex(@"^[✅✔☑]\uFE0F?\s+(?=\w)")]
    private static partial Regex Checked();

    // "🟢 Done"
    [GeneratedRegex(@"^[\p{So}\p{Cs}\uFE0F]+\s*(?=\p{L})")]
    private static partial Regex Symbols();

    [GeneratedRegex(@"^\((?<words>[^()]*(?:\([^()]*\)[^()]*)*)\)\.?$")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(?:#\d{1,6}|[A-Z][A-Z0-9]{1,9}-\d{1,6}|(?:PR|MR|issue|ticket) ?#?\d{1,6})$", RegexOptions.IgnoreCase)]
    private static partial Regex Ticket();

    [GeneratedRegex(
        @"^(?:to )?(?:prevent(?:s|ing|ion|ive|ative|ative measures?|ive (?:measures?|actions?)|ion measures?)?|avoid(?:ance)?)$"
    )]
    private static partial Regex Prevents();

    [GeneratedRegex(
        @"^(?:to )?(?:detect(?:s|ing|ion|ive)?(?: (?:improvements?|and alerting))?|monitor(?:ing)?|alert(?:ing|s)?|monitoring (?:and|&) alert(?:ing|s)|observability)$"
    )]
    private static partial Regex Detects();

    [GeneratedRegex(@"^(?:to )?(?:mitigat(?:e|es|ing|ion|ive)|respon(?:d|se)|recover(?:y)?|repair|reduce|limit|contain(?:ment)?)$")]
    private static partial Regex Mitigates();

    [GeneratedRegex(
        @"^(?:\W*)(?:p[01](?:\s*[-–(/:]\s*(?:critical|high|urgent)\)?)?|(?:very )?high(?:est)?|critical|urgent|blocker|must(?: have)?|asap|immediate(?: risk mitigation)?|priority 1\b.*)(?: priority)?(?:[^\w]*)$"
    )]
    private static partial Regex High();

    [GeneratedRegex(
        @"^(?:\W*)(?:p2(?:\s*[-–(/:]\s*(?:medium|moderate|normal)\)?)?|med(?:ium)?|normal|moderate|should(?: have)?|priority 2\b.*)(?: priority)?(?:[^\w]*)$"
    )]
    private static partial Regex Medium();

    [GeneratedRegex(
        @"^(?:\W*)(?:p[345](?:\s*[-–(/:]\s*(?:low|minor)\)?)?|low(?:est)?|minor|trivial|nice to have|could(?: have)?|priority [345]\b.*)(?: priority)?(?:[^\w]*)$"
    )]
    private static partial Regex Low();

    [GeneratedRegex(@"(?<=^|\s)(\d{1,2})(?:st|nd|rd|th)\b")]
    private static partial Regex Ordinal();
}
