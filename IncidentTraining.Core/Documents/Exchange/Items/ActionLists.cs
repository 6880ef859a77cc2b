using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Checks.Wording;
using IncidentTraining.Core.Documents.Exchange.Parts;
using Markdig.Syntax;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>A table or list that could contain action items, in a part of a text whose heading does not announce any.</summary>
/// <param name="Range">Its position in the part.</param>
/// <param name="IsTaken">Whether it is more likely than not to contain action items.</param>
/// <param name="IsSure">Whether there is no doubt, so that no question is needed.</param>
internal sealed record FoundActions(Range Range, bool IsTaken, bool IsSure);

/// <summary>
/// Finds action items by their form, wherever they are: a table by the names of its columns, a list by checkboxes, by owners and tickets,
/// by the sentence above it, or because its points describe actions.
/// </summary>
internal static partial class ActionLists
{
    // A longer sentence above a list tells a story.
    private const int LongestLead = 200;

    /// <summary>Possible action items in a part of a text.</summary>
    /// <param name="markdown">The part's text below its heading.</param>
    /// <param name="headings">The headings above it, outermost first, its own last.</param>
    /// <param name="isOfReview">Whether the text is a review; in other documents, a list of tasks can be a plan.</param>
    /// <param name="isToldElsewhere">Whether the part's section has another subject, such as an impact or a cause.</param>
    public static IReadOnlyList<FoundActions> In(string markdown, IReadOnlyList<string> headings, bool isOfReview, bool isToldElsewhere)
    {
        var found = new List<FoundActions>();
        if (!Mark().IsMatch(markdown))
        {
            return found;
        }

        var near = headings.Count > 0 ? SectionHeadings.Words(headings[^1]) : "";
        var blocks = MarkdownParts.Blocks(markdown);
        for (var index = 0; index < blocks.Count; index++)
        {
            var source = ActionItemReader.Source(markdown, blocks[index]);
            var above = index > 0 && blocks[index - 1] is ParagraphBlock lead ? Lead(ActionItemReader.Source(markdown, lead)) : "";
            var otherwise = ActionHeadings.SayOtherwise(above.Length > 0 ? above : near);
            var isFound = blocks[index] switch
            {
                ParagraphBlock when MarkdownParts.IsTable(source) && ActionItemTable.ListsActions(source) => (!otherwise, !otherwise),
                ListBlock list => List(ActionItemReader.Points(markdown, list), above),
                _ => ((bool Taken, bool Sure)?)null,
            };
            if (isFound is { } actions)
            {
                var (from, to) = (blocks[index].Span.Start, blocks[index].Span.End + 1);
                found.Add(
                    new FoundActions(Math.Clamp(from, 0, markdown.Length)..Math.Clamp(to, 0, markdown.Length), actions.Taken, actions.Sure)
                );
            }

            (bool Taken, bool Sure)? List(List<string> points, string announced) =>
                isOfReview && ListKind.AreTasks(points, headings) ? (true, true)
                : points.Count == 0 || ListKind.IsOther(points, announced) || points.Exists(point => Told().IsMatch(point)) ? null
                : announced.Length > 0 && ActionHeadings.Announce(announced) ? (true, false)
                : otherwise ? null
                : points.Count > 1 && points.Count(HasMark) * 2 > points.Count ? (!isToldElsewhere, false)
                : points.Count > 1 && points.Count(SaysWhatToDo) * 4 >= points.Count * 3 ? (false, false)
                : null;
        }

        return found;
    }

    /// <summary>Whether the points of a text's lists can be actions, not sentences that describe a state.</summary>
    /// <returns>Null without any list or table.</returns>
    public static bool? HaveActs(string markdown)
    {
        var blocks = MarkdownParts.Blocks(markdown);
        if (blocks.Any(block => block is ParagraphBlock && MarkdownParts.IsTable(ActionItemReader.Source(markdown, block))))
        {
            return true;
        }

        var points = blocks.OfType<ListBlock>().SelectMany(list => ActionItemReader.Points(markdown, list)).ToList();
        return points.Count == 0 ? null : points.Count(TellsHowItIs) * 2 < points.Count;
    }

    // "It is a helper", "Probes must not read it": unlike "Pin the image" or "A check of the pool".
    private static bool TellsHowItIs(string point)
    {
        var text = ActionItemLine.Plain(Bullet().Replace(point, ""));
        return Telling().IsMatch(text) || ActionVerbs.TellsState(text);
    }

    /// <summary>The words of a paragraph that introduces what follows it; empty when it is more than that.</summary>
    private static string Lead(string paragraph)
    {
        var last = paragraph.TrimEnd().Split('\n')[^1].Trim();
        return last.Length <= LongestLead && (last.EndsWith(':') || last.EndsWith(":**", StringComparison.Ordinal) || Bold().IsMatch(last))
            ? SectionHeadings.Words(last)
            : "";
    }

    /// <summary>Whether a point names an owner, a date or a ticket, as action items do.</summary>
    private static bool HasMark(string point) => Owned().IsMatch(point);

    /// <summary>Whether a point begins with an action: "Add a check for …", "**Alerts:** page when …".</summary>
    private static bool SaysWhatToDo(string point)
    {
        var text = ActionItemLine.Plain(Bullet().Replace(point, ""));
        return ActionVerbs.Contains(ActionVerbs.WithoutLead(text).Split(' ', 2)[0]);
    }

    // A part without a table or list has no action items of its own.
    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d{1,3}[.)])\s|\|", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+(?:\[.\]\s+)?")]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"^(?:it|this|that|these|those|they|if|because|since|there|which)\b|^(?:[\w'’-]+ ){1,4}(?:is|are|was|were|must|can|cannot|may|should)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Telling();

    [GeneratedRegex(@"^\*\*[^*]+\*\*$")]
    private static partial Regex Bold();

    [GeneratedRegex(
        @"\b(?:owners?|assignee|assigned to|due|deadline|priority|eta)\*{0,2}\s*[:=]|\((?:@[\w-]+|p[0-4])\b|\[p[0-4]\]|\*\*p[0-4]\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Owned();

    // An entry of a log, or a command.
    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+(?:\[.\]\s+)?(?:\*{0,2}\d{1,2}:\d{2}\b|```|`[^`\n]+`\s*$)")]
    private static partial Regex Told();
}
