using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>
/// The facts stated by a message, a status update or an entry of the log. The people of a scenario remember them, and the communication of
/// a run is judged by them: there is only this matcher.
/// </summary>
public static partial class SaidFacts
{
    /// <summary>The smallest number of different words in a message that states what customers notice: "customers cannot pay".</summary>
    public const int FewestWords = 3;

    private static readonly WordRule Incident = WordRule.Of(
        "incidents?",
        "outages?",
        @"investigat\w+",
        "looking (?:into|at|for)",
        @"work(?:ing)? on (?:it|this|that)",
        "on it",
        "aware of",
        "we have (?:a|the) problem",
        "being worked on"
    );

    private static readonly WordRule Severity = WordRule.Of("P[0-3]", "sev(?:erity)?[ -]?[0-3]");

    private static readonly WordRule Command = WordRule.Of(
        "(?:incident )?commander",
        "IC",
        "(?:am|is|are|in|take|takes|have|has|has taken|hold|holds) (?:in )?command",
        "command (?:is|stays|goes|lies|has|was)",
        "(?:I|you|he|she|they|I'll|I'm) (?:will |am |is |are )?(?:lead|leads|leading|run|runs|running|coordinate|coordinates|coordinating) (?:the |this )?(?:incident|response)"
    );

    private static readonly WordRule CustomerWords = WordRule.Of(
        "(?:tell|telling|inform) (?:them|customers|people|everyone|everybody|callers|readers|users)",
        "you (?:can|may|could|should) (?:say|tell|answer|write|reply)",
        "please (?:say|answer|reply|write)",
        "(?:say|answer|reply|write) that"
    );

    private static readonly WordRule AllClear = WordRule.Of(
        "all[- ]clear",
        "(?:it|this|that|incident|outage) (?:is|was|has been) (?:now )?(?:over|resolved|closed|fixed)",
        "back to normal",
        "incident (?:over|resolved|closed)",
        "(?:has|have) recovered",
        "works? (?:normally )?again",
        "normal again"
    );

    /// <summary>The facts that a text states. A question states nothing, and neither does a clause about something unknown.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Virtual time of the message.</param>
    /// <param name="startedAt">When the run began, UTC.</param>
    public static IReadOnlySet<string> In(string text, TimeSpan at, DateTime startedAt)
    {
        var stated = Spoken.StatedIn(text);
        var facts = new HashSet<string>();
        // A bare "slow" does not tell what customers notice.
        Add(ChannelFacts.Impact, UpdateContent.HasWords(stated, FewestWords) && ImpactWords.SaidIn(stated));
        Add(ChannelFacts.NextUpdate, PromiseWords.In(stated, at, startedAt).Count > 0);
        foreach (var sentence in Spoken.Of(stated))
        {
            Add(ChannelFacts.Incident, Incident.IsSaidIn(sentence.Text));
            Add(ChannelFacts.Severity, Severity.IsSaidIn(sentence.Text));
            Add(ChannelFacts.Command, Command.IsSaidIn(sentence.Text));
            Add(ChannelFacts.CustomerWords, CustomerWords.IsSaidIn(sentence.Text));
            Add(ChannelFacts.AllClear, AllClear.IsSaidIn(NotYet().Replace(sentence.Text, "")));
        }

        return facts;

        void Add(string fact, bool isTold)
        {
            if (isTold)
            {
                facts.Add(fact);
            }
        }
    }

    /// <summary>The facts that a status update states in its text and its form; none when it has no content.</summary>
    /// <param name="update">The update.</param>
    /// <param name="startedAt">When the run began, UTC.</param>
    public static IReadOnlySet<string> In(StatusUpdate update, DateTime startedAt)
    {
        if (!UpdateContent.IsIn(update.Text))
        {
            return new HashSet<string>();
        }

        var facts = new HashSet<string>(In(update.Text, update.At, startedAt)) { ChannelFacts.Incident };
        if (StatesImpact(update))
        {
            facts.Add(ChannelFacts.Impact);
        }

        if (update.NextBy is not null)
        {
            facts.Add(ChannelFacts.NextUpdate);
        }

        if (update.Audience is UpdateAudience.Customers or UpdateAudience.Support)
        {
            facts.Add(ChannelFacts.CustomerWords);
        }

        if (update.Stage == UpdateStage.Resolved)
        {
            facts.Add(ChannelFacts.AllClear);
        }

        return facts;
    }

    /// <summary>Whether a status update with content states what people notice, in its form or in its words.</summary>
    /// <param name="update">The update.</param>
    public static bool StatesImpact(StatusUpdate update) =>
        UpdateContent.IsIn(update.Text) && (update.Impact != UpdateImpact.Unstated || ImpactWords.SaidIn(Spoken.StatedIn(update.Text)));

    /// <summary>
    /// The facts stated by an entry that the portal creates, such as a severity that was set; everyone in the channel sees it.
    /// </summary>
    /// <param name="entry">The entry.</param>
    public static IReadOnlyList<string> Of(TimelineEntry entry) =>
        entry switch
        {
            { Kind: IncidentEventKind.Acknowledged } => [ChannelFacts.Incident],
            { Kind: IncidentEventKind.SeveritySet } => [ChannelFacts.Severity, ChannelFacts.Incident],
            { Kind: IncidentEventKind.RoleHandedOver, Subject: nameof(IncidentRole.Commander) } => [ChannelFacts.Command],
            { Kind: IncidentEventKind.ResolutionVerified or IncidentEventKind.ClosedAsNoIncident } => [ChannelFacts.AllClear],
            _ => [],
        };

    // The rest of a clause after a condition or a wish: "once it is resolved", "it should be back to normal".
    [GeneratedRegex(
        @"\b(?:if|once|when|whenever|as soon as|until|till|unless|before|whether|will|would|should|could|may|might|must|to be|expect\w*|hop(?:e|es|ing)|aim\w*)\b[^,:]*|'ll\b[^,:]*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NotYet();
}
