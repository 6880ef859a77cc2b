using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A timeline entry for display.</summary>
/// <param name="Number">Its place.</param>
/// <param name="At">Virtual time.</param>
/// <param name="WallAt">When it was recorded, UTC.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">What it concerns.</param>
/// <param name="Text">One or more sentences.</param>
/// <param name="From">Who speaks.</param>
/// <param name="PersonId">The person who did it; null for events of the shop or the portal.</param>
/// <param name="Details">The figures and ids of its kind, as JSON; null for most kinds.</param>
/// <param name="RefersTo">The number of the entry that it pins, corrects or answers.</param>
public sealed record TimelineEntry(
    int Number,
    TimeSpan At,
    DateTime WallAt,
    IncidentEventKind Kind,
    string Subject,
    string Text,
    string From,
    Guid? PersonId = null,
    string? Details = null,
    int? RefersTo = null
);

/// <summary>Reads a run's log from the database.</summary>
internal static class TimelineEntries
{
    /// <summary>
    /// The entries of a run in the order of the events. The shop's events are recorded a little later; those of the same moment keep the
    /// order of recording.
    /// </summary>
    public static Task<List<TimelineEntry>> TimelineAsync(this TrainingDb db, Guid runId, CancellationToken ct) =>
        Entries(db, runId).ToListAsync(ct);

    /// <summary>The same, for a step of a transaction that must not wait.</summary>
    public static List<TimelineEntry> Timeline(this TrainingDb db, Guid runId) => [.. Entries(db, runId)];

    private static IQueryable<TimelineEntry> Entries(TrainingDb db, Guid runId) =>
        db.Set<IncidentEvent>()
            .AsNoTracking()
            .Where(e => e.RunId == runId)
            .OrderBy(e => e.At)
            .ThenBy(e => e.Number)
            .Select(e => new TimelineEntry(e.Number, e.At, e.WallAt, e.Kind, e.Subject, e.Text, e.From, e.PersonId, e.Details, e.RefersTo));
}
