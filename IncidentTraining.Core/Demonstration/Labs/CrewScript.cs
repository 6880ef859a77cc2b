using System.Runtime.CompilerServices;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Demonstration;

/// <summary>The course of a demonstration crew's incident: its actions, and the pauses between them.</summary>
internal sealed class CrewScript(CrewActions crew)
{
    private static readonly TimeSpan LongestWaitForPage = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(12);

    /// <summary>Plays a run to its end; each element is the time until the crew's next action.</summary>
    public async IAsyncEnumerable<TimeSpan> PlayAsync(CrewRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        var passed = TimeSpan.Zero;
        foreach (var step in run.Scenario.Opening)
        {
            yield return step.At - passed;
            passed = step.At;
            await crew.ActAsync(run, step.Action, step.Arguments, ct);
        }

        for (var waited = TimeSpan.Zero; !await crew.AcknowledgeAsync(run, ct); waited += TimeSpan.FromSeconds(20))
        {
            if (waited > LongestWaitForPage)
            {
                await crew.FinishAsync(run, ct);
                yield break;
            }

            yield return TimeSpan.FromSeconds(20);
        }

        var rest = run.Style switch
        {
            CrewStyle.Practised => PractisedAsync(run, ct),
            CrewStyle.Detour => DetourAsync(run, ct),
            CrewStyle.Hasty => HastyAsync(run, ct),
            _ => StuckAsync(run, ct),
        };
        await foreach (var wait in rest.WithCancellation(ct))
        {
            yield return wait;
        }

        await crew.FinishAsync(run, ct);
    }

    private async IAsyncEnumerable<TimeSpan> PractisedAsync(CrewRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return TimeSpan.FromSeconds(30);
        await crew.SayAsync(
            run,
            run.Commander,
            "I have it. Ops: what do customers get right now? Comms: first message to support, please.",
            ct
        );
        await crew.LookAsync(run, run.Commander, ShopViews.Alerts, ct);
        await crew.LookAsync(run, run.Communications, ShopViews.Status, ct);
        foreach (var step in run.Cause.EvidencePath!.First)
        {
            yield return TimeSpan.FromSeconds(20);
            await crew.ActAsync(run, step.Action, step.Arguments, ct);
        }

        yield return TimeSpan.FromSeconds(30);
        await crew.RateAsync(run, run.Severity, ct);
        yield return TimeSpan.FromSeconds(40);
        await FirstNewsAsync(run, 15, ct);
        await foreach (var wait in LooksAsync(run, pace: 0.8, ct))
        {
            yield return wait;
        }

        await foreach (var wait in RepairAsync(run, ct))
        {
            yield return wait;
        }
    }

    private async IAsyncEnumerable<TimeSpan> DetourAsync(CrewRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        var wrong = run.Scenario.RootCauses.First(cause => cause.Id != run.Cause.Id);
        yield return TimeSpan.FromSeconds(100);
        await crew.RateAsync(run, Severity.P2, ct);
        await crew.SayAsync(run, run.Operations, "This looks like the one from last month. Checking that first.", ct);
        yield return TimeSpan.FromSeconds(60);
        var first = run.Cause.EvidencePath!.Looks[0];
        await crew.LookAsync(run, run.Operations, first.View, ct);
        yield return first.Reading;
        int? belief = await crew.PinAsync(run, first, ct) is { } pinned
            ? await crew.BelieveAsync(run, wrong, "It is the same as last month.", 70, pinned, ct)
            : null;
        yield return TimeSpan.FromSeconds(150);
        await crew.SayAsync(run, run.Communications, "Support asks what to tell people. Do we have anything?", ct);
        yield return TimeSpan.FromSeconds(90);
        if (belief is { } number)
        {
            await crew.CloseAsync(run, number, confirmed: false, ct);
        }

        await crew.SayAsync(run, run.Commander, "Not last month's problem, then. Start from the charts again.", ct);
        await crew.RateAsync(run, run.Severity, ct);
        yield return TimeSpan.FromSeconds(60);
        await FirstNewsAsync(run, 20, ct);
        await foreach (var wait in LooksAsync(run, pace: 0.6, ct))
        {
            yield return wait;
        }

        await foreach (var wait in RepairAsync(run, ct))
        {
            yield return wait;
        }
    }

    private async IAsyncEnumerable<TimeSpan> HastyAsync(CrewRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return TimeSpan.FromSeconds(40);
        await crew.RateAsync(run, run.Severity, ct);
        await crew.LookAsync(run, run.Operations, ShopViews.Dashboard, ct);
        await crew.SayAsync(run, run.Operations, "Restarting things while we think.", ct);
        foreach (
            var step in run.Scenario.RootCauses.Where(cause => cause.Id != run.Cause.Id).SelectMany(cause => cause.Mitigations).Take(3)
        )
        {
            yield return TimeSpan.FromSeconds(100);
            await crew.ActAsync(run, step.Action, step.Arguments, ct);
        }

        await crew.TellAsync(
            run,
            UpdateAudience.Support,
            UpdateStage.Investigating,
            UpdateImpact.Unstated,
            "We are on it.",
            nextInMinutes: null,
            ct
        );
        var last = run.Cause.EvidencePath!.Looks[^1];
        yield return TimeSpan.FromSeconds(60);
        await crew.LookAsync(run, run.Operations, last.View, ct);
        yield return last.Reading;
        await crew.PinAsync(run, run.Cause.EvidencePath.Looks[0], ct);
        await foreach (var wait in RepairAsync(run, ct))
        {
            yield return wait;
        }
    }

    private async IAsyncEnumerable<TimeSpan> StuckAsync(CrewRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return TimeSpan.FromSeconds(200);
        await crew.SayAsync(run, run.Commander, "Where do we even start?", ct);
        await crew.LookAsync(run, run.Commander, ShopViews.Dashboard, ct);
        foreach (var look in run.Cause.EvidencePath!.Looks.Take(4))
        {
            yield return TimeSpan.FromSeconds(90);
            await crew.LookAsync(run, run.Operations, look.View, ct);
        }

        yield return TimeSpan.FromSeconds(60);
        await crew.RateAsync(run, Severity.P2, ct);
        await FirstNewsAsync(run, 30, ct);
        yield return TimeSpan.FromMinutes(6);
        await crew.SayAsync(run, run.Operations, "I would roll something back, but I do not know what.", ct);
        yield return TimeSpan.FromMinutes(3);
    }

    private async IAsyncEnumerable<TimeSpan> LooksAsync(CrewRun run, double pace, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var look in run.Cause.EvidencePath!.Looks)
        {
            await crew.LookAsync(run, run.Operations, look.View, ct);
            yield return look.Reading * pace;
            await crew.FindAsync(run, look, ct);
        }
    }

    /// <summary>Declares, repairs, waits for the recovery to hold and informs everyone.</summary>
    private async IAsyncEnumerable<TimeSpan> RepairAsync(CrewRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        var path = run.Cause.EvidencePath!;
        await crew.DeclareAsync(run, run.Cause, path.Conclusion, ct);
        await crew.SayAsync(run, run.Commander, $"Agreed. {path.Conclusion}", ct);
        foreach (var step in path.First.Concat(path.Repair))
        {
            for (var tries = 0; tries < 6 && !await crew.ActAsync(run, step.Action, step.Arguments, ct); tries++)
            {
                // An action that was already undone is refused; a risky action waits until the operations lead is free.
                if (!Occupation.Risky.Contains(step.Action))
                {
                    break;
                }

                yield return TimeSpan.FromSeconds(30);
            }

            yield return TimeSpan.FromSeconds(20);
        }

        await crew.TellAsync(
            run,
            UpdateAudience.Customers,
            UpdateStage.Identified,
            run.Words.Impact,
            run.Words.Found,
            nextInMinutes: 10,
            ct
        );
        for (var waited = TimeSpan.Zero; !await crew.VerifyAsync(run, ct); waited += TimeSpan.FromSeconds(30))
        {
            if (waited > LongestRecovery)
            {
                yield break;
            }

            yield return TimeSpan.FromSeconds(30);
        }

        foreach (var audience in (UpdateAudience[])[UpdateAudience.Customers, UpdateAudience.Support])
        {
            await crew.TellAsync(run, audience, UpdateStage.Resolved, UpdateImpact.None, run.Words.Over, nextInMinutes: null, ct);
        }

        yield return TimeSpan.FromSeconds(60);
        await crew.SummariseAsync(run, $"{path.Conclusion} Verified by the service levels, which hold again.", ct);
    }

    private async Task FirstNewsAsync(CrewRun run, int nextInMinutes, CancellationToken ct)
    {
        await crew.TellAsync(
            run,
            UpdateAudience.Support,
            UpdateStage.Investigating,
            run.Words.Impact,
            run.Words.ToSupport,
            nextInMinutes,
            ct
        );
        await crew.TellAsync(
            run,
            UpdateAudience.Customers,
            UpdateStage.Investigating,
            run.Words.Impact,
            run.Words.ToCustomers,
            nextInMinutes,
            ct
        );
    }
}
