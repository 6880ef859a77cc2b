using System.Text.RegularExpressions;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// A person of a scenario who reads the incident's channel: asks for what they have not been told, answers what they know, and decides what
/// is theirs to decide. What they have been told and have asked is read from the run's log.
/// </summary>
/// <param name="Id">Id within the scenario.</param>
/// <param name="Name">Name with role, as it stands in the channel.</param>
/// <param name="Called">Names by which a message addresses them.</param>
/// <param name="Audience">The audience for which they stand: it counts as told when they know what customers notice. Empty for
/// none.</param>
/// <param name="AnswersAfter">Virtual time from a message to their answer.</param>
/// <param name="IsOutside">Whether they belong to another company and hear only what is addressed to them and the updates for customers and
/// partners.</param>
/// <param name="AnswersTheRest">Whether this person answers what someone who works alone asks and no other person can answer.</param>
/// <param name="Wants">What they want to be told, in the order in which they ask.</param>
/// <param name="Topics">What they know and decide. A sentence belongs to the first topic that it matches.</param>
/// <param name="Unknown">What they say to a message that they have no answer to.</param>
public sealed record ChannelPerson(
    string Id,
    string Name,
    IReadOnlyList<string> Called,
    string Audience,
    TimeSpan AnswersAfter,
    bool IsOutside,
    bool AnswersTheRest,
    IReadOnlyList<Want> Wants,
    IReadOnlyList<Topic> Topics,
    string Unknown
)
{
    readonly Regex _addressed = Address(string.Join('|', Called.Select(Regex.Escape)));

    /// <summary>Whether a message addresses the person: "@Noor", "Noor, …", "Support: …", "…, Noor?".</summary>
    /// <param name="text">The message.</param>
    public bool IsAddressedBy(string text) => _addressed.IsMatch(text);

    static Regex Address(string names) =>
        WordRule.Built(
            $@"@(?:{names})\b|(?:^|[.!?]\s+|\n)\s*(?:(?:hi|hello|hey|dear|thanks|thank you|ok|and|to) )?(?:the )?(?:{names})\b\s*(?:[,:–-]|(?:and|&)\s)|,\s*(?:{names})\s*[.!?]*\s*$"
        );
}

/// <summary>Something that a person wants to be told.</summary>
/// <param name="Fact">One of <see cref="ChannelFacts.All"/>, or a fact of the scenario with <paramref name="ToldBy"/>.</param>
/// <param name="Trigger">From what the time of the question is counted.</param>
/// <param name="After">Virtual time after the trigger.</param>
/// <param name="Ask">The question.</param>
/// <param name="Thanks">What they say when they are told after having asked.</param>
/// <param name="ToldBy">The words that tell a fact of the scenario; null for a fact that the portal recognises.</param>
public sealed record Want(string Fact, WantTrigger Trigger, TimeSpan After, string Ask, string Thanks, WordRule? ToldBy);

/// <summary>From what the time of a question is counted.</summary>
public enum WantTrigger
{
    /// <summary>From nothing: the question is asked only by a message of the scenario that names it in <c>asks</c>.</summary>
    Never,

    /// <summary>The first message that addresses the person.</summary>
    Addressed,

    /// <summary>The first sign of the incident.</summary>
    Sign,

    /// <summary>The incident was acknowledged.</summary>
    Acknowledged,

    /// <summary>The first action that could repair something.</summary>
    Mitigation,

    /// <summary>The recovery was measured.</summary>
    Resolution,
}

/// <summary>Something that a person knows or decides.</summary>
/// <param name="Id">Id within the person.</param>
/// <param name="Asked">The words that ask for it.</param>
/// <param name="Says">The answer, with fields of <see cref="AnswerFields"/>.</param>
/// <param name="Again">The answer from the second time on; the same as <paramref name="Says"/> when the scenario has no other.</param>
/// <param name="OnceDecided">The answer when the person has decided what is theirs to decide; the same as <paramref name="Again"/> when the
/// scenario has no other.</param>
/// <param name="None">The answer when a field has nothing to show; empty when it has no field.</param>
/// <param name="Decides">What is decided with the first answer and the shop feels; null for nothing.</param>
/// <param name="IsDecision">Whether the answer is a decision, also one that the shop does not feel.</param>
public sealed record Topic(
    string Id,
    WordRule Asked,
    string Says,
    string Again,
    string OnceDecided,
    string None,
    PersonDecision? Decides,
    bool IsDecision
);

/// <summary>A decision of a person in the channel that the shop takes as an input of the run.</summary>
/// <param name="Kind">What is decided, as the argument of the input.</param>
/// <param name="Subject">The message that is held, or the provider that is informed.</param>
public sealed record PersonDecision(string Kind, string Subject)
{
    /// <summary>A message of the scenario and the traffic that it brings are held.</summary>
    public const string Hold = "hold";

    /// <summary>A provider is informed, and says sooner on its status page what is true.</summary>
    public const string Inform = "inform";

    /// <summary>The arguments of the input.</summary>
    public IReadOnlyDictionary<string, string> Arguments => new Dictionary<string, string> { [Kind] = Subject };
}

/// <summary>The facts that the portal recognises in messages and status updates, in every scenario by the same rules.</summary>
public static class ChannelFacts
{
    /// <summary>That there is an incident and that it is being worked on.</summary>
    public const string Incident = "incident";

    /// <summary>What customers notice.</summary>
    public const string Impact = "impact";

    /// <summary>The severity.</summary>
    public const string Severity = "severity";

    /// <summary>When the next news or the recovery is expected.</summary>
    public const string NextUpdate = "next-update";

    /// <summary>Who is in command.</summary>
    public const string Command = "command";

    /// <summary>What customers are to be told.</summary>
    public const string CustomerWords = "customer-words";

    /// <summary>That it is over.</summary>
    public const string AllClear = "all-clear";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Incident, Impact, Severity, NextUpdate, Command, CustomerWords, AllClear];
}

/// <summary>Fields of an answer, filled with what the run shows at that second.</summary>
public static class AnswerFields
{
    /// <summary>The last complaints of customers.</summary>
    public const string Complaints = "{complaints}";

    /// <summary>The newest changes, in the words of the list of changes.</summary>
    public const string Changes = "{changes}";

    /// <summary>The changes whose titles have a word of the question.</summary>
    public const string ChangesAbout = "{changes-about}";

    /// <summary>What the payment gateway's status page says.</summary>
    public const string Paylane = "{paylane}";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Complaints, Changes, ChangesAbout, Paylane];
}
