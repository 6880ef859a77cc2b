using System.Security.Cryptography;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Incidents;

/// <summary>
/// Begins the incidents of shifts when their moment has come, and lets pages go on to the next person. Both moments are in the
/// database: what came due while the portal was down happens in the first round after it is up again.
/// </summary>
public sealed class OnCallWatch(
    WriteGate gate, IDbContextFactory<TrainingDb> databases, LabPages labs, RunScenarios scenarios, SeedChoice seeds, ShopHost host,
    LiveEvents events, TimeProvider time)
{
    private readonly HashSet<(Guid Page, PageLevel Level)> _told = [];

    /// <summary>One round.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var shiftId in await db.Set<OnCallShift>().Where(s => s.State == ShiftState.Waiting && s.FiresAt <= now).Select(s => s.Id).ToListAsync(ct))
        {
            await CallAsync(shiftId, ct);
        }

        foreach (var page in await db.Set<OnCallPage>().AsNoTracking().Where(p => p.AcknowledgedAt == null).ToListAsync(ct))
        {
            await RingAsync(page.EscalatesAt <= now ? await EscalateAsync(page.Id, ct) : page, ct);
        }
    }

    /// <summary>Spins the wheel: a random lab of the class's day, with a random cause.</summary>
    private async Task CallAsync(Guid shiftId, CancellationToken ct)
    {
        var begun = await gate.WriteAsync<Guid>(async db =>
        {
            var shift = await db.Set<OnCallShift>().SingleAsync(s => s.Id == shiftId, ct);
            var dayId = await db.Set<Cohort>().Where(c => c.Id == shift.CohortId).Select(c => c.DayId).SingleAsync(ct);
            var live = labs.Of(dayId).Where(lab => lab.ScenarioId is { } id && scenarios.Find(id) is not null).ToList();
            if (live.Count == 0)
            {
                return Refusal.Conflict("No lab of the day can be started at present.");
            }

            var lab = live[RandomNumberGenerator.GetInt32(live.Count)];
            var scenario = scenarios.Find(lab.ScenarioId!)!;
            var earlier = await db.Set<LabRun>().AsNoTracking().Where(r => r.CohortId == shift.CohortId && r.PageId == lab.PageId).Select(r => r.Seed).ToListAsync(ct);
            var now = time.GetUtcNow();
            var run = new LabRun(
                Guid.CreateVersion7(now), shift.CohortId, shift.PrimaryId, lab.PageId, scenario, seeds.Pick(scenario, earlier, null),
                ShopSimulation.EngineVersion, lab.Minutes, null, now.UtcDateTime, isTeam: false, shiftId);
            db.Add(run);
            db.Add(new Incident(run.Id));
            new IncidentTimeline(db, run, TimeSpan.Zero, now.UtcDateTime).Record(IncidentEventKind.RunStarted, "An on-call shift began to matter.");
            if (scenario.Steps is [{ Actions: [ShopInputs.EnableExperiment, ..] }, ..] && scenario.Experiments.FirstOrDefault(e => !e.StartsOn) is { } experiment)
            {
                // In a lab the trainee switches it on; on call it is what has happened. The replay of the first opening applies it.
                db.Add(new RunInput(run, TimeSpan.Zero, ShopInputs.EnableExperiment, new Dictionary<string, string> { ["experiment"] = experiment.Id }, shift.PrimaryId, now.UtcDateTime));
            }

            var called = shift.Call(run.Id);
            return called.Succeeded ? run.Id : called.Refusal;
        }, ct);
        if (begun.Succeeded)
        {
            host.Watch(begun.Value);
        }
    }

    private async Task<OnCallPage> EscalateAsync(Guid pageId, CancellationToken ct)
    {
        var outcome = await gate.WriteAsync<OnCallPage>(async db =>
        {
            var page = await db.Set<OnCallPage>().SingleAsync(p => p.Id == pageId, ct);
            var shift = await db.Set<OnCallShift>().SingleAsync(s => s.Id == page.ShiftId, ct);
            var now = time.GetUtcNow().UtcDateTime;
            if (page.Escalate(shift, now))
            {
                var run = await db.Set<LabRun>().SingleAsync(r => r.Id == page.RunId, ct);
                var next = page.Level == PageLevel.Secondary ? await Paging.NameAsync(db, shift.SecondaryId!.Value, ct) : "the facilitator";
                new IncidentTimeline(db, run, run.VirtualAt(now), now).Record(
                    IncidentEventKind.PageEscalated, $"Nobody answered within {VirtualTime.Words(shift.EscalateAfter)}: paged {next}.",
                    page.Level.ToString(), "Pager", key: $"page:{(int)page.Level}");
            }

            return page;
        }, ct);
        await events.PublishAsync(outcome.Value.RunId, new RunChanged(outcome.Value.RunId));
        return outcome.Value;
    }

    /// <summary>Tells the browsers of those with whom a page has begun to ring.</summary>
    private async Task RingAsync(OnCallPage page, CancellationToken ct)
    {
        if (page.AcknowledgedAt is not null || !_told.Add((page.Id, page.Level)))
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var shift = await db.Set<OnCallShift>().AsNoTracking().SingleAsync(s => s.Id == page.ShiftId, ct);
        foreach (var personId in await Paging.PeopleAsync(db, page, shift, ct))
        {
            await events.PublishAsync(personId, new PagesChanged(personId));
        }
    }
}
