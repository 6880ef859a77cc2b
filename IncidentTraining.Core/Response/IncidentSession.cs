using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The incident in a session of its run.</summary>
internal static class IncidentSession
{
    extension(RunSession session)
    {
        /// <summary>The run's incident, tracked since the session was opened.</summary>
        public Incident Incident => session.Db.Find<Incident>(session.Run.Id)!;

        /// <summary>Executes an operation of the incident; if it succeeds, records it and the resulting phase.</summary>
        public Outcome Do(Func<Incident, Outcome> verb, IncidentEventKind kind, string text, string subject = "", object? details = null)
        {
            var before = session.Incident.Phase;
            var outcome = verb(session.Incident);
            if (outcome.Succeeded)
            {
                session.Record(kind, text, subject, details: details);
                session.RecordPhase(before);
            }

            return outcome;
        }

        /// <summary>Records the phase if it has changed.</summary>
        public void RecordPhase(IncidentPhase before)
        {
            if (session.Incident.Phase != before)
            {
                session.Timeline.Record(
                    IncidentEventKind.PhaseEntered,
                    $"Phase: {session.Incident.Phase.Title()}",
                    session.Incident.Phase.ToString()
                );
            }
        }
    }
}
