using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The part of an instructor's guide that is read from the scenario: complete, true, and for staff only.</summary>
[Trait("Speed", "slow")]
public sealed class ReadLabGuideTests : IDisposable
{
    private readonly LabBench _bench = new();

    [Fact]
    public async Task Staff_read_each_cause_of_a_lab_with_its_path_its_repairs_and_its_reference_times()
    {
        var guide = (await ReadAsync("demo-instructor", LabBench.Lab4)).Value;
        var scenario = _bench.Get<RunScenarios>().Find(LabBench.Lab4)!;
        Assert.Equal(scenario.RootCauses, guide.Causes.Select(one => one.Cause));
        Assert.Equal(scenario.ServiceLevels.HoldTime, guide.Hold);
        Assert.All(guide.Causes, one =>
        {
            Assert.NotEmpty(one.Cause.EvidencePath!.Looks);
            Assert.NotNull(one.Difficulty);
        });
        Assert.Equal(
            "Job queue or Workers; Job: a single job does the damage or Data: data or schema is wrong or missing or Crash: a process stopped; "
                + "the job that does the damage or “Catalogue: revision for the autumn”",
            Assert.Single(guide.Causes.Single(one => one.Cause.Id == "poison-job").Diagnosis)
        );
    }

    [Fact]
    public async Task The_list_has_each_lab_with_a_shop_and_each_incident_of_the_pager_under_a_title_of_its_own()
    {
        var guide = (await ReadAsync("demo-facilitator", LabBench.Lab1)).Value;
        Assert.Equal(guide.All.Count, guide.All.Select(line => line.Title).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(guide.All, line => line.PageId == LabBench.Lab5);
        Assert.DoesNotContain(guide.All, line => line.PageId.StartsWith("lab-6", StringComparison.Ordinal));
        foreach (var line in guide.All)
        {
            Assert.Equal(line.Title, (await ReadAsync("demo-facilitator", line.PageId)).Value.Title);
        }

        Assert.Equal("", (await ReadAsync("demo-facilitator", "on-call-night")).Value.LessonPath);
    }

    [Theory]
    [InlineData("demo-trainee-1", RefusalKind.NotAllowed)]
    [InlineData("demo-administrator", RefusalKind.NotFound)]
    public async Task No_one_else_reads_it(string userName, RefusalKind kind) =>
        Assert.Equal(kind, (await ReadAsync(userName, LabBench.Lab4)).Refusal!.Kind);

    [Theory]
    [InlineData("lab-6-post-incident-review")]
    [InlineData("on-call-nowhere")]
    public async Task What_has_no_shop_has_no_guide(string pageId) =>
        Assert.Equal(RefusalKind.NotFound, (await ReadAsync("demo-instructor", pageId)).Refusal!.Kind);

    public void Dispose() => _bench.Dispose();

    private async Task<Outcome<LabGuide>> ReadAsync(string userName, string pageId) =>
        await _bench
            .Get<ReadLabGuide>()
            .RunAsync(
                await _bench.Portal.ActorAsync(userName),
                await _bench.Portal.CohortIdAsync(),
                pageId,
                TestContext.Current.CancellationToken
            );
}
