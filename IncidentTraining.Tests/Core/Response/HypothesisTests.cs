using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>The crew's hypotheses: stated with a confidence, closed once, judged afterwards.</summary>
public sealed class HypothesisTests : IDisposable
{
    private readonly LabBench _bench = new();

    [Fact]
    public async Task A_hypothesis_keeps_its_evidence_and_is_closed_once()
    {
        var trainee = await _bench.StartAsync();
        Assert.Null((await trainee.LookAsync("logs")).Refusal);
        Assert.Null((await trainee.HypothesiseAsync("The pool is too small.", 40, "pool-too-small")).Refusal);
        var stated = Assert.Single((await trainee.ViewAsync()).Hypotheses);
        Assert.Equal(["logs"], stated.Evidence);
        Assert.Equal(PinKind.Health, (await trainee.ViewAsync()).Evidence.Single(pin => stated.Pins.Contains(pin.Number)).Kind);
        Assert.Null((await _bench.Get<SaveHypothesis>().ReviseAsync(trainee.Actor, trainee.RunId, stated.Number, 70, Ct)).Refusal);
        Assert.Null((await trainee.CloseHypothesisAsync(stated.Number, confirmed: false)).Refusal);
        var closed = Assert.Single((await trainee.ViewAsync()).Hypotheses);
        Assert.Equal((70, HypothesisState.Struck), (closed.Confidence, closed.State));
        Assert.Equal(RefusalKind.Conflict, (await trainee.CloseHypothesisAsync(stated.Number, confirmed: true)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await trainee.CloseHypothesisAsync(9999, confirmed: true)).Refusal!.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Nobody_is_ever_quite_sure(int confidence)
    {
        var trainee = await _bench.StartAsync();
        Assert.Equal(RefusalKind.Invalid, (await trainee.HypothesiseAsync("It is the pool.", confidence)).Refusal!.Kind);
    }

    [Fact]
    public void Calibration_is_the_Brier_score_fixation_the_longest_wrong_belief_and_evidence_what_came_before_each_action()
    {
        var entry = 0;
        List<TimelineEntry> log =
        [
            Stated(1, "Workers|Crash|nothing", 80),
            Stated(2, "ConnectionPool|Capacity|unknown", 60),
            At(4, IncidentEventKind.ActionStarted, "resize-pool connections"),
            At(5, IncidentEventKind.ActionStarted, "roll-back"),
            At(6, IncidentEventKind.HypothesisStruck, "", refersTo: 1),
            At(7, IncidentEventKind.ActionStarted, "enable-experiment x"),
        ];
        var pool = Labs.Scenario(LabBench.Lab1).RootCauses.Single(cause => cause.Id == "pool-too-small");
        var found = Calibration.Of(log, pool, Truth, TimeSpan.FromMinutes(20));
        Assert.Equal(((0.8 * 0.8) + (0.4 * 0.4)) / 2, found.Brier!.Value, 12);
        Assert.Equal(TimeSpan.FromMinutes(5), found.Fixation);
        Assert.Equal(FaultPlace.Workers, found.FixedOn!.Claim!.Where);
        Assert.Equal((1, 2), (found.ActionsWithEvidence, found.Actions));
        Assert.Null(Calibration.Of([], pool, Truth, TimeSpan.Zero).Brier);

        TimelineEntry At(int minute, IncidentEventKind kind, string subject, int? refersTo = null, string? details = null) =>
            new(++entry, TimeSpan.FromMinutes(minute), default, kind, subject, "…", "", null, details, refersTo);

        TimelineEntry Stated(int minute, string claim, int confidence) =>
            At(
                minute,
                IncidentEventKind.HypothesisStated,
                "",
                details: $$"""{"Claim":"{{claim}}","Confidence":{{confidence}},"Evidence":[]}"""
            );
    }

    private static ShopTruth Truth { get; } = new("pool-too-small", null, null, null, null, null, null, false, []);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();
}
