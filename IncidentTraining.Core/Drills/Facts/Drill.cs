using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// An incident that is only written about: its facts arrive by the clock, its people read, ask and answer, and what the crew writes is
/// judged. It is defined in <c>content/drills</c>.
/// </summary>
/// <param name="Id">Identifies it.</param>
/// <param name="PageId">The lab's page that it belongs to.</param>
/// <param name="Title">The display name.</param>
/// <param name="Length">How long it runs.</param>
/// <param name="Brief">What the crew knows and has to do, before the first fact.</param>
/// <param name="People">Who listens in the channel.</param>
/// <param name="Facts">What becomes known, in the order of time; the first is known at the start.</param>
/// <param name="Claims">Statements that are wrong before a fact, or always.</param>
/// <param name="Reactions">What people say about updates that are empty, late or missing.</param>
public sealed record Drill(
    string Id,
    string PageId,
    string Title,
    TimeSpan Length,
    string Brief,
    IReadOnlyList<ChannelPerson> People,
    IReadOnlyList<DrillFact> Facts,
    IReadOnlyList<DrillClaim> Claims,
    IReadOnlyList<DrillReaction> Reactions
)
{
    /// <summary>The fact with the id; null when there is none.</summary>
    public DrillFact? Fact(string id) => Facts.FirstOrDefault(fact => fact.Id == id);
}

/// <summary>Something that becomes known. What it does not state stays as it was.</summary>
/// <param name="Id">Id within the drill.</param>
/// <param name="After">Time from the start.</param>
/// <param name="From">Who reports it, with role.</param>
/// <param name="Text">The report, with fields for times of day; see <see cref="DrillClock"/>.</param>
/// <param name="Severity">The severity that the person on call sets with it; null for no change.</param>
/// <param name="Impact">What customers notice from here on; null for no change.</param>
/// <param name="Stage">How far the incident has come from here on; null for no change.</param>
public sealed record DrillFact(
    string Id,
    TimeSpan After,
    string From,
    string Text,
    Severity? Severity,
    UpdateImpact? Impact,
    UpdateStage? Stage
);

/// <summary>A statement that an update must not make before a fact is known.</summary>
/// <param name="Id">Id within the drill.</param>
/// <param name="Words">The words that state it.</param>
/// <param name="KnownFrom">The fact from which on it is true; empty when it never is.</param>
/// <param name="Why">Why it is wrong before, as a sentence.</param>
/// <param name="Audience">The only readers to whom it must not be said; null for all.</param>
public sealed record DrillClaim(string Id, WordRule Words, string KnownFrom, string Why, UpdateAudience? Audience);

/// <summary>When a person reacts to updates or to their absence.</summary>
public enum ReactionTrigger
{
    /// <summary>An update for the audience tells its readers nothing.</summary>
    Empty,

    /// <summary>The time that was promised to the audience for the next update has passed.</summary>
    Overdue,

    /// <summary>The audience has got no update with content since the start.</summary>
    Silence,
}

/// <summary>What a person says about updates that are empty, late or missing.</summary>
/// <param name="Trigger">What they react to.</param>
/// <param name="Audience">Whose updates they look at.</param>
/// <param name="From">Who speaks, with role.</param>
/// <param name="After">How long after that: after the empty update, the promised time, or the start.</param>
/// <param name="Text">The words.</param>
public sealed record DrillReaction(ReactionTrigger Trigger, UpdateAudience Audience, string From, TimeSpan After, string Text);
