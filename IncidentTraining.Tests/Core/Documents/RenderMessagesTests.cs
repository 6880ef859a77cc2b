using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Messages;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class RenderMessagesTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    // A client drops a sign-in cookie that has expired by its own clock.
    private readonly LabBench _bench = new(time: new FakeTimeProvider(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("{severity} since {detected}", "P1 since 09:04", "")]
    [InlineData("{Severity}: {what customers notice}", "P1: {what customers notice}", "what customers notice")]
    [InlineData("{nested} and {}", "{severity} and {}", "")]
    [InlineData("no gaps, { not one }", "no gaps, { not one }", "")]
    public void A_gap_is_filled_once_by_its_name_or_stays_and_is_named(string template, string text, string unknown)
    {
        var values = new Dictionary<string, string>
        {
            ["severity"] = "P1",
            ["detected"] = "09:04",
            ["nested"] = "{severity}",
        };
        var filled = Placeholders.Fill(template, values);
        Assert.Equal((text, unknown), (filled.Text, string.Join(",", filled.Unknown)));
    }

    [Fact]
    public async Task A_template_reads_as_in_ones_own_run_and_tells_nothing_of_the_cause()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        var id = await WriteAsync("{responder} has it since {acknowledged}. {orders lost} {severity}");

        var running = (await RenderAsync("demo-trainee-1", id, trainee.RunId)).Value;
        Assert.Equal(["orders lost", "severity"], running.Messages[0].Filled.Unknown);
        Assert.StartsWith("Tariq Aziz Khan has it since 09:0", running.Messages[0].Filled.Text, StringComparison.Ordinal);

        Assert.True((await trainee.FinishAsync()).Succeeded);
        var ended = (await RenderAsync("demo-trainee-1", id, trainee.RunId)).Value;
        Assert.Equal(["severity"], ended.Messages[0].Filled.Unknown);
        var cause = await _bench.CauseAsync(trainee.RunId);
        Assert.DoesNotContain(ended.Values.Values, value => value.Contains(cause.Title, StringComparison.Ordinal));

        var page = await (await _bench.Portal.SignInAsync("demo-trainee-1")).Http.GetStringAsync(
            $"/documents/{id}/rendered?run={trainee.RunId}",
            Ct
        );
        Assert.Contains("has it since", page);
        Assert.DoesNotContain("{responder} has", page);
    }

    [Theory]
    [InlineData("demo-trainee-2")]
    [InlineData("demo-instructor")]
    public async Task Nobody_fills_anothers_templates_or_uses_anothers_run(string who)
    {
        var trainee = await _bench.StartAsync();
        var id = await WriteAsync("{responder}");
        Assert.False((await RenderAsync(who, id, trainee.RunId)).Succeeded);
        var other = await _bench.StartAsync("demo-trainee-2");
        Assert.False((await RenderAsync("demo-trainee-1", id, other.RunId)).Succeeded);
    }

    private async Task<Guid> WriteAsync(string text)
    {
        var actor = await _bench.Portal.ActorAsync("demo-trainee-1");
        var id = (await _bench.Get<StartDocument>().RunAsync(actor, new(await _bench.Portal.CohortIdAsync(), "communication"), Ct)).Value;
        await _bench
            .Get<SaveDraft>()
            .RunAsync(actor, new(id, 1, new("Messages", new Dictionary<string, SectionBody> { ["status-update"] = new(text) })), Ct);
        return id;
    }

    private async Task<Outcome<RenderedMessages>> RenderAsync(string who, Guid id, Guid runId) =>
        await _bench.Get<RenderMessages>().RunAsync(await _bench.Portal.ActorAsync(who), id, runId, Ct);

    public void Dispose() => _bench.Dispose();
}
