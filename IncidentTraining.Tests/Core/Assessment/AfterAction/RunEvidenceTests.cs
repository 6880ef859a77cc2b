using System.Globalization;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Evidence;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Workspace;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>A review can be traced back to its run, and the run's records can be attached to it.</summary>
public sealed class RunEvidenceTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new();

    [Fact]
    public async Task Every_entry_that_a_run_hands_over_leads_to_its_second_in_the_replay()
    {
        var (trainee, id) = await ReviewAsync();
        var timeline = (await _bench.Get<ReadDocument>().RunAsync(trainee.Actor, id, Ct)).Value.Body.Section("timeline").Text;
        var rows = timeline.TrimEnd().Split('\n')[2..];
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Matches(@"\]\(/runs/" + trainee.RunId + @"/replay\?at=\d+\) \|$", row));
        var alert = (await trainee.ViewAsync()).Timeline.First(entry =>
            entry.Kind is IncidentTraining.Core.Runs.IncidentEventKind.AlertFiring
        );
        Assert.Contains(rows, row => row.Contains($"[alert]({RunMoment.Address(trainee.RunId, alert.At)})", StringComparison.Ordinal));
        // For the checks and the comparison with the truth a link counts as its words.
        Assert.All(TimelineChecks.Read(timeline), entry => Assert.DoesNotContain("/runs/", entry.Text, StringComparison.Ordinal));
        // The address is in people's documents: the page must continue to support it.
        Assert.Contains(typeof(ReplayPage).GetCustomAttributes(typeof(RouteAttribute), false), route =>
            ((RouteAttribute)route).Template == "/runs/{RunId:guid}/replay"
        );
    }

    [Fact]
    public async Task A_chart_range_log_lines_and_a_message_are_found_with_their_moment()
    {
        var (trainee, id) = await ReviewAsync();
        var chart = Assert.Single((await FindAsync(trainee, id, EvidenceKind.Chart, "latency_p95")).Value);
        Assert.Contains("highest", chart.Markdown, StringComparison.Ordinal);
        Assert.Contains("tab=dashboard&at=180", chart.Markdown, StringComparison.Ordinal);
        var clock = (await trainee.ViewAsync()).ShopClock;
        Assert.Contains(clock.Stretch(TimeSpan.Zero, TimeSpan.FromMinutes(3)), chart.Markdown, StringComparison.Ordinal);
        Assert.StartsWith($"latency_p95, {clock.Stretch(TimeSpan.Zero, TimeSpan.FromMinutes(3))}: ", chart.Title, StringComparison.Ordinal);
        // If an hour of a run of minutes is requested, only what was measured is claimed.
        var hour = new EvidenceQuery(EvidenceKind.Chart, "latency_p95", TimeSpan.Zero, TimeSpan.FromHours(1));
        var whole = Assert.Single((await _bench.Get<FindEvidence>().RunAsync(trainee.Actor, id, hour, Ct)).Value);
        Assert.DoesNotContain(clock.Told(TimeSpan.FromHours(1)), whole.Markdown, StringComparison.Ordinal);
        var message = Assert.Single((await FindAsync(trainee, id, EvidenceKind.Message, "we are on it")).Value);
        Assert.StartsWith("> ", message.Markdown, StringComparison.Ordinal);
        var said = (await trainee.ViewAsync()).Timeline.First(entry =>
            entry.Text.Contains("We are on it", StringComparison.OrdinalIgnoreCase)
        );
        Assert.StartsWith($"{clock.Told(said.At)} ", message.Title, StringComparison.Ordinal);
        Assert.Contains($", {clock.Told(said.At)} ([see it", message.Markdown, StringComparison.Ordinal);
        var logs = (await FindAsync(trainee, id, EvidenceKind.Log, "http-latency-500ms")).Value;
        Assert.NotEmpty(logs);
        Assert.All(logs, line =>
        {
            Assert.Contains("tab=logs&at=", line.Markdown, StringComparison.Ordinal);
            // The link keeps the second of the run, and the text shows its time of day.
            var second = int.Parse(line.Markdown.Split("at=")[1].Split(')')[0], CultureInfo.InvariantCulture);
            Assert.InRange((clock.Parse(line.Title.Split(' ')[0])!.Value - TimeSpan.FromSeconds(second)).TotalSeconds, 0, 1);
        });
        Assert.Empty((await FindAsync(trainee, id, EvidenceKind.Log, "no such words at all")).Value);
    }

    [Fact]
    public async Task The_time_that_a_run_covers_is_told_to_those_who_see_it()
    {
        var (trainee, _) = await ReviewAsync();
        var view = await trainee.ViewAsync();
        var runs = _bench.Get<IRunEvidence>();
        Assert.Equal(new RunSpan(view.StartedAt, view.Clock.Now), await runs.SpanAsync(trainee.Actor, trainee.RunId, Ct));
        Assert.Null(await runs.SpanAsync(await _bench.Portal.ActorAsync("demo-trainee-2"), trainee.RunId, Ct));
    }

    [Fact]
    public async Task Evidence_is_for_the_documents_writers_and_of_runs_that_have_ended()
    {
        var (trainee, id) = await ReviewAsync();
        var facilitator = await _bench.Portal.ActorAsync("demo-facilitator");
        Assert.Null((await _bench.Get<ReopenRun>().RunAsync(facilitator, trainee.RunId, 15, Ct)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await FindAsync(trainee, id, EvidenceKind.Message, "")).Refusal!.Kind);
        var query = new EvidenceQuery(EvidenceKind.Message, "", TimeSpan.Zero, TimeSpan.FromMinutes(3));
        Assert.Equal(
            RefusalKind.NotFound,
            (await _bench.Get<FindEvidence>().RunAsync(await _bench.Portal.ActorAsync("demo-trainee-2"), id, query, Ct)).Refusal!.Kind
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (await _bench.Get<FindEvidence>().RunAsync(trainee.Actor, id, query with { Search = new string('s', 100_000) }, Ct))
                .Refusal!
                .Kind
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (await _bench.Get<FindEvidence>().RunAsync(trainee.Actor, id, query with { From = TimeSpan.FromMinutes(4) }, Ct)).Refusal!.Kind
        );
    }

    public void Dispose() => _bench.Dispose();

    private async Task<(Responder Trainee, Guid DocumentId)> ReviewAsync()
    {
        var trainee = await _bench.StartAsync();
        await trainee.SwitchChaosAsync(on: true);
        await _bench.LiveAsync(TimeSpan.FromSeconds(180));
        await trainee.AcknowledgeAsync();
        Assert.True((await trainee.UpdateAsync()).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);
        var begun = await _bench
            .Get<StartDocument>()
            .RunAsync(trainee.Actor, new StartDocument.Input(await _bench.Portal.CohortIdAsync(), "pir", SourceRunId: trainee.RunId), Ct);
        return (trainee, begun.Value);
    }

    private Task<Outcome<IReadOnlyList<EvidenceItem>>> FindAsync(Responder trainee, Guid id, EvidenceKind kind, string search) =>
        _bench
            .Get<FindEvidence>()
            .RunAsync(trainee.Actor, id, new EvidenceQuery(kind, search, TimeSpan.Zero, TimeSpan.FromSeconds(180)), Ct);
}
