using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Incidents;

/// <summary>The one check of who may see and who may work a run. Every use case of the room asks it inside its own transaction.</summary>
internal static class RunAccess
{
    private const string Unknown = "There is no such run, or it is not yours.";

    /// <summary>The run, for its responder and for the staff of its class; for everybody else it does not exist.</summary>
    public static async Task<Outcome<LabRun>> RequireVisibleRunAsync(this TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        var run = await db.Set<LabRun>().SingleOrDefaultAsync(r => r.Id == runId, ct);
        if (run is null)
        {
            return Refusal.NotFound(Unknown);
        }

        if (run.PersonId == actor.PersonId)
        {
            return run;
        }

        var staff = await db.RequireRoleAsync(actor, run.CohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct);
        return staff.Succeeded ? run : Refusal.NotFound(Unknown);
    }

    /// <summary>The run, for its responder only; staff who may see it are told that watching is all.</summary>
    public static async Task<Outcome<LabRun>> RequireOwnRunAsync(this TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        var run = await db.RequireVisibleRunAsync(actor, runId, ct);
        return run.Succeeded && run.Value.PersonId != actor.PersonId
            ? Refusal.NotAllowed("Only its responder may act in this run. You may watch it.")
            : run;
    }
}
