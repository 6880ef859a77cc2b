using System.Collections.Concurrent;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Support;

/// <summary>A portal whose next shift has a given cause of the pager's scenario.</summary>
public sealed class OnCallBench : IDisposable
{
    public const string Scenario = "on-call";

    private static readonly ConcurrentDictionary<(string Scenario, string Cause), long> Seeds = new();

    /// <param name="cause">The cause.</param>
    /// <param name="time">The clock; a browser wants one that begins today.</param>
    /// <param name="scenario">The scenario of the pager that has the cause.</param>
    public OnCallBench(string cause, FakeTimeProvider? time = null, string scenario = Scenario) =>
        Bench = new LabBench(time: time, seed: SeedOf(cause, scenario));

    public LabBench Bench { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A trainee takes a shift, is paged and acknowledges after some time.</summary>
    public async Task<Responder> PagedAsync(TimeSpan acknowledgeAfter, string userName = "demo-trainee-1")
    {
        var actor = await Bench.Portal.ActorAsync(userName);
        Assert.Null(
            (
                await Bench
                    .Get<TakeShift>()
                    .RunAsync(actor, new(await Bench.Portal.CohortIdAsync(), actor.PersonId, null, 30, EscalateAfterMinutes: 10), Ct)
            ).Refusal
        );
        await using (var db = await Bench.Portal.OpenDatabaseAsync())
        {
            Bench.Time.Advance(
                (
                    await db.Set<OnCallShift>()
                        .SingleAsync(shift => shift.PrimaryId == actor.PersonId && shift.State == ShiftState.Waiting, Ct)
                ).FiresAt - Bench.Time.GetUtcNow().UtcDateTime
            );
        }

        for (var round = 0; round < 10; round++)
        {
            await Bench.Get<OnCallWatch>().LookAsync(Ct);
            await Bench.Get<ShopHost>().StepAsync(Ct);
            if (await Bench.Get<MyPages>().RunAsync(actor, Ct) is [var page])
            {
                await Bench.LiveAsync(acknowledgeAfter);
                return new Responder(Bench, actor, (await Bench.Get<AcknowledgePage>().RunAsync(actor, page.Id, Ct)).Value);
            }

            Bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException("No one was paged within ten seconds of the moment.");
    }

    /// <summary>Declares that there is no incident, with the current content of a chart line or a view as evidence.</summary>
    public async Task<Outcome> DismissAsync(Responder who, PinKind kind, string reference)
    {
        Assert.Null((await who.PinAsync(kind, reference)).Refusal);
        return await Bench
            .Get<DeclareCause>()
            .RunAsync(
                who.Actor,
                new(
                    who.RunId,
                    [],
                    "No customer notices anything: the alert is too easily alarmed.",
                    [(await who.ViewAsync()).Evidence[^1].Number]
                ),
                Ct
            );
    }

    public Task<Outcome> CloseAsync(Responder who) => Bench.Get<CloseAsNoIncident>().RunAsync(who.Actor, who.RunId, Ct);

    /// <summary>A seed with which the draws of the pager, the scenario and the cause all result in this cause.</summary>
    public static long SeedOf(string causeId, string scenario = Scenario) => Seeds.GetOrAdd((scenario, causeId), FindSeed);

    private static long FindSeed((string Scenario, string Cause) wanted)
    {
        var causeId = wanted.Cause;
        var scenarios = SharedContent.Scenarios;
        // Read once: the draw is tried with some hundred seeds.
        var pagers = RealContent
            .Library()
            .FindDay(RealContent.DayId)!
            .OnCall.Scenarios.Select(id => (new LabPage(id, "", "", 60, id, ""), scenarios.Find(id)!))
            .ToList();
        var scenario = scenarios.Find(wanted.Scenario)!;
        var healthy = scenario.RootCauses.Single(cause => cause.Id == causeId).IsHealthy;
        return Enumerable
            .Range(1, 10_000)
            .First(seed =>
                scenario.RootCauseFor(seed).Id == causeId
                && OnCallDraw.IsFalseAlarm(seed, OnCallPlan.UsualFalseAlarmPercent) == healthy
                && (healthy || RandomStream.For(seed, "on-call-from").Below(100) < 50)
                && OnCallDraw.Mixed(pagers, seed, healthy)[0].Scenario.Id == wanted.Scenario
            );
    }

    public void Dispose() => Bench.Dispose();
}
