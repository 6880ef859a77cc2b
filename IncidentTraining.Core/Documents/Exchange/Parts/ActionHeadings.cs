using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Exchange.Parts;

/// <summary>
/// Determines from the meaning of a heading, or of the sentence above a list, whether action items follow. Teams use too many names for
/// that section for a list of names; all of them mention improving, preventing, or changes.
/// </summary>
internal static partial class ActionHeadings
{
    /// <summary>Whether words announce past or future changes: "Hardening done since", "What changed as a result".</summary>
    /// <param name="words">The words as returned by <see cref="SectionHeadings.Words"/>.</param>
    public static bool Announce(string words) => Announcing().IsMatch(words) && !SayOtherwise(words);

    /// <summary>Whether words announce something else: the story, a finding, a check, a choice, advice to others.</summary>
    /// <param name="words">The words as returned by <see cref="SectionHeadings.Words"/>.</param>
    public static bool SayOtherwise(string words) => Otherwise().IsMatch(words);

    [GeneratedRegex(
        @"\b(?:improv(?:e|ements?|ing)|recommend(?:ed|ations?)|remediat(?:e|ion|ions|ing)|prevent(?:ion|ions|ive|ative|ing)?|recurrence|follow-?ups?|next steps?|harden(?:ing|ed)?|to-?dos?|counter-?measures?|corrective|safeguards?|guard-?rails?|action (?:items?|plan|points?)|backlog|road-?map|commitments|outstanding|going forward|from now on|(?:post-?incident|resulting|agreed) (?:actions?|work|tasks?|changes|fixes|items?)|(?:items?|tickets?|tasks?|issues) (?:opened|raised|filed|created)|opened by (?:this|the)|(?:open|remaining) (?:items?|tasks?|actions?|work|fixes|steps|follow-?ups?)|(?:new|permanent|additional|preventive|compensating|security) (?:controls?|protections?)|(?:permanent|structural|durable|systemic|long-term|proposed|planned|future|further|suggested|process|required|recommended|remaining) (?:fix(?:es)?|changes?|work|solutions?|outputs?|actions?|measures|steps)|changed? as a result|changes (?:made|since|to make|resulting|in response)|(?:what|things|how) (?:we|i|they|has|have|will|is|are|'s)?\b.{0,12}\bchang(?:e|es|ed|ing)(?: since| now)?$|(?:we|i)(?:'ll| will| are going to| plan to)\b(?! (?:see|know|learn|explain|describe|look at|cover|discuss))|(?:improvement|fix|remediation|hardening|prevention|clean-?up|mitigation|work) plan)\b|^(?:avoid|avoiding|stop|stopping) |\bhow (?:do|does|will|can|could|to|we|i)\b.*\b(?:avoid|prevent|stop)\b|\bhappen(?:s|ing)? again\b"
    )]
    private static partial Regex Announcing();

    [GeneratedRegex(
        @"\b(?:time-?lines?|impacts?|lessons?|learn(?:ed|t|ings?)|logs?|histor(?:y|ical)|taken|tried|attempt(?:s|ed)?|failed|failures?|fails|didn't|did not|doesn't|couldn't|(?:what|where|things) (?:went|worked|helped|happened|broke)|check-?lists?|verif\w+|validat\w+|acceptance|criteria|test plan|reproduc\w+|steps to|work-?arounds?|for (?:users|customers|maintainers|others|other teams|readers|everyone|developers|consumers|package authors)|you|your|users|customers|consumers|advice|quick reference|cheat ?sheet|how to (?:check|verify|tell|detect|reproduce|recover|roll|use|find|read|run|know)|run-?books?|play-?books?|workflow|roll-?backs?|recovery|restor\w+|response|containment|diagnos\w+|investigat\w+|evidence|why|gaps?|rejected|considered|not (?:done|changed|implemented|to do|doing|in scope|going|planned|an?|pursued)|non-action|out of scope|alternatives|options|candidates?|rules?|principles?|conventions|guidelines?|polic(?:y|ies)|trade-?offs|references|related|links|appendix|metrics|contributing|root|causes?|factors|positives|open questions|decisions?|communications?|glossary|definitions|sources?|severity|sign-?off|smoke tests?|pre-?flight|tracking|approv\w+|existing|previous|prior|earlier|before|during|expected|counterfactuals?)\b"
    )]
    private static partial Regex Otherwise();
}
