using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Opens sessions: reads the run and its incident, tracked, and the name of who acts.</summary>
internal static class RunSessions
{
    public static async Task<RunSession> OpenAsync(TrainingDb db, LiveRun live, Actor? actor, DateTime wall, CancellationToken ct)
    {
        var run = await db.Set<LabRun>().SingleAsync(r => r.Id == live.Id, ct);
        var incident = await db.Set<Incident>().SingleAsync(i => i.RunId == live.Id, ct);
        var name = actor is null
            ? ""
            : await db.Set<Person>().Where(p => p.Id == actor.PersonId).Select(p => p.DisplayName).SingleAsync(ct);
        var crew = await Crew.LoadAsync(db, run, ct);
        return new RunSession(db, run, incident, live.Shop!, crew, wall, actor?.PersonId, name);
    }
}
