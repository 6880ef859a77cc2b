using System.Globalization;
using IncidentTraining.Core.Documents.Messages;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The recorded facts of a run, by the names that message templates use: what its responder could know during the run, and the cost figures
/// once it has ended. Never the true cause.
/// </summary>
public sealed class RunValues(IDbContextFactory<TrainingDb> databases, GetRun getRun, GetAfterAction afterAction, LabCatalogue labs)
    : IRunValues
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunChoice>> RunsAsync(Actor actor, Guid cohortId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var dayId = await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.DayId).SingleAsync(ct);
        var titles = labs.Of(dayId).ToDictionary(lab => lab.PageId, lab => lab.Title);
        var runs = await db.Set<LabRun>()
            .AsNoTracking()
            .Where(run => run.CohortId == cohortId && run.PersonId == actor.PersonId)
            .OrderByDescending(run => run.StartedAt)
            .Select(run => new
            {
                run.Id,
                run.PageId,
                run.StartedAt,
                IsOnCall = run.ShiftId != null,
            })
            .ToListAsync(ct);
        return
        [
            .. runs.Select(run => new RunChoice(
                run.Id,
                run.IsOnCall ? OnCallBrief.Title : titles.GetValueOrDefault(run.PageId, run.PageId),
                run.StartedAt
            )),
        ];
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyDictionary<string, string>>> ValuesAsync(Actor actor, Guid runId, CancellationToken ct)
    {
        var found = await getRun.RunAsync(actor, runId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var run = found.Value;
        if (!run.IsOwn)
        {
            return Refusal.NotAllowed("You can only try a template with your own run.");
        }

        var values = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["incident"] = run.Title,
            ["responder"] = run.Responder,
        };
        Put("severity", run.Severity?.ToString());
        Put("alert", run.Timeline.FirstOrDefault(entry => entry.Kind is IncidentEventKind.AlertFiring)?.Text);
        PutTime("detected", IncidentEventKind.AlertFiring, first: true);
        PutTime("acknowledged", IncidentEventKind.Acknowledged, first: true);
        PutTime("last update", IncidentEventKind.StatusUpdate, first: false);
        PutTime("resolved", IncidentEventKind.ResolutionVerified, first: false);
        Put("time", run.Timeline.Count == 0 ? null : Time(run.Timeline[^1]));
        if ((await afterAction.RunAsync(actor, runId, ct)).ValueOrDefault?.Cost is { } cost)
        {
            Put("orders lost", cost.FailedOrders.ToString("N0", CultureInfo.InvariantCulture));
            Put("customers affected", cost.UsersAffected.ToString("N0", CultureInfo.InvariantCulture));
            Put("customers exposed", cost.CustomersExposed?.ToString("N0", CultureInfo.InvariantCulture));
            Put(
                "charged too little",
                cost.UnderchargedCents is { } cents ? string.Create(CultureInfo.InvariantCulture, $"{cents / 100m:N2} USD") : null
            );
            Put("revenue lost", string.Create(CultureInfo.InvariantCulture, $"{cost.LostRevenueCents / 100m:N2} USD"));
        }

        return values;

        string Time(TimelineEntry entry) => run.ShopClock.Minute(entry.At);

        void Put(string name, string? value)
        {
            if (value is not null)
            {
                values[name] = value;
            }
        }

        void PutTime(string name, IncidentEventKind kind, bool first)
        {
            var entries = run.Timeline.Where(entry => entry.Kind == kind);
            Put(name, (first ? entries.FirstOrDefault() : entries.LastOrDefault()) is { } entry ? Time(entry) : null);
        }
    }
}
