using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Exchange.Parts;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>
/// Distinguishes lists of action items from other lists by their form: checkboxes mark them anywhere; questions, commands, choices and
/// messages to others are never action items, whatever the heading. Other lists stay in the text.
/// </summary>
internal static partial class ListKind
{
    /// <summary>
    /// Whether a list's points are tasks, wherever it is: each has a checkbox, and the list is neither a checklist nor a log.
    /// </summary>
    /// <param name="points">The points with their markers, as written.</param>
    /// <param name="headings">The headings above the list, outermost first.</param>
    public static bool AreTasks(IReadOnlyList<string> points, IEnumerable<string> headings) =>
        points.Count > 0
        && points.All(point => Box().IsMatch(point))
        && !IsOther(points, "")
        && !points.Any(point => Moment().IsMatch(point))
        && !headings.Any(heading => heading.TrimEnd().EndsWith('?') || ChecksHeading().IsMatch(SectionHeadings.Words(heading)));

    /// <summary>Whether a list below a heading for action items is something else.</summary>
    /// <param name="points">The points with their markers, as written.</param>
    /// <param name="above">The paragraph or the heading above them; empty without one.</param>
    public static bool IsOther(IReadOnlyList<string> points, string above)
    {
        var words = points.Select(point => Mark().Replace(point, "")).ToList();
        return words.Exists(Question().IsMatch)
            || (words.Count > 1 && words.TrueForAll(point => point.Contains("```", StringComparison.Ordinal)))
            || (words.Count > 1 && words.Count(ToOthers().IsMatch) * 2 >= words.Count)
            || IsOtherByName(above);
    }

    /// <summary>Whether the words above a list announce choices, checks or a way of working.</summary>
    public static bool IsOtherByName(string above) =>
        SectionHeadings.Words(above.Split('\n')[^1]) is var words && (Other().IsMatch(words) || Reasons().IsMatch(words));

    /// <summary>
    /// Whether a sentence names the action and the points below it the details: "Changed the script to add users:", "Checks the password".
    /// </summary>
    /// <param name="sentence">The paragraph above the list.</param>
    /// <param name="points">The points with their markers.</param>
    public static bool SaysHow(string sentence, IReadOnlyList<string> points) =>
        Doing().IsMatch(sentence) && points.Count > 1 && points.All(point => Does().IsMatch(Mark().Replace(point, "")));

    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+\[[ xX~]\]\s")]
    private static partial Regex Box();

    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX~]?\]\s+)?")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX~]\]\s+)?\*{0,2}\d{1,2}:\d{2}\b")]
    private static partial Regex Moment();

    // One question, or one branch of a decision, is enough: they do not occur among tasks.
    [GeneratedRegex(
        @"^\*{0,2}(?:(?:do|does|did|is|are|was|were|has|have|had|can|could|should|will|would|what|which|who|when|where|why|how) [^\n?]*\?\*{0,2}\s*(?:$|\n)|if (?:yes|no|not|so|none)\b|ask:|q: )",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Question();

    [GeneratedRegex(
        @"^\W*(?:\w+ ){0,2}(?:users?|customers?|maintainers|consumers|visitors|readers|operators of|developers|owners of) (?:and \w+ )?(?:should|must|can|may|are (?:advised|encouraged|asked))\b|^\W*(?:you|your|if you)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ToOthers();

    [GeneratedRegex(
        @"\b(?:check-?list|workflow|candidates|options|alternatives|choices|criteria|trade-?offs|decision tree|rejected|considered|what not|non-action|out of scope|(?:not|won't|will not) (?:be )?(?:changed|done|do|doing|implemented|pursued|in scope|to do)|how to (?:use|check|verify|tell|detect|reproduce)|quick reference|cheat ?sheet|for (?:users|customers|maintainers|others|other teams|readers|everyone))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Other();

    // "Why it is worth fixing:" is followed by reasons.
    [GeneratedRegex(@"^(?:why|because|what (?:made|makes)|(?:this|that|which) (?:is|was|means|meant|had|has))\b")]
    private static partial Regex Reasons();

    // Checkboxes below such a heading check a repair, a form or a state.
    [GeneratedRegex(
        @"\b(?:check-?lists?|verif\w+|validat\w+|acceptance|criteria|test(?:s|ing)? plan|sign-?off|severity|definition of done|smoke tests?|pre-?flight|(?:pre-?|post-?)?deployment|tracking|metrics|monitoring|reviewed by|approv\w+|evidence|gates?|recovery|rollback|containment|actions? taken|steps taken|resolution)\b"
    )]
    private static partial Regex ChecksHeading();

    [GeneratedRegex(@"^\*{0,2}(?:\p{Lu}\p{Ll}+ed|Built|Made|Wrote|Set up|Rewrote)\s[^\n]+:\s*$")]
    private static partial Regex Doing();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}{2,}(?<![su])s\s")]
    private static partial Regex Does();
}
