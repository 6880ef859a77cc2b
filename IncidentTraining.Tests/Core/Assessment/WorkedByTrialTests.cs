using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>A resolved run is a good one only if something shows that its cause was understood.</summary>
[Trait("Speed", "slow")]
public sealed class WorkedByTrialTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly (string Action, (string, string)[] Arguments) Right = ("end-sessions", [("client", "analytics")]);

    private static readonly (string Action, (string, string)[] Arguments)[] Wrong =
    [
        ("restart-worker", [("worker", "all")]),
        ("restore-route", [("route", "workers-redis")]),
        ("scale-workers", [("processes", "6")]),
    ];

    private readonly LabBench _bench = new(seed: LabBench.SeedOf(LabBench.Lab4, "locked-table"));

    [Fact]
    public async Task Those_who_press_all_repairs_in_a_row_are_told_so_and_get_no_incident_credited_even_with_a_finding()
    {
        var trainee = await ResolveAsync(find: true, [.. Wrong, Right]);
        var result = (await trainee.AfterActionAsync()).Value.Result!;
        var account = (await _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value.Account!;

        Assert.StartsWith("Resolved at", result.Headline, StringComparison.Ordinal);
        Assert.Contains($"worked by trial and error: {account.NeedlessRisks} risky actions", result.Headline, StringComparison.Ordinal);
        Assert.InRange(account.NeedlessRisks, 2, Wrong.Length);
        Assert.InRange(account.Outcome!.Value, double.MinValue, OutcomeScale.MostUnresolved);
        var safety = result.Part(ResultKind.Safety)!;
        Assert.Equal(ResultMark.Bad, safety.Mark);
        Assert.Contains("risky actions that were not needed", safety.Summary, StringComparison.Ordinal);
        Assert.Equal([0, 1], await CreditAsync(trainee));
    }

    [Fact]
    public async Task One_try_that_failed_costs_no_more_than_its_time()
    {
        var trainee = await ResolveAsync(find: true, Wrong[1], Right);
        var result = (await trainee.AfterActionAsync()).Value.Result!;
        var account = (await _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value.Account!;

        Assert.Equal(1, account.NeedlessRisks);
        Assert.InRange(account.Outcome!.Value, OutcomeScale.MostUnresolved + 1, 110);
        Assert.DoesNotContain("by trial", result.Headline, StringComparison.Ordinal);
        var safety = result.Part(ResultKind.Safety)!;
        Assert.Equal(ResultMark.Good, safety.Mark);
        Assert.Equal(ResultMark.Neutral, Assert.Single(safety.Lines, line => line.Title == "Needless risk").Mark);
        Assert.Equal([1, 1], await CreditAsync(trainee));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_guess_that_hits_is_never_better_than_the_reference_and_every_needless_risk_before_it_counts(int tries)
    {
        var trainee = await ResolveAsync(find: false, [.. Wrong[1..2].Take(tries), Right]);
        var result = (await trainee.AfterActionAsync()).Value.Result!;
        var view = (await _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value;

        Assert.False(view.Account!.IsUnderstood);
        Assert.Equal(tries, view.Account.NeedlessRisks);
        Assert.Equal(tries == 0 ? 100 : 75, view.Account.Outcome!.Value);
        Assert.Contains("a guess that happens to be right", view.Track!.Text, StringComparison.Ordinal);
        Assert.Equal(tries == 1, result.Headline.EndsWith("One unnecessary risky action was taken.", StringComparison.Ordinal));
        Assert.Equal(tries == 1 ? ResultMark.Bad : ResultMark.Good, result.Part(ResultKind.Safety)!.Mark);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repair_counts_for_completion_only_with_a_finding(bool find)
    {
        var trainee = await ResolveAsync(find, Right);
        var result = (await trainee.AfterActionAsync()).Value.Result!;
        var account = (await _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value.Account!;

        Assert.Equal(find, account.IsUnderstood);
        Assert.Equal(find, account.Outcome > 100);
        Assert.Equal(!find, result.Headline.Contains("nothing shows that the cause was understood", StringComparison.Ordinal));
        Assert.Equal(find ? [1, 1] : [0, 0], await CreditAsync(trainee));
    }

    [Fact]
    public async Task A_finding_that_is_stated_when_all_is_over_is_none()
    {
        var trainee = await WorkAsync(find: false, Right);
        Assert.Null((await trainee.FindAsync("The queue was blocked by a lock.", PinKind.View, ShopViews.Queue)).Refusal);
        await EndAsync(trainee);

        Assert.Equal([0, 0], await CreditAsync(trainee));
    }

    [Fact]
    public async Task A_diagnosis_counts_for_completion_as_an_instructor_corrects_it()
    {
        var trainee = await WorkAsync(find: false, Right);
        Assert.Null(
            (
                await trainee.DeclareAsync([new(FaultPlace.Monitoring, FaultMode.Crash, FaultOrigin.Nothing)], "A session held a lock.")
            ).Refusal
        );
        await EndAsync(trainee);
        Assert.Equal([0, 0], await CreditAsync(trainee));

        await CorrectAsync(ResultMark.Good);
        Assert.Equal([1, 1], await CreditAsync(trainee));
        await CorrectAsync(ResultMark.Partly);
        Assert.Equal([0, 0], await CreditAsync(trainee));

        async Task CorrectAsync(ResultMark mark) =>
            Assert.Null(
                (
                    await _bench
                        .Get<CorrectResult>()
                        .RunAsync(
                            await _bench.Portal.ActorAsync("demo-instructor"),
                            new(trainee.RunId, ResultKind.Diagnosis, mark, "The sentence names the session that held the lock."),
                            Ct
                        )
                ).Refusal
            );
    }

    private async Task<Responder> ResolveAsync(bool find, params (string Action, (string, string)[] Arguments)[] actions)
    {
        var trainee = await WorkAsync(find, actions);
        await EndAsync(trainee);
        return trainee;
    }

    /// <summary>
    /// Works on a run of Lab 4 with everything that a procedure requires, and takes the actions as fast as the operations lead may.
    /// </summary>
    private async Task<Responder> WorkAsync(bool find, params (string Action, (string, string)[] Arguments)[] actions)
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        foreach (var audience in Enum.GetValues<UpdateAudience>())
        {
            Assert.Null((await trainee.PublishAsync(UpdateStage.Investigating, UpdateImpact.Unstated, 25, audience)).Refusal);
        }

        if (find)
        {
            Assert.Null((await trainee.FindAsync("Jobs wait and none gets done.", PinKind.View, ShopViews.Queue)).Refusal);
        }

        foreach (var (action, arguments) in actions)
        {
            var taken = await trainee.ActAsync(action, arguments);
            Assert.True(taken.Succeeded, $"{action}: {taken.Refusal?.Message}");
            await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        }

        await _bench.LiveAsync(TimeSpan.FromMinutes(7));
        return trainee;
    }

    private async Task EndAsync(Responder trainee)
    {
        Assert.Null((await trainee.VerifyAsync()).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.True(await _bench.Get<AccountQueue>().WorkAsync(Ct));
    }

    /// <summary>The counts for incidents and for procedures.</summary>
    private async Task<IEnumerable<int>> CreditAsync(Responder trainee) =>
        (await _bench.Get<MyProgress>().RunAsync(trainee.Actor, await _bench.Portal.CohortIdAsync(), Ct))
            .Value.Criteria.Take(2)
            .Select(criterion => criterion.Done);

    public void Dispose() => _bench.Dispose();
}
