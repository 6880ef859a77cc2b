using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>Updates the incident along with the run: signs, phases, lab steps, and the people of the scenario who speak.</summary>
public sealed class ResponseParticipant : RunParticipant
{
    internal override void Started(TrainingDb db, LabRun run) => db.Add(new Incident(run.Id));

    internal override Task OpenedAsync(RunSession session, CancellationToken ct) =>
        session.Db.Set<Incident>().SingleAsync(incident => incident.RunId == session.Run.Id, ct);

    internal override Task<ToldEvent?> TellAsync(RunSession session, ToldEvent told, CancellationToken ct) =>
        Task.FromResult(told.Event.Kind == ShopEventKind.Message ? ScenarioPrompts.Tell(session, told) : told);

    internal override void Recorded(RunSession session, ShopEvent shopEvent)
    {
        if (
            shopEvent.Kind is ShopEventKind.AlertPending or ShopEventKind.AlertFiring or ShopEventKind.Complaint
            && !session.Scenario.IsNoise(shopEvent.Subject)
        )
        {
            session.Incident.NoticeSign(shopEvent.At);
        }
    }

    internal override void Settled(RunSession session, RunInput input)
    {
        var before = session.Incident.Phase;
        if (ShopInputs.IsMitigation(input.Action))
        {
            session.Incident.Mitigate(input.At);
        }
        else
        {
            session.Incident.NoticeSign(input.At);
            if (session.Incident.Reopen())
            {
                session.Record(IncidentEventKind.Reopened, "The incident is open again: an experiment was switched on.");
            }
        }

        session.RecordPhase(before);
    }

    internal override Task CompletingAsync(RunSession session, CancellationToken ct)
    {
        LabStepProof.Record(session);
        return Task.CompletedTask;
    }

    internal override Task<TimeSpan> NextAsync(RunSession session, CancellationToken ct)
    {
        var (prompt, people) = (ScenarioPrompts.Speak(session), PeopleInChannel.Speak(session));
        return Task.FromResult(prompt < people ? prompt : people);
    }
}
