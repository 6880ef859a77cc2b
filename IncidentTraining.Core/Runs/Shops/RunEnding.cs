using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>Ends a run: seals its shop's measurements in the same transaction.</summary>
internal static class RunEnding
{
    /// <summary>Ends the run when its time is over and its shop has reached that time.</summary>
    public static Outcome EndWhenTimeIsUp(RunSession session) =>
        session.Now >= session.Run.Limit && session.Run.IsDue(session.Wall) ? End(session) : Outcome.Done;

    /// <summary>Ends the run now, by its commander or because its time is over.</summary>
    public static Outcome End(RunSession session) => Seal(session, session.Run.Finish(session.Wall));

    /// <summary>Ends the run from outside.</summary>
    /// <param name="session">The session.</param>
    /// <param name="reason">The reason, as a sentence for its responder.</param>
    public static Outcome Close(RunSession session, string reason) => Seal(session, session.Run.Close(reason, session.Wall));

    private static Outcome Seal(RunSession session, Outcome ended)
    {
        if (ended.Succeeded)
        {
            session.Run.EndedWith(session.Now);
            session.Record(IncidentEventKind.RunEnded, $"The run ended. {session.Run.Ending}");
            session.Participants.Seal(session);
        }

        return ended;
    }
}
