using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>The only way to add entries to a run's timeline; part of the transaction in which it was opened.</summary>
/// <param name="db">The context of the transaction.</param>
/// <param name="runId">The run.</param>
/// <param name="last">The number of its last entry; 0 for none.</param>
/// <param name="now">The run's virtual time.</param>
/// <param name="wall">Now, UTC.</param>
internal sealed class IncidentTimeline(TrainingDb db, Guid runId, int last, TimeSpan now, DateTime wall)
{
    /// <summary>The prefix of the keys of the shop's entries.</summary>
    public const string ShopKey = "shop:";

    private readonly List<IncidentEvent> _added = [];

    /// <summary>The entries added through this object, in order.</summary>
    public IReadOnlyList<IncidentEvent> Added => _added;

    private int Next => last + _added.Count + 1;

    /// <summary>Opens the timeline of a run that has no session, and reads from the transaction's database where it ends.</summary>
    public static async Task<IncidentTimeline> OpenAsync(TrainingDb db, LabRun run, DateTime wall, CancellationToken ct) =>
        new(
            db,
            run.Id,
            await db.Set<IncidentEvent>().Where(e => e.RunId == run.Id).MaxAsync(e => (int?)e.Number, ct) ?? 0,
            run.VirtualAt(wall),
            wall
        );

    /// <summary>Adds a person's action or its consequence.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="text">One or more sentences for people.</param>
    /// <param name="subject">Id of its object.</param>
    /// <param name="from">Who speaks.</param>
    /// <param name="by">The person who did it; null for the portal.</param>
    /// <param name="key">What identifies the entry; by default its number.</param>
    /// <param name="details">The figures and ids of its kind; stored as JSON.</param>
    /// <param name="refersTo">The number of the entry that it pins, corrects or answers.</param>
    public IncidentEvent Record(
        IncidentEventKind kind,
        string text,
        string subject = "",
        string from = "",
        Guid? by = null,
        string? key = null,
        object? details = null,
        int? refersTo = null
    ) =>
        // The number alone is a sufficient key: a person's actions are not replayed.
        Add(
            new IncidentEvent(
                runId,
                Next,
                key ?? $"entry:{Next}",
                now,
                wall,
                kind,
                subject,
                text,
                from,
                by,
                EventDetails.Write(details),
                refersTo
            )
        );

    /// <summary>Adds an event of the shop, under the sequence number that it has in every replay.</summary>
    /// <param name="shopEvent">What it did.</param>
    /// <param name="details">The figures and ids of its kind; stored as JSON.</param>
    public void Record(ShopEvent shopEvent, object? details = null) =>
        Add(
            new IncidentEvent(
                runId,
                Next,
                ShopKey + shopEvent.Sequence.ToString(CultureInfo.InvariantCulture),
                shopEvent.At,
                wall,
                KindOf(shopEvent.Kind),
                shopEvent.Subject,
                shopEvent.Text,
                shopEvent.From,
                null,
                EventDetails.Write(details)
            )
        );

    /// <summary>The shop's sequence number in the key of an entry; null for other entries.</summary>
    public static long? ShopSequence(string? key) =>
        key?.StartsWith(ShopKey, StringComparison.Ordinal) == true
            ? long.Parse(key.AsSpan(ShopKey.Length), CultureInfo.InvariantCulture)
            : null;

    private IncidentEvent Add(IncidentEvent entry)
    {
        _added.Add(entry);
        db.Add(entry);
        return entry;
    }

    private static IncidentEventKind KindOf(ShopEventKind kind) =>
        kind switch
        {
            ShopEventKind.ActionStarted => IncidentEventKind.ActionStarted,
            ShopEventKind.ActionFinished => IncidentEventKind.ActionFinished,
            ShopEventKind.ActionFailed => IncidentEventKind.ActionFailed,
            ShopEventKind.AlertPending => IncidentEventKind.AlertPending,
            ShopEventKind.AlertFiring => IncidentEventKind.AlertFiring,
            ShopEventKind.AlertResolved => IncidentEventKind.AlertResolved,
            ShopEventKind.Message => IncidentEventKind.Message,
            ShopEventKind.Complaint => IncidentEventKind.Complaint,
            _ => throw new ArgumentOutOfRangeException(
                nameof(kind),
                kind,
                "The shop made an event of a kind that the timeline does not know."
            ),
        };
}
