using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>An ended run is simulated again with one action left out or moved.</summary>
[Trait("Speed", "slow")]
public sealed class WhatIfTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new(seed: LabBench.SeedOf(LabBench.Lab4, "locked-table"));

    [Fact]
    public async Task Leaving_the_repair_out_lets_the_incident_go_on_and_says_what_the_repair_saved()
    {
        var trainee = await EndedAsync();
        var action = Assert.Single((await _bench.Get<AskWhatIf>().ActionsAsync(trainee.Actor, trainee.RunId, Ct)).Value);
        Assert.Contains("analytics", action.Text, StringComparison.Ordinal);
        var answer = (await AskAsync(trainee, action.Number, null)).Value;

        Assert.Null(answer.MovedTo);
        Assert.NotNull(answer.Points.Single(point => point.Title == "Resolved").Recorded);
        Assert.Null(answer.Points.Single(point => point.Title == "Resolved").Other);
        Assert.True(answer.Saved.Cents > 100_000);
        Assert.Equal(HarmPrices.Cents(answer.Other) - HarmPrices.Cents(answer.Recorded), answer.Saved.Cents);
        Assert.Empty(answer.Refused);
        Assert.Equal((await trainee.AfterActionAsync()).Value.Charts!.Count, answer.Charts.Count);
    }

    [Fact]
    public async Task Moving_the_repair_earlier_saves_harm_and_moving_it_nowhere_changes_nothing()
    {
        var trainee = await EndedAsync();
        var action = Assert.Single((await _bench.Get<AskWhatIf>().ActionsAsync(trainee.Actor, trainee.RunId, Ct)).Value);

        var earlier = (await AskAsync(trainee, action.Number, action.At - TimeSpan.FromMinutes(3))).Value;
        Assert.True(earlier.Saved.Cents < 0);
        var removed = earlier.Points.Single(point => point.Title == "Cause removed");
        Assert.Equal(TimeSpan.FromMinutes(3), removed.Recorded - removed.Other);
        var same = (await AskAsync(trainee, action.Number, action.At)).Value;
        Assert.Equal((0, same.Recorded), (same.Saved.Cents, same.Other));
        Assert.All(same.Samples, sample => Assert.Equal(sample.Recorded, sample.Other));
    }

    [Fact]
    public async Task Both_courses_are_told_over_the_time_of_the_run_and_part_where_the_action_is_missing()
    {
        var trainee = await EndedAsync();
        var action = Assert.Single((await _bench.Get<AskWhatIf>().ActionsAsync(trainee.Actor, trainee.RunId, Ct)).Value);
        var answer = (await AskAsync(trainee, action.Number, null)).Value;

        Assert.Equal(TimeSpan.Zero, answer.Samples[0].At);
        Assert.Equal(TimeSpan.FromSeconds(answer.Charts.Count), answer.Samples[^1].At);
        Assert.All(answer.Samples.Where(sample => sample.At <= action.At), sample => Assert.Equal(sample.Recorded, sample.Other));
        Assert.True(answer.Samples[^1].Other.Cents > answer.Samples[^1].Recorded.Cents);
        Assert.True(answer.Samples[^1].Other.Orders > answer.Samples[^1].Recorded.Orders);

        // Reading a course while it runs does not change it.
        Assert.True(await _bench.Get<AccountQueue>().WorkAsync(Ct));
        var account = (await _bench.Get<ReadAccount>().RunAsync(trainee.Actor, trainee.RunId, Ct)).Value.Account!;
        Assert.Equal((account.Recorded, account.DoNothing, account.Horizon), (answer.Recorded, answer.Other, answer.Horizon));
    }

    [Theory]
    [InlineData(12, 4, 5.0)]
    [InlineData(1000, 201, 5.0)]
    [InlineData(3600, 201, 18.0)]
    public void A_run_is_looked_at_every_five_seconds_or_two_hundred_times(int seconds, int moments, double apart)
    {
        var found = Sampling.Moments(TimeSpan.FromSeconds(seconds));
        Assert.Equal((moments, TimeSpan.Zero, TimeSpan.FromSeconds(seconds)), (found.Count, found[0], found[^1]));
        Assert.Equal(TimeSpan.FromSeconds(apart), found[1] - found[0]);
    }

    [Fact]
    public async Task A_time_outside_the_run_and_an_action_that_there_was_not_are_refused()
    {
        var trainee = await EndedAsync();
        var action = Assert.Single((await _bench.Get<AskWhatIf>().ActionsAsync(trainee.Actor, trainee.RunId, Ct)).Value);
        Assert.Equal(RefusalKind.NotFound, (await AskAsync(trainee, action.Number + 1, null)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await AskAsync(trainee, action.Number, TimeSpan.FromSeconds(-1))).Refusal!.Kind);
        Assert.Null((await AskAsync(trainee, action.Number, TimeSpan.Zero)).Refusal);
        var horizon = (await AskAsync(trainee, action.Number, TimeSpan.Zero)).Value.Horizon;
        Assert.Equal(RefusalKind.Invalid, (await AskAsync(trainee, action.Number, horizon)).Refusal!.Kind);
        Assert.Null((await AskAsync(trainee, action.Number, horizon - TimeSpan.FromSeconds(1))).Refusal);
    }

    [Fact]
    public async Task Only_the_crew_and_the_staff_of_the_class_may_ask_and_only_when_the_run_has_ended()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        Assert.Equal(RefusalKind.Conflict, (await AskAsync(trainee, 1, null)).Refusal!.Kind);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Empty(
            (await _bench.Get<AskWhatIf>().ActionsAsync(await _bench.Portal.ActorAsync("demo-instructor"), trainee.RunId, Ct)).Value
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await _bench.Get<AskWhatIf>().ActionsAsync(await _bench.Portal.ActorAsync("demo-trainee-2"), trainee.RunId, Ct)).Refusal!.Kind
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await _bench.Get<AskWhatIf>().RunAsync(await _bench.Portal.ActorAsync("demo-trainee-2"), new(trainee.RunId, 1, null), Ct))
                .Refusal!
                .Kind
        );
    }

    [Fact]
    public async Task Of_a_run_that_was_recorded_by_another_engine_nothing_is_played()
    {
        var trainee = await EndedAsync();
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await db.Set<LabRun>()
                .Where(run => run.Id == trainee.RunId)
                .ExecuteUpdateAsync(run => run.SetProperty(r => r.EngineVersion, 1), Ct);
        }

        Assert.Contains("earlier rules", (await AskAsync(trainee, 1, null)).Refusal!.Message, StringComparison.Ordinal);
    }

    private async Task<Responder> EndedAsync()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(5));
        await trainee.RepairAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(7));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        return trainee;
    }

    private Task<Outcome<WhatIfAnswer>> AskAsync(Responder trainee, long number, TimeSpan? moveTo) =>
        _bench.Get<AskWhatIf>().RunAsync(trainee.Actor, new(trainee.RunId, number, moveTo), Ct);

    public void Dispose() => _bench.Dispose();
}
