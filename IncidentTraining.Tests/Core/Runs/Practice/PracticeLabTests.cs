using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs.Practice;

/// <summary>The introductory incident is open to each trainee at any time, and counts for nothing.</summary>
public sealed class PracticeLabTests : IDisposable
{
    private const string Introduction = "first-incident",
        Security = "security-order-export";

    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task It_comes_first_and_a_trainee_can_start_it_while_the_labs_of_the_plan_wait_for_the_facilitator()
    {
        var (facilitator, trainee) = (await _bench.Portal.ActorAsync("demo-facilitator"), await _bench.Portal.ActorAsync("demo-trainee-1"));
        var cohort = await _bench.Portal.CohortIdAsync();
        Assert.Null((await _bench.Get<ChooseLabOpening>().RunAsync(facilitator, cohort, true, Ct)).Refusal);

        var labs = (await _bench.Get<MyRuns>().RunAsync(trainee, cohort, Ct)).Value.Labs;

        Assert.Equal(
            [(Introduction, true, false), (Security, true, false), (LabBench.Lab1, false, true)],
            labs.Take(3).Select(lab => (lab.Page.PageId, lab.Page.IsPractice, lab.OpensLater))
        );
        Assert.Equal(10, labs[0].Page.Minutes);
        Assert.NotNull((await _bench.Get<StartLabRun>().RunAsync(trainee, new(cohort, LabBench.Lab1), Ct)).Refusal);
        Assert.Null((await _bench.Get<StartLabRun>().RunAsync(trainee, new(cohort, Introduction), Ct)).Refusal);
    }

    [Fact]
    public async Task It_has_no_crew()
    {
        var (trainee, cohort) = (await _bench.Portal.ActorAsync("demo-trainee-1"), await _bench.Portal.CohortIdAsync());
        var gathered = await _bench.Get<GatherCrew>().RunAsync(trainee, cohort, Introduction, Ct);
        var together = await _bench.Get<StartLabRun>().RunAsync(trainee, new(cohort, Introduction, AsTeam: true), Ct);
        Assert.All([gathered.Refusal, together.Refusal], refusal =>
            Assert.Contains("for individual practice", refusal!.Message, StringComparison.Ordinal)
        );
        Assert.Null((await _bench.Get<StartLabRun>().RunAsync(trainee, new(cohort, Introduction), Ct)).Refusal);
    }

    [Fact]
    public async Task Two_of_one_crew_work_it_each_alone()
    {
        var (facilitator, cohort) = (await _bench.Portal.ActorAsync("demo-facilitator"), await _bench.Portal.CohortIdAsync());
        var (one, other) = (await _bench.Portal.ActorAsync("demo-trainee-1"), await _bench.Portal.ActorAsync("demo-trainee-2"));
        var version = (await _bench.Get<FormCrews>().ReadAsync(facilitator, cohort, Ct)).Value.Version;
        Assert.Null(
            (
                await _bench
                    .Get<FormCrews>()
                    .KeepAsync(
                        facilitator,
                        cohort,
                        new(
                            version,
                            CrewMethod.Hand,
                            [
                                [one.PersonId, other.PersonId],
                            ],
                            null
                        ),
                        Ct
                    )
            ).Refusal
        );
        Assert.Null((await _bench.Get<MyRuns>().RunAsync(one, cohort, Ct)).Value.Labs[0].KeptCrew);

        var first = (await _bench.Get<StartLabRun>().RunAsync(one, new(cohort, Introduction), Ct)).Value;

        Assert.NotEqual(first, (await _bench.Get<StartLabRun>().RunAsync(other, new(cohort, Introduction), Ct)).Value);
    }

    [Theory]
    [InlineData(Introduction, 0)]
    [InlineData(LabBench.Lab4, 1)]
    public async Task A_run_of_it_is_no_work_that_a_criterion_could_count(string lab, int counted)
    {
        var responder = await _bench.StartAsync(lab: lab);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await responder.FinishAsync()).Refusal);
        await _bench.LiveAsync(LabRun.RevealDelay);
        Assert.Equal(RunState.Finished, (await responder.ViewAsync()).State);

        var work = await _bench.Get<ReadPersonWork>().OfAsync(responder.Actor.PersonId, await _bench.Portal.CohortIdAsync(), Ct);

        Assert.Equal(counted, work.Count);
    }

    [Fact]
    public void No_one_is_paged_for_it_and_no_crew_is_formed_and_no_runbook_tried_on_it()
    {
        var labs = _bench.Get<LabCatalogue>();
        Assert.Contains(labs.Of(RealContent.DayId), lab => lab.PageId == Introduction);

        Assert.All(
            (IEnumerable<string>[])
                [
                    labs.PagedOf(RealContent.DayId).Select(lab => lab.PageId),
                    _bench.Get<ICrewLabs>().Of(RealContent.DayId, "").Select(lab => lab.PageId),
                    _bench.Get<TryRunbook>().Labs.Select(lab => lab.Id),
                ],
            ids => Assert.Equal((false, true), (ids.Contains(Introduction), ids.Contains(LabBench.Lab1)))
        );
    }
}
