using System.Text.RegularExpressions;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// A person of a scenario who reads the incident's channel: asks for information that they have not been given, answers what they know, and
/// decides what is theirs to decide. The run's log shows what they have been told and have asked.
/// </summary>
/// <param name="Id">Id within the scenario.</param>
/// <param name="Name">Name with role, as shown in the channel.</param>
/// <param name="Called">Names by which a message addresses them.</param>
/// <param name="Audience">The audience that they represent: it counts as informed when they know what customers notice. Empty for
/// none.</param>
/// <param name="AnswersAfter">Virtual time from a message to their answer.</param>
/// <param name="IsOutside">Whether they belong to another company and read only messages addressed to them and the updates for customers
/// and partners.</param>
/// <param name="AnswersTheRest">Whether this person answers questions of a responder who works alone that no other person can
/// answer.</param>
/// <param name="Wants">What they want to know, in the order in which they ask.</param>
/// <param name="Topics">What they know and decide. A sentence belongs to the first topic that it matches.</param>
/// <param name="Unknown">Their answer to a message that matches no topic.</param>
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
        new(
            $@"@(?:{names})\b|(?:^|[.!?]\s+|\n)\s*(?:(?:hi|hello|hey|dear|thanks|thank you|ok|and|to) )?(?:the )?(?:{names})\b\s*(?:[,:–-]|(?:and|&)\s)|,\s*(?:{names})\s*[.!?]*\s*$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );
}

/// <summary>Something that a person wants to know.</summary>
/// <param name="Fact">One of <see cref="ChannelFacts.All"/>, or a fact of the scenario with <paramref name="ToldBy"/>.</param>
/// <param name="Trigger">The event from which the time of the question is counted.</param>
/// <param name="After">Virtual time after the trigger.</param>
/// <param name="Ask">The question.</param>
/// <param name="Thanks">What they say when they are told after having asked.</param>
/// <param name="ToldBy">The words that state a fact of the scenario; null for a fact that the portal recognises.</param>
public sealed record Want(string Fact, WantTrigger Trigger, TimeSpan After, string Ask, string Thanks, WordRule? ToldBy);

/// <summary>The event from which the time of a question is counted.</summary>
public enum WantTrigger
{
    /// <summary>None: the question is asked only by a message of the scenario that names it in <c>asks</c>.</summary>
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
/// <param name="Decides">The decision made with the first answer that affects the shop; null for none.</param>
/// <param name="IsDecision">Whether the answer is a decision, including one that does not affect the shop.</param>
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

/// <summary>A decision of a person in the channel that is an input of the run.</summary>
/// <param name="Kind">What is decided, as the argument of the input.</param>
/// <param name="Subject">The message that is held, or the provider that is informed.</param>
public sealed record PersonDecision(string Kind, string Subject)
{
    /// <summary>A scenario message and the traffic that it causes are held back.</summary>
    public const string Hold = "hold";

    /// <summary>A provider is informed, and reports the truth on its status page sooner.</summary>
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

    /// <summary>When the next update or the recovery is expected.</summary>
    public const string NextUpdate = "next-update";

    /// <summary>Who is in command.</summary>
    public const string Command = "command";

    /// <summary>What customers are to be told.</summary>
    public const string CustomerWords = "customer-words";

    /// <summary>That the incident is over.</summary>
    public const string AllClear = "all-clear";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Incident, Impact, Severity, NextUpdate, Command, CustomerWords, AllClear];
}

/// <summary>Placeholders in an answer, filled with what the run shows at that second.</summary>
public static class AnswerFields
{
    /// <summary>The last complaints of customers.</summary>
    public const string Complaints = "{complaints}";

    /// <summary>The newest changes, in the words of the list of changes.</summary>
    public const string Changes = "{changes}";

    /// <summary>The changes whose titles contain a word of the question.</summary>
    public const string ChangesAbout = "{changes-about}";

    /// <summary>The content of the payment gateway's status page.</summary>
    public const string Paylane = "{paylane}";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Complaints, Changes, ChangesAbout, Paylane];
}
