using System.Globalization;
using System.Text;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Passes what a run recorded on to the review about it: the timeline, the impact figures and the debriefing notes, but not the true cause.
/// </summary>
public sealed class RunHandover(IDbContextFactory<TrainingDb> databases, ShopHost host, DocumentKinds kinds, LabCatalogue labs)
    : IRunHandover
{
    private const string TimelineSection = "timeline";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FinishedRun>> FinishedAsync(Actor actor, Guid cohortId, string kindId, CancellationToken ct)
    {
        if (kinds.Find(kindId)?.Section(TimelineSection) is null)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (!(await db.RequireMemberAsync(actor, cohortId, ct)).Succeeded)
        {
            return [];
        }

        var cohort = await db.Set<Cohort>().Where(c => c.Id == cohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        var titles = labs.Of(cohort.DayId, cohort.PlanId).ToDictionary(lab => lab.PageId, lab => lab.Title);
        var runs = await db.RunsOf(actor.PersonId)
            .AsNoTracking()
            .Where(run => run.CohortId == cohortId && run.EndedAt != null)
            .OrderByDescending(run => run.StartedAt)
            .ThenByDescending(run => run.Id)
            .Select(run => new
            {
                run.Id,
                run.PageId,
                run.StartedAt,
                IsOnCall = run.ShiftId != null,
                run.IsRehearsal,
            })
            .ToListAsync(ct);
        return
        [
            .. runs.Select(run => new FinishedRun(
                run.Id,
                $"{titles.GetValueOrDefault(run.PageId, "On-call incident")}{(run.IsOnCall && titles.ContainsKey(run.PageId) ? " (on call)" : "")}{(run.IsRehearsal ? " (rehearsal)" : "")}",
                run.StartedAt
            )),
        ];
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyDictionary<string, SectionBody>>> HandOverAsync(
        Actor actor,
        Guid cohortId,
        Guid runId,
        string kindId,
        CancellationToken ct
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.RequireOwnRunAsync(actor, runId, ct);
        if (!own.Succeeded || own.Value.CohortId != cohortId)
        {
            return own.Refusal ?? Refusal.NotFound("This run belongs to another of your classes.");
        }

        var incident = await db.Set<Incident>().AsNoTracking().SingleAsync(i => i.RunId == runId, ct);
        // A crew that begins the review in its run has verified the resolution; before, there is nothing to review.
        if (!own.Value.HasEnded && incident.Phase < IncidentPhase.PostIncident)
        {
            return Refusal.Conflict("This run has not finished. End it first, or verify its resolution and start the review from it.");
        }

        var timeline = await db.TimelineAsync(runId, ct);
        var archive = await db.Set<RunArchive>().AsNoTracking().SingleOrDefaultAsync(a => a.RunId == runId, ct);
        var sealedShop = archive?.Open();
        var cost = sealedShop?.Cost ?? await host.ReadAsync(runId, shop => shop.Cost(), ct);
        var sections = new Dictionary<string, SectionBody> { [TimelineSection] = new(Timeline(own.Value, timeline)) };
        if (cost is not null)
        {
            sections["impact"] = new(Impact(cost, incident, sealedShop?.Truth, timeline));
        }

        var notes = await db.Set<DebriefNote>().AsNoTracking().Where(note => note.RunId == runId).ToListAsync(ct);
        if ((incident.Summary.Length > 0 ? incident.Summary : Noted(notes, DebriefPhase.Description)) is { Length: > 0 } summary)
        {
            sections["summary"] = new(summary);
        }

        if (Noted(notes, DebriefPhase.Analysis, DebriefPhase.Summary) is { Length: > 0 } lessons)
        {
            sections["lessons"] = new($"From the crew's debriefing:\n\n{lessons}");
        }

        return sections;
    }

    /// <summary>The notes of some phases as a list; without names, because a review judges no one. The reactions stay with the
    /// crew.</summary>
    private static string Noted(IEnumerable<DebriefNote> notes, params DebriefPhase[] phases) =>
        string.Concat(
            notes
                .Where(note => phases.Contains(note.Phase))
                .OrderBy(note => note.Phase)
                .ThenBy(note => note.Text, StringComparer.Ordinal)
                .Select(note => $"- {note.Text.ReplaceLineEndings("\n  ")}\n")
        );

    private static string Timeline(LabRun run, IReadOnlyList<TimelineEntry> timeline)
    {
        var clock = ShopClock.Of(run);
        var table = new StringBuilder("| Time (UTC) | Event | What we believed | Source |\n|---|---|---|---|\n");
        foreach (var entry in timeline.Where(entry => ReviewTimeline.IsTold(entry.Kind)))
        {
            var belief = ReviewTimeline.IsDecision(entry.Kind) ? Believed(timeline, entry) : "";
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {clock.Time(entry.At)} | {Cell(entry.Text)} | {Cell(belief)} | [{Cell(Source(entry))}]({RunMoment.Address(run.Id, entry.At)}) |\n"
            );
        }

        return table.ToString();
    }

    /// <summary>The newest hypothesis that the crew had stated and not struck out at the time of its decision; empty without one.</summary>
    private static string Believed(IReadOnlyList<TimelineEntry> timeline, TimelineEntry decision) =>
        Hypothesis
            .Of([.. timeline.Where(entry => entry.Number < decision.Number)])
            .LastOrDefault(stated => stated.State is not HypothesisState.Struck)
            ?.Text
        ?? "";

    private static string Impact(IncidentCost cost, Incident incident, ShopTruth? truth, List<TimelineEntry> timeline)
    {
        var list = new StringBuilder();
        if (truth is not null && RunMeasures.Of(incident, truth) is { } measures)
        {
            Line("Time to detect", measures.Detect);
            Line("Time to acknowledge", measures.Acknowledge);
            Line("Time to mitigate", measures.Mitigate);
            Line("Time to resolve, from the first violated objective", measures.Resolve);
        }

        list.Append(CultureInfo.InvariantCulture, $"- Orders lost: {cost.FailedOrders}, about {cost.LostRevenueCents / 100m:N2} USD\n");
        list.Append(CultureInfo.InvariantCulture, $"- Customers affected: {cost.UsersAffected}\n");
        if (cost.CustomersExposed is { } exposed)
        {
            list.Append(CultureInfo.InvariantCulture, $"- Customers exposed: {exposed}\n");
        }

        if (cost.UnderchargedCents is { } undercharged)
        {
            list.Append(CultureInfo.InvariantCulture, $"- Charged too little: {undercharged / 100m:N2} USD\n");
        }

        list.Append(
            CultureInfo.InvariantCulture,
            $"- Error budget left: {cost.AvailabilityBudgetLeft:P1} availability, {cost.LatencyBudgetLeft:P1} latency\n"
        );
        list.Append(CultureInfo.InvariantCulture, $"- Complaints: {timeline.Count(entry => entry.Kind == IncidentEventKind.Complaint)}\n");
        return list.ToString();

        void Line(string title, TimeSpan? taken) =>
            list.Append(CultureInfo.InvariantCulture, $"- {title}: {(taken is { } time ? VirtualTime.Words(time) : "never")}\n");
    }

    private static string Source(TimelineEntry entry) =>
        entry.Kind switch
        {
            IncidentEventKind.AlertFiring or IncidentEventKind.AlertResolved => "alert",
            IncidentEventKind.ActionFinished or IncidentEventKind.ActionFailed or IncidentEventKind.ActionRefused => "action",
            IncidentEventKind.Message or IncidentEventKind.StatusUpdate => $"message, {entry.From}",
            _ => "timeline",
        };

    // A line break or a bar would end the cell in the middle of a sentence.
    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
