using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>The one door through which entries come into a run's timeline; part of the transaction that it was opened in.</summary>
/// <param name="db">The context of the transaction.</param>
/// <param name="run">The run, tracked by the context.</param>
/// <param name="now">The run's virtual time.</param>
/// <param name="wall">Now, UTC.</param>
internal sealed class IncidentTimeline(TrainingDb db, LabRun run, TimeSpan now, DateTime wall)
{
    /// <summary>How the keys of the shop's entries begin.</summary>
    public const string ShopKey = "shop:";

    /// <summary>Adds what a person did or what follows from it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="text">One or more sentences for people.</param>
    /// <param name="subject">Id of what it concerns.</param>
    /// <param name="from">Who speaks.</param>
    /// <param name="by">The person who did it; null for the portal.</param>
    /// <param name="key">What makes it this entry and no other; by default its number.</param>
    /// <param name="details">What its kind says in figures and ids; kept as JSON.</param>
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
    )
    {
        // The number alone is a key too: nothing replays what a person does here.
        var entry = new IncidentEvent(
            run,
            key ?? $"entry:{run.EventCount + 1}",
            now,
            wall,
            kind,
            subject,
            text,
            from,
            by,
            EventDetails.Write(details),
            refersTo
        );
        db.Add(entry);
        return entry;
    }

    /// <summary>Adds what the shop did, under the sequence number that it has in every replay.</summary>
    /// <param name="shopEvent">What it did.</param>
    /// <param name="details">What its kind says in figures and ids; kept as JSON.</param>
    public void Record(ShopEvent shopEvent, object? details = null) =>
        db.Add(
            new IncidentEvent(
                run,
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
