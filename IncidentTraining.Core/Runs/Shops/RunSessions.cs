using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Opens sessions: the tracked run, its crew and the actor's name, and the participants' own data.</summary>
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
        var stored = await StoredRun.ReadAsync(db, live.Id, ct);
        var run = await TrackAsync(db, live, stored.Version, ct);
        var name = actor is null ? "" : stored.Crew.Find(actor.PersonId)?.Name ?? await db.NameOfAsync(actor.PersonId, ct);
        if (stored.LastEntry > live.Cache!.LastEntry)
        {
            // A write bypassed the shop: a page was escalated, or a member left the class.
            live.Cache.Add(await EntriesAfterAsync(db, live.Id, live.Cache.LastEntry, ct));
        }

        var session = new RunSession(db, run, live.Shop!, stored, live.Cache, wall, actor?.PersonId, name, participants);
        await participants.OpenedAsync(session, ct);
        return session;
    }

    /// <summary>The entries of a run's timeline after a number, in order.</summary>
    public static Task<List<IncidentEvent>> EntriesAfterAsync(TrainingDb db, Guid runId, int number, CancellationToken ct) =>
        db.Set<IncidentEvent>().AsNoTracking().Where(e => e.RunId == runId && e.Number > number).OrderBy(e => e.Number).ToListAsync(ct);

    /// <summary>The run as it was last committed, without reading its long text again; read only when another writer has changed
    /// it.</summary>
    private static async Task<LabRun> TrackAsync(TrainingDb db, LiveRun live, int version, CancellationToken ct)
    {
        if (live.Run!.Version != version)
        {
            return await db.Set<LabRun>().SingleAsync(r => r.Id == live.Id, ct);
        }

        var run = live.Run.Copy();
        db.Attach(run);
        return run;
    }
}
