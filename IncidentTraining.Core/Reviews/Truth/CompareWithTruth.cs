using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>
/// Holds a post-incident review against what the engine knows about its run: for its reviewer as soon as it is submitted, for
/// its author once it is accepted and its grade released, so that the review is the author's own.
/// </summary>
public sealed class CompareWithTruth(IDbContextFactory<TrainingDb> databases, ReadDocument readDocument, GetAfterAction afterAction, GetRun getRun)
{
    private static readonly HashSet<IncidentEventKind> KeyEvents =
    [
        IncidentEventKind.AlertFiring, IncidentEventKind.Acknowledged, IncidentEventKind.SeveritySet, IncidentEventKind.CauseDeclared,
        IncidentEventKind.ActionFinished, IncidentEventKind.ActionFailed, IncidentEventKind.StatusUpdate, IncidentEventKind.ResolutionVerified, IncidentEventKind.Reopened,
    ];

    /// <summary>The comparison; null for a document that is about no run.</summary>
    public async Task<Outcome<TruthView?>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        var read = await readDocument.RunAsync(actor, documentId, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var document = read.Value;
        if (document.SourceRunId is not { } runId)
        {
            return Outcome<TruthView?>.Done(null);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (document.IsMine && !await db.Set<Review>().AnyAsync(review => review.DocumentId == documentId && review.Decision == ReviewDecision.Accepted && !review.HeldBack, ct))
        {
            return Refusal.NotAllowed("What was true is shown once your review is accepted: until then it is your own account that counts.");
        }

        var truth = await afterAction.RunAsync(actor, runId, ct);
        var run = await getRun.RunAsync(actor, runId, ct);
        if (!truth.Succeeded || !run.Succeeded)
        {
            return truth.Refusal ?? run.Refusal!;
        }

        var clock = await db.Set<ClockSegment>().AsNoTracking().Where(segment => segment.RunId == runId).OrderBy(segment => segment.Number).ToListAsync(ct);
        return View(document.Body, truth.Value, run.Value, clock);
    }

    private static TruthView View(DocumentBody body, AfterAction truth, RunView run, List<ClockSegment> clock)
    {
        var events = new List<TrueEvent>();
        Add(truth.Truth?.OnsetAt, "Onset: a service level was violated for the first time", "begins started slow failing errors first onset");
        Add(truth.Truth?.RecoveredAt, "Recovery: every service level held again", "recovered normal healthy back recovery");
        events.AddRange(run.Timeline.Where(entry => KeyEvents.Contains(entry.Kind)).Select(entry => new TrueEvent(Wall(clock, entry.At), entry.Text, entry.Subject)));
        events = [.. events.OrderBy(happened => happened.At)];

        var causeWords = truth.TrueCause is { } cause ? TimelineTruth.Words(cause.Title) : [];
        var written = TimelineTruth.Words(body.Section("root-cause").Text);
        var lasted = truth.Truth is { OnsetAt: { } onset, RecoveredAt: { } recovered } && recovered > onset ? recovered - onset : (TimeSpan?)null;
        return new TruthView(
            TimelineTruth.Compare(events, TimelineChecks.Read(body.Section("timeline").Text)),
            truth.Cost is { } cost
                ? [.. ImpactTruth.Of(cost.FailedOrders, cost.LostRevenueCents, cost.UsersAffected, lasted).Select(figure => ImpactTruth.Compare(figure, body.Section("impact").Text))]
                : [],
            truth.TrueCause?.Title, truth.TrueCause?.Explanation ?? "",
            Whole(truth.TrueCause?.Title, causeWords.Where(written.Contains)), Whole(truth.TrueCause?.Title, causeWords.Where(word => !written.Contains(word))),
            truth.DeclaredCause);

        void Add(TimeSpan? at, string text, string words)
        {
            if (at is { } time)
            {
                events.Add(new TrueEvent(Wall(clock, time), text, words));
            }
        }
    }

    /// <summary>When a virtual time of the run was, UTC; the times that a review writes are of the wall's clock.</summary>
    private static DateTime Wall(List<ClockSegment> clock, TimeSpan at)
    {
        var segment = clock.LastOrDefault(one => one.VirtualStart <= at && one.Rate > 0) ?? clock[0];
        return segment.WallStart + ((at - segment.VirtualStart) / Math.Max(1, segment.Rate));
    }

    private static IReadOnlyList<string> Whole(string? title, IEnumerable<string> stems)
    {
        var wanted = stems.ToHashSet();
        return [.. (title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(',', '.', ':', ';', '"', '(', ')'))
            .Where(word => TimelineTruth.Words(word).Overlaps(wanted)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
