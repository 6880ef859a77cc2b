using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>
/// Starts the incidents of shifts at their times, and escalates pages. Both times are in the database: what was due while the portal was
/// down happens in the first round after it is up again, unless the shift has ended.
/// </summary>
public sealed class OnCallWatch(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    LabCatalogue labs,
    RunScenarios scenarios,
    SeedChoice seeds,
    RunParticipants participants,
    ShopHost host,
    LiveEvents events,
    TimeProvider time
)
{
    private readonly HashSet<(Guid Page, PageLevel Level)> _told = [];

    /// <summary>One round.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(ct);
        await PassAsync(db, now, ct);
        foreach (
            var shift in await db.Set<OnCallShift>()
                .AsNoTracking()
                .Where(s => s.State == ShiftState.Waiting && s.FiresAt <= now && s.Until > now)
                .ToListAsync(ct)
        )
        {
            await CallAsync(shift, ct);
        }

        var ringing = await Pager.Ringing(db).ToListAsync(ct);
        foreach (var page in ringing)
        {
            await RingAsync(page.EscalatesAt <= now ? await EscalateAsync(page.Id, ct) : page, ct);
        }

        foreach (var pageId in _told.Select(told => told.Page).Except(ringing.Select(page => page.Id)).ToList())
        {
            _told.RemoveWhere(told => told.Page == pageId);
            if (await db.Set<Page>().AsNoTracking().SingleOrDefaultAsync(page => page.Id == pageId, ct) is { } silent)
            {
                await TellAsync(silent, ct);
            }
        }
    }

    /// <summary>Closes the shifts that have ended without a page: the portal was down, or no lab could be started.</summary>
    private async Task PassAsync(TrainingDb db, DateTime now, CancellationToken ct)
    {
        var over = await db.Set<OnCallShift>()
            .Where(s =>
                s.Until <= now
                && (s.State == ShiftState.Waiting || (s.State == ShiftState.Called && !db.Set<Page>().Any(page => page.ShiftId == s.Id)))
            )
            .Select(s => new
            {
                s.Id,
                s.RunId,
                s.CohortId,
            })
            .ToListAsync(ct);
        foreach (var shift in over)
        {
            if (shift.RunId is { } runId)
            {
                await host.RunByPortalAsync(
                    runId,
                    session => Task.FromResult(RunEnding.Close(session, "Its shift ended before anyone could be paged.")),
                    ct
                );
            }

            await gate.WriteAsync(async gated => (await gated.Set<OnCallShift>().SingleAsync(s => s.Id == shift.Id, ct)).Pass(), ct);
            await events.PublishAsync(shift.CohortId, new ShiftsChanged(shift.CohortId));
        }
    }

    /// <summary>
    /// Draws a scenario of the class's day with one of its causes. The incident begins early enough that its shop pages now: the drawn time
    /// is that of the page, which is what a shift is about.
    /// </summary>
    private async Task CallAsync(OnCallShift waiting, CancellationToken ct)
    {
        if (await DrawAsync(waiting, ct) is not { } drawn)
        {
            return;
        }

        var minutes = await MinutesAsync(waiting.CohortId, ct);

        var begun = await gate.WriteAsync<Guid>(
            async db =>
            {
                var shift = await db.Set<OnCallShift>().SingleAsync(s => s.Id == waiting.Id, ct);
                var now = time.GetUtcNow();
                var from = now.UtcDateTime - drawn.PagesAfter;
                var run = new LabRun(
                    Guid.CreateVersion7(now),
                    shift.CohortId,
                    shift.PrimaryId,
                    drawn.Lab.PageId,
                    drawn.Scenario,
                    drawn.Seed,
                    ShopSimulation.EngineVersion,
                    minutes + (int)Math.Ceiling(drawn.PagesAfter.TotalMinutes),
                    null,
                    from,
                    isTeam: false,
                    shift.Id
                );
                participants.Start(db, run, now.UtcDateTime, "An on-call shift began to matter.", null);
                if (FirstPage.Experiment(drawn.Scenario) is { } experiment)
                {
                    // In a lab the trainee switches it on; on call it has already happened. The replay of the first opening applies it.
                    db.Add(
                        new RunInput(
                            run.Id,
                            1,
                            TimeSpan.Zero,
                            ShopInputs.EnableExperiment,
                            new Dictionary<string, string> { ["experiment"] = experiment },
                            shift.PrimaryId,
                            from
                        )
                    );
                }

                var called = shift.Call(run.Id);
                return called.Succeeded ? run.Id : called.Refusal;
            },
            ct
        );
        if (begun.Succeeded)
        {
            host.Watch(begun.Value);
        }
    }

    /// <summary>Chooses a shift's incident; null when nothing of the day can be started and pages.</summary>
    private async Task<DrawnIncident?> DrawAsync(OnCallShift shift, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var dayId = await db.Set<Cohort>().Where(c => c.Id == shift.CohortId).Select(c => c.DayId).SingleAsync(ct);
        var used = (
            await db.Set<LabRun>()
                .AsNoTracking()
                .Where(r => r.CohortId == shift.CohortId)
                .Select(r => new { r.PageId, r.Seed })
                .ToListAsync(ct)
        ).ToLookup(r => r.PageId, r => r.Seed);
        return new OnCallDraw(
            Startable(labs.PagedOf(dayId)),
            Startable(labs.PagerOnlyOf(dayId)),
            labs.FalseAlarmPercentOf(dayId),
            seeds
        ).Draw(pageId => [.. used[pageId]]);

        List<(LabPage, Scenario)> Startable(IReadOnlyList<LabPage> pages) =>
            [
                .. pages
                    .Where(page => page.ScenarioId is { } id && scenarios.Find(id) is not null)
                    .Select(page => (page, scenarios.Find(page.ScenarioId!)!)),
            ];
    }

    private async Task<int> MinutesAsync(Guid cohortId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return labs.OnCallMinutesOf(await db.Set<Cohort>().Where(c => c.Id == cohortId).Select(c => c.DayId).SingleAsync(ct));
    }

    private async Task<Page> EscalateAsync(Guid pageId, CancellationToken ct)
    {
        var outcome = await gate.WriteAsync<Page>(
            async db =>
            {
                var page = await db.Set<Page>().SingleAsync(p => p.Id == pageId, ct);
                var shift = await db.Set<OnCallShift>().SingleAsync(s => s.Id == page.ShiftId, ct);
                var now = time.GetUtcNow().UtcDateTime;
                var run = await db.Set<LabRun>().SingleAsync(r => r.Id == page.RunId, ct);
                // It may have ended since the round began.
                if (!run.HasEnded && page.Escalate(shift, now))
                {
                    var next = page.Level == PageLevel.Secondary ? await db.NameOfAsync(shift.SecondaryId!.Value, ct) : "the facilitator";
                    (await IncidentTimeline.OpenAsync(db, run, now, ct)).Record(
                        IncidentEventKind.PageEscalated,
                        $"No one answered within {VirtualTime.Words(shift.EscalateAfter)}: paged {next}.",
                        page.Level.ToString(),
                        "Pager",
                        key: $"page:{(int)page.Level}"
                    );
                }

                return page;
            },
            ct
        );
        await events.PublishAsync(outcome.Value.RunId, new RunChanged(outcome.Value.RunId));
        return outcome.Value;
    }

    /// <summary>Notifies the browsers of the people whose page has begun to ring.</summary>
    private async Task RingAsync(Page page, CancellationToken ct)
    {
        if (page.AcknowledgedAt is null && _told.Add((page.Id, page.Level)))
        {
            await TellAsync(page, ct);
        }
    }

    /// <summary>Notifies the people whom a page calls, or has called, and the class.</summary>
    private async Task TellAsync(Page page, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var shift = await db.Set<OnCallShift>().AsNoTracking().SingleAsync(s => s.Id == page.ShiftId, ct);
        foreach (var personId in await Pager.PeopleAsync(db, page, shift, ct))
        {
            await events.PublishAsync(personId, new PagesChanged(personId));
        }

        await events.PublishAsync(shift.CohortId, new ShiftsChanged(shift.CohortId));
    }
}
