using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Incidents;

/// <summary>A debriefing with the name of whose it is.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Debrief">The debriefing.</param>
/// <param name="IsMine">Whether it is the viewer's.</param>
public sealed record NamedDebrief(string Name, Debrief Debrief, bool IsMine);

/// <summary>Somebody of the crew debriefs an ended run, for themselves or led by the instructor, who can read along.</summary>
public sealed class HoldDebrief(WriteGate gate, IDbContextFactory<TrainingDb> databases, IAuthorNames names, TimeProvider time)
{
    /// <summary>The debriefings that the actor may read: their own, and the staff of the class all of the run.</summary>
    public async Task<Outcome<IReadOnlyList<NamedDebrief>>> ReadAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!run.Succeeded)
        {
            return run.Refusal;
        }

        var isCrew = await db.IsOfCrewAsync(actor, run.Value, ct);
        var rows = await (
            from debrief in db.Set<Debrief>().AsNoTracking()
            join person in db.Set<Person>() on debrief.PersonId equals person.Id
            where debrief.RunId == runId && (!isCrew || debrief.PersonId == actor.PersonId)
            orderby person.DisplayName
            select new { person.DisplayName, debrief }).ToListAsync(ct);
        var cover = await names.OverRunAsync(db, actor, run.Value, ct);
        return Outcome<IReadOnlyList<NamedDebrief>>.Done([.. rows.Select(row => new NamedDebrief(cover.Over(row.DisplayName), row.debrief, row.debrief.PersonId == actor.PersonId))]);
    }

    /// <summary>Begins the actor's debriefing; one that has begun simply goes on.</summary>
    public Task<Outcome> BeginAsync(Actor actor, Guid runId, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        var run = await db.RequireOwnRunAsync(actor, runId, ct);
        if (!run.Succeeded)
        {
            return run.Refusal;
        }

        if (!run.Value.HasEnded)
        {
            return Refusal.Conflict("The run goes on: it is debriefed when it has ended.");
        }

        if (!await db.Set<Debrief>().AnyAsync(d => d.RunId == runId && d.PersonId == actor.PersonId, ct))
        {
            db.Add(new Debrief(runId, actor.PersonId, time.GetUtcNow().UtcDateTime));
        }

        return Outcome.Done;
    }, ct);

    /// <summary>Keeps what was noted in a phase, and goes on to the next if wanted.</summary>
    public Task<Outcome> NoteAsync(Actor actor, Guid runId, DebriefPhase phase, string text, bool goOn, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        var debrief = await db.Set<Debrief>().SingleOrDefaultAsync(d => d.RunId == runId && d.PersonId == actor.PersonId, ct);
        if (debrief is null)
        {
            return Refusal.NotFound("You have not begun a debriefing of this run.");
        }

        var noted = debrief.Note(phase, text.Trim());
        // Going on twice by a double click must not pass a phase over.
        return noted.Succeeded && goOn && debrief.Phase == phase ? debrief.GoOn(time.GetUtcNow().UtcDateTime) : noted;
    }, ct);
}
