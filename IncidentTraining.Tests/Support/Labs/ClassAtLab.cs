using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Support;

/// <summary>The facilitator's control of the timer of Lab 1, and the class's runs, which follow it at once.</summary>
public sealed class ClassAtLab(LabBench bench)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<Outcome> StartAsync(string lab = LabBench.Lab1) =>
        DoAsync(async (actor, cohort) => await bench.Get<StartActivity>().RunAsync(actor, new(cohort, lab), Ct));

    public Task<Outcome> PauseAsync() => StepAsync((actor, step) => bench.Get<PauseActivity>().RunAsync(actor, step, Ct));

    public Task<Outcome> ResumeAsync() => StepAsync((actor, step) => bench.Get<ResumeActivity>().RunAsync(actor, step, Ct));

    public Task<Outcome> ExtendAsync() => StepAsync((actor, step) => bench.Get<ExtendActivity>().RunAsync(actor, step, Ct));

    public Task<Outcome> FinishAsync() => StepAsync((actor, step) => bench.Get<FinishActivity>().RunAsync(actor, step, Ct));

    public Task<Outcome> MoveOnAsync(string next) => StepAsync((actor, step) => bench.Get<MoveOn>().RunAsync(actor, step, next, Ct));

    public Task<Outcome> UndoAsync() => StepAsync((actor, step) => bench.Get<UndoFinish>().RunAsync(actor, step, Ct));

    public Task<Outcome> ReopenAsync(int minutes = 15) =>
        StepAsync((actor, step) => bench.Get<ReopenActivity>().RunAsync(actor, step, minutes, Ct));

    public async Task<ActivityRuns> RunsAsync() =>
        (
            await bench
                .Get<ReadActivityRuns>()
                .RunAsync(await bench.Portal.ActorAsync("demo-facilitator"), await bench.Portal.CohortIdAsync(), LabBench.Lab1, Ct)
        ).Value;

    public async Task<ActivityState?> StateAsync(string lab = LabBench.Lab1)
    {
        await using var db = await bench.Portal.OpenDatabaseAsync();
        return await db.Set<TimedActivity>().Where(a => a.ActivityId == lab).Select(a => (ActivityState?)a.State).SingleOrDefaultAsync(Ct);
    }

    public async Task SettleAsync() => await bench.Get<FollowClassTimer>().SettleAsync(await bench.Portal.CohortIdAsync(), Ct);

    private Task<Outcome> StepAsync(Func<Actor, ActivityStep, Task<Outcome>> take) =>
        DoAsync(
            async (actor, cohort) =>
            {
                await using var db = await bench.Portal.OpenDatabaseAsync();
                var version = await db.Set<TimedActivity>()
                    .Where(a => a.CohortId == cohort && a.ActivityId == LabBench.Lab1)
                    .Select(a => a.Version)
                    .SingleOrDefaultAsync(Ct);
                return await take(actor, new ActivityStep(cohort, LabBench.Lab1, version));
            }
        );

    private async Task<Outcome> DoAsync(Func<Actor, Guid, Task<Outcome>> change)
    {
        var outcome = await change(await bench.Portal.ActorAsync("demo-facilitator"), await bench.Portal.CohortIdAsync());
        await SettleAsync();
        return outcome;
    }
}
