using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Exchange.Parts;

namespace IncidentTraining.Core.Documents.Exchange.Items;

/// <summary>Tells the lines that name what follows them, such as a group of action items, from those that are an item themselves.</summary>
internal static partial class ActionItemNames
{
    /// <summary>Whether a line names what follows it instead of being part of it: all in bold, or ending in a colon.</summary>
    public static bool IsName(string line) => line.Length <= 80 && !line.Contains('\n') && (Bold().IsMatch(line) || line.EndsWith(':'));

    /// <summary>
    /// Whether a numbered name in bold is the action, with its details in the points below: "1. **Add structured logging**".
    /// </summary>
    public static bool IsAct(string line) => Bold().IsMatch(line) && !line.Contains(':') && Act().IsMatch(SectionHeadings.Words(line));

    /// <summary>Whether an item only names the actions below it: "Observability improvements".</summary>
    public static bool IsNameOfActions(string line) =>
        ActionItemGroup.IsKnown(line)
        || line.Split(' ') is { Length: <= 4 } words
            && words[^1] is "improvements" or "actions" or "tasks" or "measures" or "changes" or "fixes" or "follow-ups";

    /// <summary>Whether the points below an item complete its sentence: "Show on the dashboard:", "the oldest message".</summary>
    public static bool GoesOn(string line, IEnumerable<string> below) =>
        line.Contains(' ') && char.IsUpper(line[0]) && below.All(point => char.IsLower(point[0]));

    /// <summary>
    /// Whether a paragraph above a list is a sentence about it instead of the name of a group: "After the outage we agreed on:".
    /// </summary>
    public static bool IsLeadIn(string paragraph) =>
        paragraph.TrimEnd().EndsWith(':')
        && !Bold().IsMatch(paragraph)
        && !ActionItemLine.BeginsWithOwner(paragraph)
        && LeadIn().IsMatch(paragraph);

    /// <summary>The group that a line names, with its owner where it has one.</summary>
    // "**JP** Have a badge for:" names both the owner and the action.
    public static ActionItemGroup GroupOf(string line)
    {
        if (!ActionItemLine.BeginsWithOwner(line))
        {
            return ActionItemGroup.Of(MarkdownPart.TextOf(line));
        }

        var led = ActionItemLine.Read(line, new ActionItemGroup());
        return new ActionItemGroup(led.Owner, Label: led.What.TrimEnd(':'));
    }

    [GeneratedRegex(@"^(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*(?:\p{So}\uFE0F?)?$")]
    private static partial Regex Bold();

    [GeneratedRegex(
        @"\b(?:we|i|you|they|following|below|these|should|shall|will|must|decided?|agreed|is|are|was|were|has|have)\b|^(?:to|in order|since|because|after|based|given)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LeadIn();

    [GeneratedRegex(
        @"^(?:add|adopt|adjust|align|allow|apply|assess|audit|automate|avoid|backfill|block|build|cap|centrali[sz]e|change|check|clarify|clean up|cover|decide|disable|distinguish|drop|expand|expose|extract|harden|increase|integrate|isolate|keep|make|measure|pin|prevent|publish|purge|raise|refactor|rehearse|rename|run|schedule|separate|share|simplify|split|strengthen|surface|switch|track|turn off|turn on|configure|create|define|deploy|document|enable|enforce|enhance|ensure|establish|extend|fix|gather|implement|improve|increase|introduce|investigate|limit|migrate|monitor|move|reduce|remove|replace|require|review|set up|standardi[sz]e|test|train|update|upgrade|use|validate|verify|write) "
    )]
    private static partial Regex Act();
}
