using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A room above this one that takes part in a run. What it does belongs to the commit of the run that calls it, and it is called in
/// the run's mailbox, so that nothing else happens to the run meanwhile. All members do nothing unless overridden; participants are
/// called in the order of their registration.
/// </summary>
public abstract class RunParticipant
{
    /// <summary>A run is started; it is part of the same transaction.</summary>
    internal virtual void Started(TrainingDb db, LabRun run) { }

    /// <summary>A session begins: loads what belongs to the run here, tracked.</summary>
    internal virtual Task OpenedAsync(RunSession session, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Returns an event of the shop as the timeline is to tell it; null when it is not told.</summary>
    internal virtual Task<ToldEvent?> TellAsync(RunSession session, ToldEvent told, CancellationToken ct) =>
        Task.FromResult<ToldEvent?>(told);

    /// <summary>An event of the shop has been recorded.</summary>
    internal virtual void Recorded(RunSession session, ShopEvent shopEvent) { }

    /// <summary>The shop has lived up to now and its events are recorded; what a person asked for follows.</summary>
    internal virtual Task SteppedAsync(RunSession session, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The shop has accepted an input, and the input is stored with its answer.</summary>
    internal virtual void Settled(RunSession session, RunInput input) { }

    /// <summary>What a person asked for is done and about to be committed.</summary>
    internal virtual Task CompletingAsync(RunSession session, CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// Returns the virtual time from which the participant must be asked again even if nothing happens;
    /// <see cref="TimeSpan.MaxValue"/> for none. Called last in a commit, and never when an input is settled in a rebuild.
    /// </summary>
    internal virtual Task<TimeSpan> NextAsync(RunSession session, CancellationToken ct) => Task.FromResult(TimeSpan.MaxValue);

    /// <summary>The run ends, and what its shop has measured is sealed.</summary>
    internal virtual void Ending(RunSession session, SealedShop shop) { }

    /// <summary>An ended run is opened again: removes what <see cref="Ending"/> has stored.</summary>
    internal virtual Task ReopenedAsync(TrainingDb db, LabRun run, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>An event of the shop as the timeline tells it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Details">What the timeline stores with it; null for nothing.</param>
internal sealed record ToldEvent(ShopEvent Event, object? Details);
