using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// What an incident's communication is compared with, whether a practice shop measured it or a drill's facts define it: there is one set of
/// rules. All times are in the incident's own time.
/// </summary>
internal interface ICommunicationTruth
{
    /// <summary>The people in the channel.</summary>
    IReadOnlyList<ChannelPerson> People { get; }

    /// <summary>The timeline, in its order.</summary>
    IReadOnlyList<TimelineEntry> Log { get; }

    /// <summary>The incident's start time, UTC.</summary>
    DateTime StartedAt { get; }

    /// <summary>When work on it ended.</summary>
    TimeSpan End { get; }

    /// <summary>The first second in which customers were harmed; null for never.</summary>
    TimeSpan? OnsetAt { get; }

    /// <summary>When it was detected; null for never.</summary>
    TimeSpan? Detected { get; }

    /// <summary>When it was acknowledged; null for never.</summary>
    TimeSpan? AcknowledgedAt { get; }

    /// <summary>When a severity was first set; null for never.</summary>
    TimeSpan? AssessedAt { get; }

    /// <summary>From when customers were no longer harmed; null for never.</summary>
    TimeSpan? RecoveredAt { get; }

    /// <summary>Whether no customer was harmed, so that no update is due by the clock.</summary>
    bool IsHealthy { get; }

    /// <summary>The level of the impact at a moment; the least severe one if only the level that was set is known.</summary>
    Severity MeasuredAt(TimeSpan at);

    /// <summary>What people noticed at a moment.</summary>
    UpdateImpact ImpactAt(TimeSpan at);

    /// <summary>Whether the incident had reached an update's claimed stage at a moment.</summary>
    bool HadCome(UpdateStage stage, TimeSpan at);
}
