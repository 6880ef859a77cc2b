using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>One figure for a result, for a class that shows one, with weights that its staff choose.</summary>
[Trait("Speed", "slow")]
public sealed class ResultWeightsTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new();

    [Theory]
    [InlineData(ResultMark.Good, ResultMark.Good, 100)]
    [InlineData(ResultMark.Bad, ResultMark.Bad, 0)]
    [InlineData(ResultMark.Good, ResultMark.Bad, 25)]
    [InlineData(ResultMark.Bad, ResultMark.Partly, 38)]
    [InlineData(ResultMark.Neutral, ResultMark.Partly, 50)]
    [InlineData(ResultMark.Neutral, ResultMark.Neutral, null)]
    public void The_figure_is_the_weighted_mean_of_the_judged_parts(ResultMark response, ResultMark diagnosis, int? figure) =>
        Assert.Equal(
            figure,
            new ResultWeights(0, 10, 0, 30, 0, 0).FigureOf(
                [Part(ResultKind.Response, response), Part(ResultKind.Diagnosis, diagnosis), Part(ResultKind.Safety, ResultMark.Bad)],
                77
            )
        );

    [Theory]
    [InlineData(null, 0)]
    [InlineData(-40.0, 0)]
    [InlineData(0.0, 0)]
    [InlineData(50.0, 25)]
    [InlineData(100.0, 50)]
    [InlineData(140.0, 50)]
    public void The_outcome_counts_between_0_and_100_and_is_left_out_when_there_is_none(double? outcome, int figure) =>
        Assert.Equal(figure, new ResultWeights(20, 0, 0, 20, 0, 0).FigureOf([Part(ResultKind.Diagnosis, ResultMark.Bad)], outcome));

    [Fact]
    public void Each_part_counts_by_its_own_weight()
    {
        var parts = Enum.GetValues<ResultKind>().Select(kind => Part(kind, ResultMark.Bad)).ToList();
        Assert.Equal(
            [30, 15, 10, 20, 15, 10],
            Enumerable
                .Range(0, 6)
                .Select(one =>
                    ResultWeights
                        .Default.FigureOf(
                            [.. parts.Select((part, at) => at == one - 1 ? Part(part.Kind, ResultMark.Good) : part)],
                            one == 0 ? 100 : 0
                        )!
                        .Value
                )
        );
    }

    [Fact]
    public void A_corrected_part_counts_as_it_was_corrected() =>
        Assert.Equal(
            100,
            ResultWeights.Default.FigureOf(
                [
                    Part(ResultKind.Response, ResultMark.Bad) with
                    {
                        Corrections = [new(ResultKind.Response, ResultMark.Good, "", "", default)],
                    },
                ],
                null
            )
        );

    [Fact]
    public void The_default_weights_are_valid_and_sum_to_a_hundred()
    {
        Assert.True(ResultWeights.Default.IsValid);
        Assert.Equal(100, ResultWeights.Default.Sum);
        Assert.Equal(ResultWeights.Default.Sum, ResultWeights.Default.All.Sum(one => one.Weight));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    [InlineData(100, 0, true)]
    [InlineData(101, 0, false)]
    [InlineData(-1, 5, false)]
    public async Task Each_weight_is_in_its_bounds_and_one_counts(int outcome, int safety, bool isAccepted)
    {
        var (instructor, cohort) = (await _bench.Portal.ActorAsync("demo-instructor"), await _bench.Portal.CohortIdAsync());
        var chosen = await _bench.Get<ChooseWeights>().RunAsync(instructor, cohort, true, new(outcome, 0, 0, 0, 0, safety), Ct);

        Assert.Equal(isAccepted ? null : RefusalKind.Invalid, chosen.Refusal?.Kind);
        Assert.Equal(isAccepted, (await _bench.Get<ChooseWeights>().ReadAsync(instructor, cohort, Ct)).Value.IsShown);
        Assert.Equal(isAccepted ? 1 : 0, await LoggedAsync());
    }

    [Theory]
    [InlineData("demo-trainee-1")]
    [InlineData("demo-facilitator")]
    public async Task Only_an_instructor_of_the_class_chooses_the_weights(string by)
    {
        var (actor, cohort) = (await _bench.Portal.ActorAsync(by), await _bench.Portal.CohortIdAsync());
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _bench.Get<ChooseWeights>().RunAsync(actor, cohort, true, ResultWeights.Default, Ct)).Refusal!.Kind
        );
        Assert.False((await _bench.Get<ChooseWeights>().ReadAsync(actor, cohort, Ct)).Value.IsShown);
    }

    [Fact]
    public async Task Results_show_the_figure_only_in_a_class_that_wants_it_and_not_before_an_outcome_that_counts()
    {
        var (instructor, cohort) = (await _bench.Portal.ActorAsync("demo-instructor"), await _bench.Portal.CohortIdAsync());
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P2)).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Null((await trainee.AfterActionAsync()).Value.Figure);

        Assert.Null((await _bench.Get<ChooseWeights>().RunAsync(instructor, cohort, true, new(0, 0, 0, 7, 0, 0), Ct)).Refusal);
        var figure = (await trainee.AfterActionAsync()).Value.Figure!;
        Assert.Equal((0, false, 7), (figure.Value, figure.IsPending, figure.Weights.Diagnosis));

        Assert.Null((await _bench.Get<ChooseWeights>().RunAsync(instructor, cohort, true, ResultWeights.Default, Ct)).Refusal);
        Assert.Equal(
            (null, true),
            ((await trainee.AfterActionAsync()).Value.Figure!.Value, (await trainee.AfterActionAsync()).Value.Figure!.IsPending)
        );

        // Without an action there is no outcome; for the figure it counts like doing nothing.
        Assert.True(await _bench.Get<AccountQueue>().WorkAsync(Ct));
        var after = (await trainee.AfterActionAsync()).Value;
        Assert.False(after.Figure!.IsPending);
        Assert.Equal(ResultWeights.Default.FigureOf(after.Result!.Parts, 0), after.Figure.Value);
        Assert.NotEqual(ResultWeights.Default.FigureOf(after.Result.Parts, null), after.Figure.Value);

        Assert.Null((await _bench.Get<ChooseWeights>().RunAsync(instructor, cohort, false, ResultWeights.Default, Ct)).Refusal);
        Assert.Null((await trainee.AfterActionAsync()).Value.Figure);
    }

    private async Task<int> LoggedAsync()
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<AuditEntry>().CountAsync(entry => entry.Action == AuditAction.WeightsChosen, Ct);
    }

    private static ResultPart Part(ResultKind kind, ResultMark mark) => new(kind, mark, "", []);

    public void Dispose() => _bench.Dispose();
}
