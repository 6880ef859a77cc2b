using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// One cause of each lab, played through the real use cases by a person who gets everything wrong and by one who tries all repairs in a
/// row: every sentence of the headline and every score. Those who do nothing are in <see cref="FourPeopleTests"/>.
/// </summary>
[Trait("Speed", "slow")]
public sealed class EveryLabPlayedTests
{
    private const string NotUnderstood = "so nothing shows that the cause was understood.";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Causes =>
        new()
        {
            { LabBench.Lab1, "slow-release" },
            { "lab-2-payment-failure", "webhook-key" },
            { "lab-3-database-connection", "connection-leak" },
            { LabBench.Lab4, "locked-table" },
            { LabBench.Lab5, "erring-gateway-locked-table" },
        };

    [Theory, MemberData(nameof(Causes))]
    public async Task Who_gets_everything_wrong_is_told_so_and_scores_like_doing_nothing(string lab, string cause)
    {
        using var bench = new LabBench(seed: LabBench.SeedOf(lab, cause));
        var trainee = await InTroubleAsync(bench, lab);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3, "Seems fine.")).Refusal);
        Assert.Null(
            (
                await trainee.DeclareAsync([new(FaultPlace.Monitoring, FaultMode.Crash, FaultOrigin.Nothing)], "The monitoring is down.")
            ).Refusal
        );
        // No call of the gateway takes that long in any of these shops: it changes nothing.
        Assert.Null((await trainee.ActAsync("set-gateway-timeout", ("milliseconds", "6000"))).Refusal);
        await bench.LiveAsync(TimeSpan.FromMinutes(8));
        Assert.Null(
            (
                await trainee.PublishAsync(
                    UpdateStage.Resolved,
                    UpdateImpact.None,
                    text: "Everything works again, the monitoring was down."
                )
            ).Refusal
        );
        await bench.LiveAsync(TimeSpan.FromMinutes(2));
        var (after, account, track) = await EndAsync(bench, trainee);

        Assert.Equal(
            $"Never resolved: the incident was still ongoing when the run ended. No finding was stated and the declared diagnosis did not find the cause, {NotUnderstood}"
                + " One unnecessary risky action was taken.",
            after.Result!.Headline
        );
        Assert.Equal(
            [ResultMark.Partly, ResultMark.Bad, ResultMark.Bad, ResultMark.Bad, ResultMark.Bad],
            after.Result.Parts.Select(part => part.Mark)
        );
        Assert.EndsWith("never resolved", Summary(after, ResultKind.Response), StringComparison.Ordinal);
        Assert.Equal("the last level did not match the measured impact", Summary(after, ResultKind.Severity));
        // In Lab 5 nothing changed at the gateway, which the wrong diagnosis also states.
        Assert.Equal(lab == LabBench.Lab5 ? "1 of 6 parts is right" : "0 of 3 parts are right", Summary(after, ResultKind.Diagnosis));
        Assert.Equal("1 update; 2 of 2 checks not met", Summary(after, ResultKind.Communication));
        Assert.EndsWith("1 risky action that was not needed", Summary(after, ResultKind.Safety), StringComparison.Ordinal);
        Assert.InRange(account.Outcome!.Value, -2, 2);
        Assert.Equal((ActionEffect.Nothing, 1), Assert.Single(account.Lines) is var line ? (line.Effect, line.NeedlessRisks) : default);
        Assert.StartsWith("The two runs diverge before “cause found”", track, StringComparison.Ordinal);
        Assert.EndsWith("more harm.", track, StringComparison.Ordinal);
        Assert.All(await CreditAsync(bench, trainee), done => Assert.Equal(0, done));
    }

    [Theory, MemberData(nameof(Causes))]
    public async Task Who_presses_all_repairs_in_a_row_is_told_so_and_gets_the_outcome_of_trial_and_no_credit(string lab, string cause)
    {
        using var bench = new LabBench(seed: LabBench.SeedOf(lab, cause));
        var trainee = await InTroubleAsync(bench, lab);
        if (lab == LabBench.Lab1)
        {
            Assert.True((await trainee.SwitchChaosAsync(on: false)).Succeeded);
        }

        var right = Labs.Cause(lab, cause);
        var actions = (await trainee.SeeAsync(shop => shop.Actions()))!;
        List<MitigationStep> all =
        [
            .. BlindActions.Siblings(Labs.Scenario(lab), right).DistinctBy(step => $"{step.Action} {string.Join(' ', step.Arguments)}"),
            .. right.Mitigations,
        ];
        foreach (var step in all)
        {
            var taken = await trainee.ActAsync(step.Action, [.. step.Said((await trainee.SeeAsync(shop => shop.Work()))!)]);
            // The project of Lab 3 is not paused, so that the shop refuses to resume it.
            Assert.Equal(
                step.Action == "resume-project" ? "The project lanternfish-prod is active." : null,
                taken.Succeeded && taken.Value.Accepted ? null : taken.Refusal?.Message ?? taken.Value.Text
            );
            // Of many, each as soon as the operations lead is free: the reference responder has read for a quarter of an hour by then.
            var busy = Occupation.Of(actions.Single(action => action.Name == step.Action)) + TimeSpan.FromSeconds(5);
            await bench.LiveAsync(all.Count > 5 ? busy : TimeSpan.FromMinutes(2));
        }

        await bench.LiveAsync(TimeSpan.FromMinutes(4));
        // Lab 5 has a second act, which no repair of a sibling ends.
        var resolves = lab != LabBench.Lab5;
        Assert.Equal(resolves, (await trainee.VerifyAsync()).Succeeded);
        var (after, account, track) = await EndAsync(bench, trainee);

        var (truth, clock) = (after.Truth!, (await trainee.ViewAsync()).ShopClock);
        Assert.Equal(
            (
                resolves
                    ? $"Resolved at {clock.Time(truth.ResolvedAt!.Value)} and verified at {clock.Told((await bench.EventsAsync(trainee.RunId)).Last(e => e.Kind == IncidentEventKind.ResolutionVerified).At)}."
                    : "Never resolved: the incident was still ongoing when the run ended."
            )
                + $" No finding was stated and no diagnosis declared, {NotUnderstood} It was worked by trial and error: {account.NeedlessRisks} risky actions were unnecessary.",
            after.Result!.Headline
        );
        // Nearly every repair of a sibling: some happen to help a little.
        var siblings = BlindActions
            .Siblings(Labs.Scenario(lab), right)
            .DistinctBy(step => $"{step.Action} {string.Join(' ', step.Arguments.Values)}")
            .Count();
        Assert.InRange(account.NeedlessRisks, 3, siblings);
        Assert.Equal(!resolves, truth.SecondActAt is not null);
        Assert.Equal(
            [ResultMark.Partly, ResultMark.Bad, ResultMark.Bad, ResultMark.Bad, ResultMark.Bad],
            after.Result.Parts.Select(part => part.Mark)
        );
        Assert.Equal(
            ("no severity was set", "no diagnosis was declared", "no update was published"),
            (Summary(after, ResultKind.Severity), Summary(after, ResultKind.Diagnosis), Summary(after, ResultKind.Communication))
        );
        // Each of them is listed with its time, a refused one as well.
        Assert.Equal(
            account.NeedlessRisks,
            after
                .Result.Part(ResultKind.Safety)!
                .Lines.Count(line => line is { Title: "Needless risk", Mark: ResultMark.Bad, At: not null })
        );
        Assert.Contains(account.Lines, line => line is { Effect: ActionEffect.Helped, IsTradeOff: false });
        if (resolves)
        {
            // By harm alone it would be better than the reference responder.
            Assert.Equal(Math.Max(0, 100 - (OutcomeScale.PerNeedlessRisk * account.NeedlessRisks)), account.Outcome);
            Assert.StartsWith("This run did less harm than the reference responder", track, StringComparison.Ordinal);
            Assert.EndsWith(
                "Nothing shows that the cause was understood: a guess that happens to be right takes no time to investigate.",
                track,
                StringComparison.Ordinal
            );
        }
        else
        {
            Assert.InRange(account.Outcome!.Value, -10, 0);
            Assert.StartsWith("The two runs diverge before “cause found”", track, StringComparison.Ordinal);
        }

        Assert.All(await CreditAsync(bench, trainee), done => Assert.Equal(0, done));
    }

    /// <summary>Acknowledged three minutes after the onset, or four after the experiment of Lab 1 was switched on.</summary>
    private static async Task<Responder> InTroubleAsync(LabBench bench, string lab)
    {
        var trainee = await bench.StartAsync(lab: lab);
        if (lab == LabBench.Lab1)
        {
            await bench.LiveAsync(TimeSpan.FromMinutes(1));
            Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
            await bench.LiveAsync(TimeSpan.FromMinutes(4));
        }
        else
        {
            await bench.LiveAsync(await bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(3));
        }

        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        return trainee;
    }

    private static async Task<(AfterAction After, RunAccount Account, string Track)> EndAsync(LabBench bench, Responder trainee)
    {
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.True(await bench.Get<AccountQueue>().WorkAsync(Ct));
        var view = (await bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value;
        return ((await trainee.AfterActionAsync()).Value, view.Account!, view.Track!.Text);
    }

    private static string Summary(AfterAction after, ResultKind kind) => after.Result!.Part(kind)!.Summary;

    private static async Task<IEnumerable<int>> CreditAsync(LabBench bench, Responder trainee) =>
        (await bench.Get<MyProgress>().RunAsync(trainee.Actor, await bench.Portal.CohortIdAsync(), Ct)).Value.Criteria.Select(criterion =>
            criterion.Done
        );
}
