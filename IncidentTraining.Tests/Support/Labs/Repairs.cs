using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Support;

/// <summary>The repair of a run's root cause as a responder would enter it, including the number of a job to set aside.</summary>
public static class Repairs
{
    /// <summary>The root cause that a run's seed picked.</summary>
    public static async Task<RootCause> CauseOfAsync(this PortalFactory portal, Guid runId)
    {
        await using var db = await portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(r => r.Id == runId, TestContext.Current.CancellationToken);
        return portal.Services.GetRequiredService<RunScenarios>().Find(run.ScenarioId)!.RootCauseFor(run.Seed);
    }

    /// <summary>A step's arguments, with the job that workers most often held when they ended, if the step needs it.</summary>
    public static IEnumerable<(string Name, string Value)> Said(this MitigationStep step, WorkState work) =>
        step.Arguments.Select(argument => (argument.Key, argument.Value == TimedStep.Suspect ? $"{work.Suspect()}" : argument.Value));

    /// <summary>The steps as lines for the run's console.</summary>
    public static async Task<IReadOnlyList<string>> RepairLinesAsync(this PortalFactory portal, Guid runId)
    {
        return Lines((await portal.CauseOfAsync(runId)).Mitigations, await portal.ReadWorkAsync(runId));
    }

    /// <summary>The steps of the second act, once Redis refuses writes because of it; none if the cause has no second act.</summary>
    public static async Task<IReadOnlyList<string>> LinesOfSecondActAsync(this PortalFactory portal, Guid runId)
    {
        if ((await portal.CauseOfAsync(runId)).SecondAct is not { } act)
        {
            return [];
        }

        while ((await portal.ReadWorkAsync(runId)).Redis.AcceptsWrites)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }

        return Lines(act.Mitigations, await portal.ReadWorkAsync(runId));
    }

    private static IReadOnlyList<string> Lines(IEnumerable<MitigationStep> steps, WorkState work) =>
        [
            .. steps.Select(step =>
                string.Join(' ', step.Said(work).Select(argument => $"{argument.Name}={argument.Value}").Prepend(step.Action))
            ),
        ];

    private static async Task<WorkState> ReadWorkAsync(this PortalFactory portal, Guid runId)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var db = await portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(r => r.Id == runId, ct);
        var window = await portal
            .Services.GetRequiredService<OpenShopWindow>()
            .RunAsync(new(run.PersonId, IsAdministrator: false), runId, ct);
        return (await window.Value.ReadAsync(shop => shop.Work(), ct))!;
    }

    /// <summary>The job that workers most often held when they ended, according to the queue's view; 0 when there is none.</summary>
    public static long Suspect(this WorkState work) =>
        work.Queue.Jobs.Where(job => job.Note.Contains("ended with it") || job.Note.Contains("put back by"))
            .OrderByDescending(job => job.Note.Length)
            .ThenByDescending(job => job.Note, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Id
        ?? 0;
}
