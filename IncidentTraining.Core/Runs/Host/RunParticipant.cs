using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A higher-level room that takes part in a run. Its work belongs to the run's commit that calls it, and it is called in the run's mailbox,
/// so that nothing else happens to the run meanwhile. All members do nothing unless overridden; participants are called in the order of
/// their registration.
/// </summary>
public abstract class RunParticipant
{
    /// <summary>A run is started, in the same transaction.</summary>
    internal virtual void Started(TrainingDb db, LabRun run) { }

    /// <summary>A session begins: loads the participant's tracked data of the run.</summary>
    internal virtual Task OpenedAsync(RunSession session, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Returns an event of the shop in the form for the timeline; null when it is not shown.</summary>
    internal virtual Task<ToldEvent?> TellAsync(RunSession session, ToldEvent told, CancellationToken ct) =>
        Task.FromResult<ToldEvent?>(told);

    /// <summary>An event of the shop has been recorded.</summary>
    internal virtual void Recorded(RunSession session, ShopEvent shopEvent) { }

    /// <summary>The shop has been advanced to now and its events are recorded; the requested operation follows.</summary>
    internal virtual Task SteppedAsync(RunSession session, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The shop has accepted an input, and the input is stored with its response.</summary>
    internal virtual void Settled(RunSession session, RunInput input) { }

    /// <summary>The requested operation is done and about to be committed.</summary>
    internal virtual Task CompletingAsync(RunSession session, CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// Returns the virtual time from which the participant must be called again even if nothing happens; <see cref="TimeSpan.MaxValue"/>
    /// for none. Called last in a commit, but not when an input is settled in a rebuild.
    /// </summary>
    internal virtual Task<TimeSpan> NextAsync(RunSession session, CancellationToken ct) => Task.FromResult(TimeSpan.MaxValue);

    /// <summary>The run ends, and its shop's measurements are sealed.</summary>
    internal virtual void Ending(RunSession session, SealedShop shop) { }

    /// <summary>An ended run is reopened: removes what <see cref="Ending"/> has stored.</summary>
    internal virtual Task ReopenedAsync(TrainingDb db, LabRun run, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>An event of the shop in the form for the timeline.</summary>
/// <param name="Event">The event.</param>
/// <param name="Details">What the timeline stores with it; null for nothing.</param>
internal sealed record ToldEvent(ShopEvent Event, object? Details);
