using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// A fault of the second act does not exist before the act begins: naming it earlier is a guess. In this run it begins at 600 seconds, when
/// Redis ends; the run is resolved at 900 and ends at 1,200.
/// </summary>
public sealed class SecondActBeliefTests
{
    private const int Begun = 600;

    private static readonly FaultClaim RedisEnded = new(FaultPlace.Redis, FaultMode.Crash, FaultOrigin.Nothing);

    [Theory]
    [InlineData(Begun - 1, 0.64)]
    [InlineData(Begun, 0.04)]
    public void A_hypothesis_is_true_when_its_fault_was_there_as_it_was_stated(int second, double brier) =>
        Assert.Equal(brier, Judge(Run().Believe(second, RedisEnded)).Brier!.Value, 12);

    [Theory]
    [InlineData(Begun - 1, 0.81)]
    [InlineData(Begun, 0.01)]
    public void One_that_was_stated_too_early_is_true_when_it_was_revised_since(int second, double brier) =>
        Assert.Equal(brier, Judge(Run().Believe(300, RedisEnded).Revise(second, 1, 90)).Brier!.Value, 12);

    [Fact]
    public void One_that_was_stated_too_early_was_held_wrongly_until_the_act_began_or_it_was_struck()
    {
        Assert.Equal(TimeSpan.FromSeconds(Begun - 300), Judge(Run().Believe(300, RedisEnded)).Fixation);
        Assert.Equal(TimeSpan.FromSeconds(200), Judge(Run().Believe(300, RedisEnded).Strike(500, 1)).Fixation);
        // Another wrong one is held until the end.
        Assert.Equal(TimeSpan.FromSeconds(900), Judge(Run().Believe(300, MadeRun.Wrong)).Fixation);
        Assert.Null(Judge(Run().Believe(Begun, RedisEnded)).FixedOn);
    }

    [Fact]
    public void In_a_run_that_never_met_it_the_hypothesis_is_wrong_to_the_end()
    {
        var never = Judge(Run(begun: null).Believe(700, RedisEnded));
        Assert.Equal((0.64, TimeSpan.FromSeconds(500)), (Math.Round(never.Brier!.Value, 12), never.Fixation));
    }

    [Theory]
    [InlineData(Begun - 1, Begun, false)]
    [InlineData(Begun, Begun, true)]
    [InlineData(Begun, null, false)]
    public void A_belief_counts_for_a_person_from_the_begin_of_the_act_on(int second, int? begun, bool contributed) =>
        Assert.Equal(contributed, PersonRunWork.Of(Record(Run(begun).Find(200).Believe(second, RedisEnded)))[MadeRun.Anna].Contributed);

    [Theory]
    [InlineData(Begun - 1, false)]
    [InlineData(Begun, true)]
    public void A_diagnosis_that_names_both_is_right_from_the_begin_of_the_act_on(int second, bool isRight)
    {
        var record = Record(Run().DeclareAll(second, MadeRun.Right, RedisEnded));
        Assert.Equal(isRight, record.Judge(Assert.Single(DeclaredDiagnosis.Of(record.Log)))!.IsRight);
        Assert.Equal(isRight, Understanding.IsShown(record));
    }

    private static Calibration Judge(MadeRun run) =>
        Record(run) is var record ? Calibration.Of(record.Log, record.Cause, record.Shop.Truth, record.End) : null!;

    private static RunRecord Record(MadeRun run) =>
        run.Record() with
        {
            Scenario = MadeRun.Scenario with
            {
                RootCauses =
                [
                    MadeRun.Scenario.RootCauses[0] with
                    {
                        SecondAct = new SecondAct
                        {
                            After = TimeSpan.FromMinutes(1),
                            Faults = [],
                            Symptoms = [],
                            Mitigations = [new("restart-redis", new Dictionary<string, string>())],
                            Diagnosis = [new([FaultPlace.Redis], [FaultMode.Crash], [FaultOrigin.Nothing])],
                        },
                    },
                ],
            },
        };

    private static MadeRun Run(int? begun = Begun)
    {
        var run = new MadeRun(endsAtMinute: 20, recoveredAtMinute: 14);
        run.Truth = run.Truth with
        {
            ResolvedAt = TimeSpan.FromMinutes(15),
            CauseRemovedAt = TimeSpan.FromSeconds(840),
            SecondActAt = begun is { } second ? TimeSpan.FromSeconds(second) : null,
        };
        return run;
    }
}
