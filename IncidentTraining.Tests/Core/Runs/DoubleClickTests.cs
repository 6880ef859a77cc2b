using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>An operation with a cost or an effect happens once for a double click, and again when it is intended again.</summary>
[Trait("Speed", "slow")]
public sealed class DoubleClickTests : IDisposable
{
    private static readonly TimeSpan DoubleClick = TimeSpan.FromMilliseconds(300);

    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_click_buys_the_hint_that_was_shown_and_no_other()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(15));
        var shown = (await trainee.ViewAsync()).Hints.Offers.Single(o => o.Level == HintLevel.Pointer);
        Assert.Null((await trainee.TakeHintAsync(shown.Id)).Refusal);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("You already have this hint.", (await trainee.TakeHintAsync(shown.Id)).Refusal!.Message);
        Assert.Equal(RefusalKind.Conflict, (await trainee.TakeHintAsync("no-such-hint")).Refusal!.Kind);
        var shelf = (await trainee.ViewAsync()).Hints;
        Assert.Equal((1, shown.Cost), (shelf.Taken.Count, shelf.Cost));
    }

    [Theory]
    [InlineData(2.9, false)]
    [InlineData(3, true)]
    public async Task The_next_hint_in_the_place_of_the_first_is_sold_only_after_time_to_read(double seconds, bool sold)
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(15));
        Assert.Null((await trainee.TakeHintAsync()).Refusal);
        // The page has been rendered again, and the second click hits the button of the next hint.
        _bench.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(sold, (await trainee.TakeHintAsync()).Succeeded);
        Assert.Equal(sold ? 2 : 1, (await trainee.ViewAsync()).Hints.Taken.Count);
    }

    [Fact]
    public async Task The_solution_costs_the_rest_of_the_points_once()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(15));
        Assert.Null((await trainee.TakeHintAsync()).Refusal);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        var shelf = (await trainee.ViewAsync()).Hints;
        Assert.Equal(100 - shelf.Cost, shelf.Offers.Single(o => o.Level == HintLevel.Solution).Cost);
        Assert.Null((await trainee.TakeHintAsync(HintLevel.Solution)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await trainee.TakeHintAsync(HintLevel.Solution)).Refusal!.Kind);
        shelf = (await trainee.ViewAsync()).Hints;
        Assert.Equal(100, shelf.Cost);
        Assert.Contains((await _bench.CauseAsync(trainee.RunId)).Title, shelf.Taken[^1], StringComparison.Ordinal);
        Assert.Equal([HintLevel.Nudge], shelf.Offers.Select(o => o.Level));
    }

    [Fact]
    public async Task A_nudge_that_says_the_same_again_is_not_counted()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.TakeHintAsync(HintLevel.Nudge)).Refusal);
        Assert.Null((await trainee.TakeHintAsync(HintLevel.Nudge)).Refusal);
        Assert.Single((await trainee.ViewAsync()).Hints.Taken);
    }

    [Fact]
    public async Task Two_clicks_on_an_action_are_one_input_and_get_one_answer()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        var answers = await Task.WhenAll(
            trainee.ActAsync("resize-pool", ("connections", "25")),
            trainee.ActAsync("resize-pool", ("connections", "25"))
        );
        _bench.Time.Advance(DoubleClick);
        var third = await trainee.ActAsync("resize-pool", ("connections", "25"));
        Assert.All([.. answers, third], answer => Assert.Equal(answers[0].Value.Text, answer.Value.Text));
        Assert.Equal(1, await InputsAsync(trainee.RunId));
    }

    [Fact]
    public async Task The_same_action_a_second_later_or_with_another_value_is_another_input()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        await trainee.ActAsync("shed-traffic", ("percent", "10"));
        await trainee.ActAsync("shed-traffic", ("percent", "20"));
        await trainee.ActAsync("shed-traffic", ("percent", "10"));
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        await trainee.ActAsync("shed-traffic", ("percent", "10"));
        Assert.Equal(4, await InputsAsync(trainee.RunId));
    }

    [Fact]
    public async Task The_same_action_by_two_people_at_once_is_two_inputs()
    {
        var (first, second) = await _bench.StartPairAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        await first.ActAsync("shed-traffic", ("percent", "10"));
        await second.ActAsync("shed-traffic", ("percent", "10"));
        Assert.Equal(2, await InputsAsync(first.RunId));
    }

    [Fact]
    public async Task The_candidate_causes_are_bought_once()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(9));
        var offer = (await trainee.ViewAsync()).Hints.Offers.Single(o => o.Level == HintLevel.Candidates);
        Assert.Null((await trainee.TakeHintAsync(offer.Id)).Refusal);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("You already have this hint.", (await trainee.TakeHintAsync(offer.Id)).Refusal!.Message);
        Assert.Equal(offer.Cost, (await trainee.ViewAsync()).Hints.Cost);
    }

    [Fact]
    public async Task Evidence_that_is_pinned_twice_is_one_piece_until_the_shop_shows_something_new()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.Null((await trainee.PinAsync(PinKind.Health, "/api/health/ready")).Refusal);
        Assert.Null((await trainee.PinAsync(PinKind.Health, "/api/health/ready")).Refusal);
        Assert.Single((await trainee.ViewAsync()).Evidence);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.PinAsync(PinKind.Health, "/api/health/ready")).Refusal);
        Assert.Equal(2, (await trainee.ViewAsync()).Evidence.Count);
    }

    [Fact]
    public async Task A_diagnosis_is_declared_once()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        var cause = (await _bench.CauseAsync(trainee.RunId)).Id;
        Assert.Null((await trainee.DeclareAsync(cause)).Refusal);
        Assert.Equal("This cause is already declared.", (await trainee.DeclareAsync(cause)).Refusal!.Message);
        Assert.Single((await _bench.EventsAsync(trainee.RunId)), e => e.Kind == IncidentEventKind.CauseDeclared);
    }

    private static readonly Dictionary<string, (IncidentEventKind Kind, Func<DoubleClickTests, Responder, Task<Outcome>> Do)> Words = new()
    {
        ["message"] = (IncidentEventKind.Said, (_, who) => SayAsync(who)),
        ["update"] = (IncidentEventKind.StatusUpdate, (_, who) => who.UpdateAsync()),
        ["update without a promise"] = (IncidentEventKind.StatusUpdate, (_, who) => who.UpdateAsync(nextInMinutes: null)),
        ["hypothesis"] = (IncidentEventKind.HypothesisStated, (_, who) => who.HypothesiseAsync("The pool is too small.", 60)),
        ["finding"] = (IncidentEventKind.FindingStated, FindAsync),
        ["inject"] = (IncidentEventKind.Message, (test, who) => test.InjectAsync(who.RunId)),
    };

    public static TheoryData<string> WordNames { get; } = [.. Words.Keys];

    [Theory]
    [MemberData(nameof(WordNames))]
    public async Task The_same_words_are_recorded_once_for_a_double_click_and_again_later(string name)
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        var (kind, write) = Words[name];
        var before = await CountAsync();
        Assert.True((await write(this, trainee)).Succeeded);
        _bench.Time.Advance(DoubleClick);
        Assert.True((await write(this, trainee)).Succeeded);
        Assert.Equal(before + 1, await CountAsync());
        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await write(this, trainee)).Succeeded);
        Assert.Equal(before + 2, await CountAsync());

        async Task<int> CountAsync() =>
            (await _bench.EventsAsync(trainee.RunId)).Count(e => e.Kind == kind && e.Key.StartsWith("entry:", StringComparison.Ordinal));
    }

    private static async Task<Outcome> SayAsync(Responder who)
    {
        var outcome = await who.TypeAsync("I look at the logs.");
        return outcome.Succeeded ? Outcome.Done : outcome.Refusal;
    }

    private static async Task<Outcome> FindAsync(DoubleClickTests test, Responder who)
    {
        if ((await who.ViewAsync()).Evidence.Count == 0)
        {
            await test._bench.LiveAsync(TimeSpan.FromMinutes(2));
            Assert.Null((await who.PinAsync(PinKind.Health, "/api/health/ready")).Refusal);
        }

        return await test
            ._bench.Get<StateFinding>()
            .RunAsync(
                who.Actor,
                new(who.RunId, "The database answers late since the experiment began.", [(await who.ViewAsync()).Evidence[^1].Number]),
                Ct
            );
    }

    private async Task<Outcome> InjectAsync(Guid runId)
    {
        var sent = await _bench
            .Get<SendInject>()
            .RunAsync(
                await _bench.Portal.ActorAsync("demo-facilitator"),
                new(await _bench.Portal.CohortIdAsync(), runId, "Noor", "Well?", PromptReply.Message),
                Ct
            );
        return sent.Succeeded ? Outcome.Done : sent.Refusal;
    }

    private async Task<int> InputsAsync(Guid runId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<RunInput>().CountAsync(input => input.RunId == runId, Ct);
    }

    public void Dispose() => _bench.Dispose();
}
