using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Incidents;

/// <summary>
/// What a use case works with inside a run's mailbox and one transaction: the run and its incident, tracked; the shop at the
/// present virtual time; and the one door to the timeline.
/// </summary>
internal sealed class RunSession(
    TrainingDb db, LabRun run, Incident incident, ShopSimulation shop, DateTime wall, Guid? personId, string personName)
{
    public TrainingDb Db { get; } = db;

    public LabRun Run { get; } = run;

    public Incident Incident { get; } = incident;

    public ShopSimulation Shop { get; } = shop;

    public Scenario Scenario => Shop.Scenario;

    /// <summary>The run's virtual time.</summary>
    public TimeSpan Now => Shop.Now;

    /// <summary>Now, UTC.</summary>
    public DateTime Wall { get; } = wall;

    public IncidentTimeline Timeline { get; } = new(db, run, shop.Now, wall);

    /// <summary>Records what the responder did.</summary>
    public void Record(IncidentEventKind kind, string text, string subject = "", string? key = null) =>
        Timeline.Record(kind, text, subject, personName, personId, key);

    /// <summary>Lets the incident do a verb; if it does, the verb stands in the timeline, and the phase that it led to as well.</summary>
    public Outcome Do(Func<Incident, Outcome> verb, IncidentEventKind kind, string text, string subject = "")
    {
        var before = Incident.Phase;
        var outcome = verb(Incident);
        if (outcome.Succeeded)
        {
            Record(kind, text, subject);
            RecordPhase(before);
        }

        return outcome;
    }

    /// <summary>Records the phase if it is another than before.</summary>
    public void RecordPhase(IncidentPhase before)
    {
        if (Incident.Phase != before)
        {
            Timeline.Record(IncidentEventKind.PhaseEntered, $"Phase: {Incident.Phase.Title()}", Incident.Phase.ToString());
        }
    }
}
