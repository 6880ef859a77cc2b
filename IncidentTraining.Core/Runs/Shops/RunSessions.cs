using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Opens sessions: reads the run, tracked, its crew and the name of who acts, and lets the participants load what is
/// theirs.</summary>
internal static class RunSessions
{
    public static async Task<RunSession> OpenAsync(
        TrainingDb db,
        LiveRun live,
        Actor? actor,
        DateTime wall,
        RunParticipants participants,
        CancellationToken ct
    )
    {
        var run = await db.Set<LabRun>().SingleAsync(r => r.Id == live.Id, ct);
        var name = actor is null ? "" : await db.NameOfAsync(actor.PersonId, ct);
        var crew = await Crew.LoadAsync(db, run, ct);
        var session = new RunSession(db, run, live.Shop!, crew, wall, actor?.PersonId, name, participants);
        await participants.OpenedAsync(session, ct);
        return session;
    }
}
