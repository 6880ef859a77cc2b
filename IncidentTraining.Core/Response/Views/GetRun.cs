using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>Shows a run to its responder and to the staff of its class.</summary>
public sealed class GetRun(IDbContextFactory<TrainingDb> databases, RunScenarios scenarios, IAuthorNames names, TimeProvider time)
    : IUseCase
{
    /// <summary>The run as it is now.</summary>
    public async Task<Outcome<RunView>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!visible.Succeeded)
        {
            return visible.Refusal;
        }

        var run = visible.Value;
        if (scenarios.Read(run.ScenarioId, run.ScenarioText) is not { } scenario)
        {
            return Refusal.Conflict("This version of the portal can no longer read the run's scenario. Start the lab again.");
        }

        var wall = time.GetUtcNow().UtcDateTime;
        var incident = await db.Set<Incident>().AsNoTracking().SingleAsync(i => i.RunId == runId, ct);
        var cover = await names.OverRunAsync(db, actor, run, ct);
        var crew = (await Crew.LoadAsync(db, run, ct)).Under(cover);
        var timeline = (await db.TimelineAsync(runId, ct)).Under(cover);
        var findings = Finding.Of(timeline);
        // People on call learn which lab it is when it is over.
        var isHidden = run.ShiftId is not null && !run.HasEnded;
        return new RunView
        {
            RunId = run.Id,
            StartedAt = run.StartedAt,
            PageId = run.PageId,
            Responder = crew.Mates[0].Name,
            Crew = crew,
            Rotation = run.Rotation,
            Listeners = [.. scenario.People.Select(person => person.Name)],
            IsTeam = run.IsTeam,
            IsOwn = crew.Find(actor.PersonId) is not null,
            Me = crew.Find(actor.PersonId),
            Title = isHidden ? OnCallBrief.Title : scenario.Title,
            Objective = isHidden ? OnCallBrief.Objective : scenario.Objective,
            Briefing = isHidden ? OnCallBrief.Briefing : scenario.Briefing,
            Signs = isHidden ? [] : scenario.Signs,
            State = run.State,
            Ending = run.Ending,
            Clock = new RunClock(run.VirtualAt(wall), run.Limit, run.Rate, run.IsRehearsal, run.Pace),
            Phase = incident.Phase,
            Severity = incident.Severity,
            Declared = DeclaredDiagnosis.Of(timeline).LastOrDefault(),
            Evidence = PinnedEvidence.Of(timeline),
            NextUpdateBy = incident.NextUpdateBy,
            LastNewsAt = StatusUpdate.Of(timeline).LastOrDefault(update => UpdateContent.IsIn(update.Text))?.At ?? incident.AcknowledgedAt,
            Summary = cover.Over(incident.Summary),
            Steps = RunSteps.Of(run.ShiftId is null ? scenario.Steps : [], incident, timeline),
            Findings = findings,
            Investigations = isHidden ? [] : Investigations(scenario, findings),
            Components = isHidden ? [] : ComponentProofs.Of(scenario, timeline),
            Drafts = await db.Set<UpdateDraft>().AsNoTracking().Where(d => d.RunId == runId).ToListAsync(ct),
            Hypotheses = Hypothesis.Of(timeline),
            HandIsUp = incident.HandRaisedAt is not null,
            TakeOver = incident.TakeOverOfferedBy is { } helper
                ? new(helper, await db.NameOfAsync(helper, ct), incident.TakeOverRole)
                : null,
            ShowsRecovery = !isHidden || incident.FirstMitigationAt is not null,
            IsClosedAsNoIncident = incident.IsClosedAsNoIncident,
            FollowsClass = run.FollowsClass,
            RevealAt = run.AwaitsReveal(wall) ? run.EndsAt : null,
            IsStopped = run.IsStopped,
            Hints = new HintShelf(HintPolicy.Taken(scenario, timeline), incident.HintCost, HintPolicy.Offers(scenario, incident, timeline)),
            Timeline = timeline,
        };
    }

    private static IReadOnlyList<LabStepState> Investigations(Scenario scenario, IReadOnlyList<Finding> findings) =>
        [
            .. scenario.Investigations.Select(
                (check, i) =>
                    new LabStepState(
                        $"check-{i + 1}",
                        check.Title,
                        findings.FirstOrDefault(finding => check.Looks.Any(finding.IsAbout))?.At,
                        NeedsFinding: true
                    )
            ),
        ];
}
