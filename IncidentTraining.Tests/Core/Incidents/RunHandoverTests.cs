using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Incidents;

public sealed class RunHandoverTests : IDisposable
{
    private readonly LabBench _bench = new();

    [Fact]
    public async Task A_review_begins_with_the_recorded_timeline_and_figures_and_without_the_true_cause()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.UpdateAsync("Slow | we look\ninto it.")).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);

        var sections = (await HandOverAsync("demo-trainee-1", trainee.RunId)).Value;
        var timeline = sections["timeline"].Text;
        Assert.Contains(@"Slow \| we look into it.", timeline, StringComparison.Ordinal);
        Assert.Contains("| [alert](/runs/", timeline, StringComparison.Ordinal);
        Assert.All(timeline.TrimEnd().Split('\n'), line => Assert.Equal(4, line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')));
        Assert.Contains("Time to detect: ", sections["impact"].Text, StringComparison.Ordinal);
        var cause = await _bench.CauseAsync(trainee.RunId);
        Assert.All(sections.Values, section => Assert.DoesNotContain(cause.Title, section.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("demo-trainee-2", RefusalKind.NotFound)]
    [InlineData("demo-instructor", RefusalKind.NotAllowed)]
    public async Task Nobody_writes_a_review_from_somebody_elses_run(string who, RefusalKind refused)
    {
        var trainee = await _bench.StartAsync();
        Assert.Equal(refused, (await HandOverAsync(who, trainee.RunId)).Refusal!.Kind);
    }

    private async Task<Outcome<IReadOnlyDictionary<string, IncidentTraining.Core.Documents.Body.SectionBody>>> HandOverAsync(string who, Guid runId) =>
        await _bench.Get<IRunHandover>().HandOverAsync(
            await _bench.Portal.ActorAsync(who), await _bench.Portal.CohortIdAsync(), runId, "pir", TestContext.Current.CancellationToken);

    public void Dispose() => _bench.Dispose();
}
