using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// The responder stops or restarts the clock of their own run, or changes the pace of a rehearsal. For a class that works together, its
/// timer calls the same operations for all runs.
/// </summary>
public sealed class ChangeRunClock(ShopHost host) : IUseCase
{
    /// <summary>Stops the clock and with it the shop.</summary>
    public Task<Outcome> PauseAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        DoAsync(actor, runId, (run, wall) => run.Pause(wall), IncidentEventKind.RunPaused, "Paused the run.", ct);

    /// <summary>Restarts the clock.</summary>
    public Task<Outcome> ResumeAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        DoAsync(actor, runId, (run, wall) => run.Resume(wall), IncidentEventKind.RunResumed, "Resumed the run.", ct);

    /// <summary>Changes the pace of a rehearsal.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="rate">Virtual seconds per second, from 1 to <see cref="LabRun.FastestRate"/>.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> SetRateAsync(Actor actor, Guid runId, int rate, CancellationToken ct = default) =>
        DoAsync(actor, runId, (run, wall) => run.SetRate(rate, wall), IncidentEventKind.PaceChanged, $"Set the pace to {rate}×.", ct);

    private Task<Outcome> DoAsync(
        Actor actor,
        Guid runId,
        Func<LabRun, DateTime, Outcome> verb,
        IncidentEventKind kind,
        string text,
        CancellationToken ct
    ) =>
        host.ActAsync(
            actor,
            runId,
            session =>
            {
                var mine = session.Run.FollowsClass
                    ? Refusal.Conflict("The class works on this lab together: the facilitator's timer pauses and resumes the clock.")
                    : session.Crew.Require(actor.PersonId, IncidentRole.Commander);
                var outcome = mine.Succeeded ? verb(session.Run, session.Wall) : mine;
                if (outcome.Succeeded)
                {
                    session.Record(kind, text);
                }

                return Task.FromResult(outcome);
            },
            ct
        );
}
