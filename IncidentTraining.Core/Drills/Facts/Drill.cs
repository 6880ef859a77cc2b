using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// An incident that the crew only writes about: its facts arrive by the clock, its people read, ask and answer, and the crew's messages are
/// judged. It is defined in <c>content/drills</c>.
/// </summary>
/// <param name="Id">Identifies it.</param>
/// <param name="PageId">The lab's page that it belongs to.</param>
/// <param name="Title">The display name.</param>
/// <param name="Length">Its duration.</param>
/// <param name="Brief">The crew's knowledge and task before the first fact.</param>
/// <param name="People">The people who listen in the channel.</param>
/// <param name="Facts">The facts that become known, in time order; the first is known at the start.</param>
/// <param name="Claims">Statements that are wrong before a fact, or always.</param>
/// <param name="Reactions">People's reactions to updates that are empty, late or missing.</param>
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

/// <summary>A fact that becomes known. Anything that it does not state is unchanged.</summary>
/// <param name="Id">Id within the drill.</param>
/// <param name="After">Time from the start.</param>
/// <param name="From">The reporter, with role.</param>
/// <param name="Text">The report, with fields for times of day; see <see cref="DrillClock"/>.</param>
/// <param name="Severity">The severity that the person on call sets with it; null for no change.</param>
/// <param name="Impact">What customers notice from here on; null for no change.</param>
/// <param name="Stage">The incident's stage from here on; null for no change.</param>
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
/// <param name="KnownFrom">The fact from which it is true; empty when it never is.</param>
/// <param name="Why">Why it is wrong before then, as a sentence.</param>
/// <param name="Audience">The only readers to whom it must not be told; null for all.</param>
public sealed record DrillClaim(string Id, WordRule Words, string KnownFrom, string Why, UpdateAudience? Audience);

/// <summary>When a person reacts to updates or to their absence.</summary>
public enum ReactionTrigger
{
    /// <summary>An update for the audience contains no information.</summary>
    Empty,

    /// <summary>The promised time of the audience's next update has passed.</summary>
    Overdue,

    /// <summary>The audience has received no update with content since the start.</summary>
    Silence,
}

/// <summary>A person's reaction to updates that are empty, late or missing.</summary>
/// <param name="Trigger">What they react to.</param>
/// <param name="Audience">The audience whose updates they read.</param>
/// <param name="From">The speaker, with role.</param>
/// <param name="After">Delay after the empty update, the promised time, or the start.</param>
/// <param name="Text">The words.</param>
public sealed record DrillReaction(ReactionTrigger Trigger, UpdateAudience Audience, string From, TimeSpan After, string Text);
