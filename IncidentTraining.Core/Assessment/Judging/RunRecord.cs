using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>All stored facts of an ended run that it is judged by.</summary>
/// <param name="Run">The run.</param>
/// <param name="Incident">Its incident.</param>
/// <param name="Scenario">Its scenario, from the text stored with the run.</param>
/// <param name="Shop">The measurements of its shop.</param>
/// <param name="Log">Its timeline.</param>
/// <param name="Inputs">The inputs of its shop.</param>
/// <param name="Crew">Who worked it.</param>
internal sealed record RunRecord(
    LabRun Run,
    Incident Incident,
    Scenario Scenario,
    SealedShop Shop,
    IReadOnlyList<TimelineEntry> Log,
    IReadOnlyList<RunInput> Inputs,
    Crew Crew
) : ICommunicationTruth
{
    /// <summary>The shop's wall clock, which the times in the result use.</summary>
    public ShopClock Clock => ShopClock.Of(Run);

    /// <summary>Virtual time at which the run ended.</summary>
    public TimeSpan End => Run.EndedAtVirtual!.Value;

    /// <summary>When the incident was detected; null when it never was.</summary>
    public TimeSpan? Detected => RunMeasures.Detected(Incident, Shop.Truth);

    /// <summary>The true cause.</summary>
    public RootCause Cause => Scenario.RootCauses.Single(cause => cause.Id == Shop.Truth.RootCause);

    /// <summary>Whether no customer was harmed when it paged, so that "no incident" is right.</summary>
    public bool IsHealthy => Cause.IsHealthy;

    /// <summary>
    /// What people noticed in the minute before a moment. After the recovery every paid order is confirmed in time, so an order that the
    /// chart still counts as waiting was set aside to be handled manually: it does not keep the incident open.
    /// </summary>
    public NoticedImpact NoticedAt(TimeSpan at)
    {
        var noticed = NoticedImpact.At(at, Shop.Charts, Shop.Truth.ReadByStranger);
        return Shop.Truth.RecoveredAt <= at ? noticed with { OrdersWaitFor = TimeSpan.Zero } : noticed;
    }

    /// <summary>
    /// Compares a diagnosis with the truth at the time of its declaration; null without one, or when the scenario does not define the right
    /// one.
    /// </summary>
    public DiagnosisVerdict? Judge(DeclaredDiagnosis? declared) =>
        DiagnosisVerdict.Of(declared?.Claims, Cause, Shop.Truth.IsInSecondActAt(declared?.At));

    /// <summary>When it paged; for a run that paged no one, its first sign. Null for neither.</summary>
    public TimeSpan? Paged => FalseAlarm.PagedAt(Log, Incident);

    /// <summary>Whether the archive contains everything that is judged; one of an older version of the portal may not.</summary>
    public bool IsComplete => NoticedImpact.Needed.All(name => Shop.Charts.Lines.Any(line => line.Name == name));

    /// <summary>
    /// A person's accepted actions that could have repaired something, without the portal's probes and decisions of people in the channel.
    /// </summary>
    public IEnumerable<RunInput> Actions =>
        Inputs.Where(input => input.Accepted == true && input.IsAction && ShopInputs.IsMitigation(input.Action));

    IReadOnlyList<ChannelPerson> ICommunicationTruth.People => Scenario.People;

    DateTime ICommunicationTruth.StartedAt => Run.StartedAt;

    TimeSpan? ICommunicationTruth.OnsetAt => Shop.Truth.OnsetAt;

    TimeSpan? ICommunicationTruth.AcknowledgedAt => Incident.AcknowledgedAt;

    TimeSpan? ICommunicationTruth.AssessedAt => Incident.AssessedAt;

    TimeSpan? ICommunicationTruth.RecoveredAt => Shop.Truth.RecoveredAt;

    Severity ICommunicationTruth.MeasuredAt(TimeSpan at) => SeverityRecord.Measured(this, at);

    UpdateImpact ICommunicationTruth.ImpactAt(TimeSpan at) => NoticedAt(at).Words(Scenario.ServiceLevels);

    bool ICommunicationTruth.HadCome(UpdateStage stage, TimeSpan at) =>
        stage switch
        {
            not UpdateStage.Investigating when IsHealthy => NoticedAt(at).Words(Scenario.ServiceLevels) == UpdateImpact.None,
            UpdateStage.Investigating when IsHealthy => true,
            UpdateStage.Investigating => !(Shop.Truth.ResolvedAt <= at),
            UpdateStage.Identified => Judge(DeclaredDiagnosis.Of(Log).LastOrDefault(one => one.At <= at)) is { HasRightPart: true },
            UpdateStage.Monitoring => Shop.Truth.CauseRemovedAt <= at,
            _ => Shop.Truth.RecoveredAt <= at,
        };
}
