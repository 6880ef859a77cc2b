using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>
/// Compares a post-incident review with the recorded facts of its run. Reviewers see it once it is submitted; the author sees it once the
/// review is accepted and its grade released, so that the review is the author's own work.
/// </summary>
public sealed class CompareWithTruth(IDbContextFactory<TrainingDb> databases, ReadDocument readDocument, GetRunTruth runTruth) : IUseCase
{
    /// <summary>Returns the comparison; null for a document without a run.</summary>
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
        if (document.IsMine && !await db.WasShownAcceptedAsync(documentId, ct))
        {
            return Refusal.NotAllowed("The comparison with the recorded facts is shown once your review is accepted.");
        }

        var truth = await runTruth.RunAsync(actor, runId, ct);
        return truth.Succeeded ? View(document.Body, truth.Value) : truth.Refusal;
    }

    private static TruthView View(DocumentBody body, RunTruth truth)
    {
        var events = truth.Events.Select(happened => new TrueEvent(happened.At, happened.Text, happened.Subject, happened.IsKey)).ToList();
        if (truth.OnsetAt is { } onset)
        {
            events.Add(
                new TrueEvent(
                    onset,
                    "Onset: a service level was violated for the first time",
                    "begins started slow failing errors first onset"
                )
            );
        }

        if (truth.RecoveredAt is { } recovered)
        {
            events.Add(new TrueEvent(recovered, "Recovery: every service level held again", "recovered normal healthy back recovery"));
        }

        var words = CauseWords.Compare(truth.Cause ?? "", body.Section("root-cause").Text);
        var lasted = truth.RecoveredAt - truth.OnsetAt;
        return new TruthView(
            TimelineTruth.Compare([.. events.OrderBy(happened => happened.At)], TimelineChecks.Read(body.Section("timeline").Text)),
            truth.Cost is { } cost
                ?
                [
                    .. ImpactTruth
                        .Of(cost.FailedOrders, cost.LostRevenueCents, cost.UsersAffected, lasted > TimeSpan.Zero ? lasted : null)
                        .Select(figure => ImpactTruth.Compare(figure, body.Section("impact").Text)),
                ]
                : [],
            truth.Cause,
            truth.Explanation,
            words.Found,
            words.Missing,
            truth.DeclaredCause
        )
        {
            Precedent = truth.Precedent,
        };
    }
}
