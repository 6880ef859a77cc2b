using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Calls the participants of a run, in the order of their registration.</summary>
/// <param name="participants">The rooms that take part.</param>
public sealed class RunParticipants(IEnumerable<RunParticipant> participants)
{
    private readonly RunParticipant[] _all = [.. participants];

    /// <summary>Stores a new run with its first entry, and lets the participants add their data.</summary>
    /// <param name="db">The context of the transaction.</param>
    /// <param name="run">The run.</param>
    /// <param name="wall">Now, UTC.</param>
    /// <param name="text">The text of the first timeline entry.</param>
    /// <param name="by">The person who started it; null for the portal.</param>
    internal void Start(TrainingDb db, LabRun run, DateTime wall, string text, Guid? by)
    {
        db.Add(run);
        foreach (var participant in _all)
        {
            participant.Started(db, run);
        }

        new IncidentTimeline(db, run.Id, 0, TimeSpan.Zero, wall).Record(IncidentEventKind.RunStarted, text, by: by);
    }

    internal async Task OpenedAsync(RunSession session, CancellationToken ct)
    {
        foreach (var participant in _all)
        {
            await participant.OpenedAsync(session, ct);
        }
    }

    /// <summary>Records an event of the shop in the participants' wording; an event that they suppress is not recorded.</summary>
    internal async Task RecordAsync(RunSession session, ShopEvent happened, CancellationToken ct)
    {
        ToldEvent? told = new(happened, null);
        foreach (var participant in _all)
        {
            told = told is null ? null : await participant.TellAsync(session, told, ct);
        }

        if (told is not { Event: var shopEvent })
        {
            return;
        }

        session.Timeline.Record(shopEvent, told.Details);
        foreach (var participant in _all)
        {
            participant.Recorded(session, shopEvent);
        }
    }

    internal async Task SteppedAsync(RunSession session, CancellationToken ct)
    {
        foreach (var participant in _all)
        {
            await participant.SteppedAsync(session, ct);
        }
    }

    internal void Settled(RunSession session, RunInput input)
    {
        foreach (var participant in _all)
        {
            participant.Settled(session, input);
        }
    }

    internal async Task CompletingAsync(RunSession session, CancellationToken ct)
    {
        foreach (var participant in _all)
        {
            await participant.CompletingAsync(session, ct);
        }
    }

    /// <summary>The earliest virtual time from which a participant must be called again.</summary>
    internal async Task<TimeSpan> NextAsync(RunSession session, CancellationToken ct)
    {
        var next = TimeSpan.MaxValue;
        foreach (var participant in _all)
        {
            var own = await participant.NextAsync(session, ct);
            next = own < next ? own : next;
        }

        return next;
    }

    /// <summary>Seals the measurements of an ended run's shop.</summary>
    internal void Seal(RunSession session)
    {
        var shop = session.Shop;
        var sealedShop = new SealedShop(shop.Truth(), shop.Cost(), shop.TrueCharts(), shop.Digest()) { Harms = shop.Harms() };
        session.Db.Add(new RunArchive(session.Run.Id, sealedShop));
        foreach (var participant in _all)
        {
            participant.Ending(session, sealedShop);
        }
    }

    /// <summary>Removes what <see cref="Seal"/> has stored; it is recreated when the run ends.</summary>
    internal async Task ReopenedAsync(TrainingDb db, LabRun run, CancellationToken ct)
    {
        await db.Set<RunArchive>().Where(archive => archive.RunId == run.Id).ExecuteDeleteAsync(ct);
        foreach (var participant in _all)
        {
            await participant.ReopenedAsync(db, run, ct);
        }
    }
}
