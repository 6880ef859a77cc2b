using Bunit;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Evidence;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents.Evidence;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>The dialog that searches for data of the run, on a played run.</summary>
public sealed class EvidenceDialogTests : PortalPageTest
{
    private readonly LabBench _bench;

    public EvidenceDialogTests()
        : this(new LabBench()) { }

    private EvidenceDialogTests(LabBench bench)
        : base(bench.Portal) => _bench = bench;

    [Fact]
    public async Task A_message_of_the_run_is_found_and_chosen()
    {
        var (shown, clock) = await OpenAsync();
        Assert.Equal(clock.Time(TimeSpan.Zero), Dialogs.Find("[data-testid=evidence-from]").GetAttribute("value"));
        await Dialogs.Find("[data-testid=evidence-search]").InputAsync(new() { Value = "we are on it" });
        await Dialogs.Find("[data-testid=evidence-find]").ClickAsync(new());
        Dialogs.WaitForAssertion(() =>
            Assert.Equal("1 found. Choose what to insert.", Dialogs.Find("[data-testid=evidence-count]").TextContent)
        );
        await Dialogs.Find("[data-testid=evidence-item]").ClickAsync(new());
        Assert.StartsWith("> ", (string)(await shown.Result)!.Data!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_and_too_much_are_said_and_a_mistyped_time_is_refused_beside_its_field()
    {
        await OpenAsync();
        await Dialogs.Find("[data-testid=evidence-search]").InputAsync(new() { Value = "no such words at all" });
        await Dialogs.Find("[data-testid=evidence-search]").KeyDownAsync(Bunit.Key.Enter);
        Dialogs.WaitForAssertion(() => Assert.Equal("No results.", Dialogs.Find("[data-testid=evidence-count]").TextContent));

        await Dialogs.InvokeAsync(() =>
            Dialogs.FindComponent<MudSelect<EvidenceKind>>().Instance.ValueChanged.InvokeAsync(EvidenceKind.Log)
        );
        await Dialogs.Find("[data-testid=evidence-search]").InputAsync(new() { Value = "" });
        await Dialogs.Find("[data-testid=evidence-find]").ClickAsync(new());
        Dialogs.WaitForAssertion(() =>
            Assert.StartsWith($"{IRunEvidence.Most} shown;", Dialogs.Find("[data-testid=evidence-count]").TextContent)
        );

        await Dialogs.Find("[data-testid=evidence-from]").InputAsync(new() { Value = "soon" });
        await Dialogs.Find("[data-testid=evidence-find]").ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.Contains("Enter a time", Dialogs.Find(".mud-input-helper-text.mud-input-error").TextContent));
        Assert.Empty(Dialogs.FindAll("[data-testid=evidence-item]"));
    }

    [Fact]
    public async Task A_chart_is_chosen_by_its_name_and_a_time_before_the_run_is_its_beginning()
    {
        var (_, clock) = await OpenAsync();
        await Dialogs.InvokeAsync(() =>
            Dialogs.FindComponent<MudSelect<EvidenceKind>>().Instance.ValueChanged.InvokeAsync(EvidenceKind.Chart)
        );
        Assert.Empty(Dialogs.FindAll("[data-testid=evidence-search]"));
        await Dialogs.InvokeAsync(() => Dialogs.FindComponent<MudSelect<string>>().Instance.ValueChanged.InvokeAsync("latency_p95"));
        await Dialogs.Find("[data-testid=evidence-from]").InputAsync(new() { Value = clock.Time(TimeSpan.FromMinutes(-5)) });
        await Dialogs.Find("[data-testid=evidence-find]").ClickAsync(new());
        Dialogs.WaitForAssertion(() =>
            Assert.StartsWith($"latency_p95, {clock.Time(TimeSpan.Zero)} to", Dialogs.Find("[data-testid=evidence-item]").TextContent)
        );
    }

    private async Task<(IDialogReference Shown, ShopClock Clock)> OpenAsync()
    {
        _ = Dialogs;
        var trainee = await _bench.StartAsync();
        await trainee.SwitchChaosAsync(on: true);
        await _bench.LiveAsync(TimeSpan.FromSeconds(180));
        await trainee.AcknowledgeAsync();
        Assert.True((await trainee.UpdateAsync()).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);
        var begun = await Get<StartDocument>()
            .RunAsync(trainee.Actor, new StartDocument.Input(await Portal.CohortIdAsync(), "pir", SourceRunId: trainee.RunId), Ct);
        await SignInAsync("demo-trainee-1");
        var parameters = new DialogParameters<EvidenceDialog>
        {
            { dialog => dialog.DocumentId, begun.Value },
            { dialog => dialog.RunId, trainee.RunId },
        };
        var shown = await Dialogs.InvokeAsync(() =>
            Services.GetRequiredService<IDialogService>().ShowAsync<EvidenceDialog>("Insert data", parameters)
        );
        Dialogs.WaitForElement("[data-testid=evidence-find]");
        return (shown, (await trainee.ViewAsync()).ShopClock);
    }

    protected override void End() => _bench.Dispose();
}
