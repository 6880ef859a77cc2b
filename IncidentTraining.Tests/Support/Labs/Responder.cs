using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Support;

/// <summary>A person at one run who acts through the use cases.</summary>
public sealed class Responder(LabBench bench, Actor actor, Guid runId)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Guid RunId => runId;

    public Actor Actor => actor;

    public async Task<RunView> ViewAsync() => (await bench.Get<GetRun>().RunAsync(actor, runId, Ct)).Value;

    public Task<Outcome<AfterAction>> AfterActionAsync() => bench.Get<GetAfterAction>().RunAsync(actor, runId, Ct);

    public Task<Outcome> AcknowledgeAsync() => bench.Get<AcknowledgeIncident>().RunAsync(actor, runId, Ct);

    public Task<Outcome> SetSeverityAsync(Severity severity, string reason = "Buying is slow for everybody.") =>
        bench.Get<SetSeverity>().RunAsync(actor, new(runId, severity, reason), Ct);

    /// <summary>Declares the diagnosis of one of the causes of the content, with the health answer as its evidence.</summary>
    public async Task<Outcome> DeclareAsync(string cause)
    {
        var claims = await ShownAsync((await CauseNamedAsync(cause)).Claims((await SuspectAsync()) ?? 0));
        return await DeclareAsync(claims, "A weakness met more load than it bears.");
    }

    /// <summary>Declares faults, or that there is no incident, with the health answer as evidence.</summary>
    public async Task<Outcome> DeclareAsync(IReadOnlyList<FaultClaim> claims, string sentence) =>
        await bench.Get<DeclareCause>().RunAsync(actor, new(runId, claims, sentence, await PinnedAsync()), Ct);

    public Task<Outcome> PinAsync(PinKind kind, string reference, int? line = null, int from = 0, int to = int.MaxValue) =>
        bench.Get<PinEvidence>().RunAsync(actor, new(runId, kind, reference, line, from, to), Ct);

    /// <summary>Pins what a view says now and states a finding about it.</summary>
    public async Task<Outcome> FindAsync(string text, PinKind kind, string reference)
    {
        Assert.Null((await PinAsync(kind, reference)).Refusal);
        return await bench.Get<StateFinding>().RunAsync(actor, new(runId, text, [(await ViewAsync()).Evidence[^1].Number]), Ct);
    }

    /// <summary>Claims with the numbers under which this run shows its changes.</summary>
    public async Task<IReadOnlyList<FaultClaim>> ShownAsync(IReadOnlyList<FaultClaim> claims)
    {
        await using var db = await bench.Portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(one => one.Id == runId, Ct);
        return claims.AsShown(bench.Get<RunScenarios>().Find(run.ScenarioId)!, run.Seed);
    }

    private Task<RootCause> CauseNamedAsync(string cause) =>
        Task.FromResult(bench.Get<RunScenarios>().All.SelectMany(scenario => scenario.RootCauses).First(one => one.Id == cause));

    private async Task<long?> SuspectAsync() =>
        (await bench.Get<OpenShopWindow>().RunAsync(actor, runId, Ct)).ValueOrDefault is { } window
        && await window.ReadAsync(shop => shop.Work(), Ct) is { } work
            ? work.Suspect()
            : null;

    // A person who may not pin, or not see the run, has no evidence; the use case must refuse by itself.
    private async Task<IReadOnlyList<int>> PinnedAsync()
    {
        await PinAsync(PinKind.Health, "/api/health/ready");
        return (await bench.Get<GetRun>().RunAsync(actor, runId, Ct)).ValueOrDefault?.Evidence is [.., var pin] ? [pin.Number] : [1];
    }

    public Task<Outcome> UpdateAsync(string text = "The shop is slow. We are on it.", int? nextInMinutes = 15) =>
        bench.Get<PostStatusUpdate>().RunAsync(actor, new(runId, UpdateAudience.Support, text, nextInMinutes), Ct);

    public Task<Outcome> PublishAsync(
        UpdateStage stage,
        UpdateImpact impact,
        int? nextInMinutes = null,
        UpdateAudience audience = UpdateAudience.Customers,
        string text = "Buying is slow. We are looking for the cause."
    ) => bench.Get<PostStatusUpdate>().RunAsync(actor, new(runId, audience, text, nextInMinutes, stage, impact), Ct);

    public Task<Outcome> DraftAsync(string text, int version = 0) =>
        bench
            .Get<DraftUpdate>()
            .RunAsync(actor, new(runId, UpdateAudience.Customers, version, UpdateStage.Investigating, UpdateImpact.Slow, text), Ct);

    public Task<Outcome> JoinAsync() => bench.Get<JoinCrew>().RunAsync(actor, runId, Ct);

    public Task<Outcome> LeaveAsync() => bench.Get<JoinCrew>().LeaveAsync(actor, runId, Ct);

    public Task<Outcome> HandOverAsync(IncidentRole role, Responder to) =>
        bench.Get<HandOverRole>().RunAsync(actor, new(runId, role, to.Actor.PersonId), Ct);

    /// <summary>Types a line into the channel.</summary>
    public Task<Outcome<string>> TypeAsync(string line) => bench.Get<ChannelCommand>().RunAsync(actor, runId, line, Ct);

    /// <summary>States a hypothesis; with a cause of the content, its first fault, and the health answer as evidence.</summary>
    public async Task<Outcome> HypothesiseAsync(string text, int confidence, string? cause = null) =>
        await bench
            .Get<SaveHypothesis>()
            .RunAsync(
                actor,
                cause is null
                    ? new(runId, text, confidence)
                    : new(runId, text, confidence, (await ShownAsync((await CauseNamedAsync(cause)).Claims()))[0], await PinnedAsync()),
                Ct
            );

    public Task<Outcome> CloseHypothesisAsync(int number, bool confirmed) =>
        bench.Get<SaveHypothesis>().CloseAsync(actor, runId, number, confirmed, Ct);

    public Task<Outcome> VerifyAsync() => bench.Get<VerifyResolution>().RunAsync(actor, runId, Ct);

    public Task<Outcome> SummariseAsync(string text = "A weakness met a slow network.") =>
        bench.Get<WriteSummary>().RunAsync(actor, new(runId, text), Ct);

    public Task<Outcome> BeginReviewAsync() => bench.Get<BeginReview>().RunAsync(actor, runId, Ct);

    /// <summary>Takes the hint of a level that is offered now.</summary>
    public async Task<Outcome> TakeHintAsync(HintLevel level = HintLevel.Pointer)
    {
        // A person who may not see the run has no offer; the use case must refuse by itself.
        var view = (await bench.Get<GetRun>().RunAsync(actor, runId, Ct)).ValueOrDefault;
        return await TakeHintAsync(view?.Hints.Offers.FirstOrDefault(offer => offer.Level == level)?.Id ?? level.ToString());
    }

    public Task<Outcome> TakeHintAsync(string hintId) => bench.Get<TakeHint>().RunAsync(actor, runId, hintId, Ct);

    public Task<Outcome> FinishAsync() => bench.Get<FinishRun>().RunAsync(actor, runId, Ct);

    public Task<Outcome> PauseAsync() => bench.Get<ChangeRunClock>().PauseAsync(actor, runId, Ct);

    public Task<Outcome> ResumeAsync() => bench.Get<ChangeRunClock>().ResumeAsync(actor, runId, Ct);

    public Task<Outcome> SetRateAsync(int rate) => bench.Get<ChangeRunClock>().SetRateAsync(actor, runId, rate, Ct);

    public Task<Outcome<InputAnswer>> ActAsync(string action, params (string Name, string Value)[] arguments) =>
        bench.Get<ApplyAction>().RunAsync(actor, new(runId, action, arguments.ToDictionary(a => a.Name, a => a.Value)), Ct);

    public Task<Outcome<InputAnswer>> SwitchChaosAsync(bool on) =>
        ActAsync(on ? "enable-experiment" : "disable-experiment", ("experiment", LabBench.Chaos));

    public Task<Outcome> LookAsync(string view) => bench.Get<LookAtShop>().RunAsync(actor, runId, view, Ct);

    /// <summary>Takes the actions that repair what the run's seed broke, risky ones as soon as the operations lead is free.</summary>
    public async Task RepairAsync()
    {
        var before = false;
        foreach (var repair in (await bench.CauseAsync(runId)).Mitigations)
        {
            if (before && Occupation.Risky.Contains(repair.Action))
            {
                await bench.LiveAsync(TimeSpan.FromMinutes(2));
            }

            before |= Occupation.Risky.Contains(repair.Action);
            var work = await SeeAsync(shop => shop.Work());
            Assert.Null((await ActAsync(repair.Action, [.. repair.Said(work!)])).Refusal);
        }
    }

    /// <summary>A part of the shop that the responder may see.</summary>
    public async Task<T?> SeeAsync<T>(Func<IShopReads, T> read)
        where T : class => await (await bench.Get<OpenShopWindow>().RunAsync(actor, runId, Ct)).Value.ReadAsync(read, Ct);
}
