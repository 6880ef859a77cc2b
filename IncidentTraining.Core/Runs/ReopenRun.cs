using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A facilitator reopens an ended run with more time. Its crew may have seen the truth, which the timeline states.</summary>
public sealed class ReopenRun(WriteGate gate, ShopHost host, RunParticipants participants, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The most minutes that can be added at once.</summary>
    public const int MostMinutes = 60;

    /// <summary>Reopens the run where it ended; its shop is rebuilt from the stored data.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid runId, int minutes, CancellationToken ct = default)
    {
        if (minutes is < 1 or > MostMinutes)
        {
            return Refusal.Invalid($"Add 1 to {MostMinutes} minutes.");
        }

        var reopened = await gate.WriteAsync(
            async db =>
            {
                var run = await db.Set<LabRun>().SingleOrDefaultAsync(r => r.Id == runId, ct);
                var unknown = Refusal.NotFound("There is no such run in a class that you facilitate.");
                if (run is null)
                {
                    return unknown;
                }

                if (await db.RequireRoleAsync(actor, run.CohortId, [ClassRole.Facilitator], ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal.Hiding(unknown);
                }

                var name = await db.NameOfAsync(actor.PersonId, ct);
                return await OpenAsync(
                    db,
                    run,
                    participants,
                    TimeSpan.FromMinutes(minutes),
                    withClass: false,
                    time.GetUtcNow().UtcDateTime,
                    $"The facilitator reopened the run for {minutes} min. The true cause may be known.",
                    name,
                    actor.PersonId,
                    ct
                );
            },
            ct
        );
        if (reopened.Succeeded)
        {
            host.Watch(runId);
            await events.PublishAsync(runId, new RunChanged(runId));
        }

        return reopened;
    }

    /// <summary>Reopens an ended run inside a transaction that has already checked the permission.</summary>
    internal static async Task<Outcome> OpenAsync(
        TrainingDb db,
        LabRun run,
        RunParticipants participants,
        TimeSpan more,
        bool withClass,
        DateTime now,
        string text,
        string from,
        Guid? by,
        CancellationToken ct
    )
    {
        var outcome = run.Reopen(more, withClass, now);
        if (outcome.Succeeded)
        {
            await participants.ReopenedAsync(db, run, ct);
            (await IncidentTimeline.OpenAsync(db, run, now, ct)).Record(IncidentEventKind.RunReopened, text, from: from, by: by);
        }

        return outcome;
    }
}
