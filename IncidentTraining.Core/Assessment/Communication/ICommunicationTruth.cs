using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// What the communication of an incident is held against, whether a practice shop measured it or the facts of a drill state it: there is
/// one set of rules. All times are in the incident's own time.
/// </summary>
internal interface ICommunicationTruth
{
    /// <summary>The people in the channel.</summary>
    IReadOnlyList<ChannelPerson> People { get; }

    /// <summary>The timeline, in its order.</summary>
    IReadOnlyList<TimelineEntry> Log { get; }

    /// <summary>When the incident's time began, UTC.</summary>
    DateTime StartedAt { get; }

    /// <summary>When it was no longer worked on.</summary>
    TimeSpan End { get; }

    /// <summary>The first second in which customers were harmed; null for never.</summary>
    TimeSpan? OnsetAt { get; }

    /// <summary>When it was detected; null for never.</summary>
    TimeSpan? Detected { get; }

    /// <summary>When it was acknowledged; null for never.</summary>
    TimeSpan? AcknowledgedAt { get; }

    /// <summary>When a severity was first set; null for never.</summary>
    TimeSpan? AssessedAt { get; }

    /// <summary>From when on customers were no longer harmed; null for never.</summary>
    TimeSpan? RecoveredAt { get; }

    /// <summary>Whether no customer was harmed at all, so that no news is owed by the clock.</summary>
    bool IsHealthy { get; }

    /// <summary>The level that the impact had at a moment; the least severe one where nothing but what was set is known.</summary>
    Severity MeasuredAt(TimeSpan at);

    /// <summary>What people noticed at a moment.</summary>
    UpdateImpact ImpactAt(TimeSpan at);

    /// <summary>Whether it was true at a moment that the incident had come as far as an update says.</summary>
    bool HadCome(UpdateStage stage, TimeSpan at);
}
