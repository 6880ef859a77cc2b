using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Drills;

/// <summary>What was known in a drill, second by second. Its communication is judged against that, by the rules of the labs.</summary>
internal sealed class DrillTruth(Drill drill, DrillStory story, DateTime startedAt, TimeSpan end) : ICommunicationTruth
{
    public IReadOnlyList<ChannelPerson> People => drill.People;

    public IReadOnlyList<TimelineEntry> Log => story.Log;

    public DateTime StartedAt => startedAt;

    public TimeSpan End => end;

    // The first fact is the page that the person on call has acknowledged and rated.
    public TimeSpan? OnsetAt => TimeSpan.Zero;

    public TimeSpan? Detected => TimeSpan.Zero;

    public TimeSpan? AcknowledgedAt => TimeSpan.Zero;

    public TimeSpan? AssessedAt => TimeSpan.Zero;

    /// <summary>From when the incident was known to be over, without a relapse since.</summary>
    public TimeSpan? RecoveredAt =>
        story.Known.LastOrDefault(fact => fact.Fact.Stage is { } stage && stage != UpdateStage.Resolved) is var last
        && story.Known.FirstOrDefault(fact => fact.Fact.Stage == UpdateStage.Resolved && (last is null || fact.At > last.At)) is { } over
            ? over.At
            : null;

    public bool IsHealthy => false;

    // The facts define which severity was set; nothing is measured.
    public Severity MeasuredAt(TimeSpan at) => Severity.P3;

    public UpdateImpact ImpactAt(TimeSpan at) =>
        story.Known.LastOrDefault(fact => fact.At <= at && fact.Fact.Impact is not null)?.Fact.Impact ?? UpdateImpact.Unstated;

    public bool HadCome(UpdateStage stage, TimeSpan at)
    {
        var reached = story.Known.LastOrDefault(fact => fact.At <= at && fact.Fact.Stage is not null)?.Fact.Stage
            ?? UpdateStage.Investigating;
        return stage == UpdateStage.Investigating ? reached != UpdateStage.Resolved : reached >= stage;
    }

    /// <summary>When a fact became known; null when it did not.</summary>
    public TimeSpan? KnownAt(string factId) => story.Known.FirstOrDefault(fact => fact.Fact.Id == factId)?.At;
}
