using Bunit;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment;
using IncidentTraining.Web.Features.Response.Parts;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Runs.Panels.Actions;
using IncidentTraining.Web.Features.Runs.Panels.Console;
using IncidentTraining.Web.Features.Runs.Parts;
using IncidentTraining.Web.Features.Workspace;
using IncidentTraining.Web.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Response;

/// <summary>The parts of the workspace with a real run.</summary>
public sealed class LabPartsTests : PageTest
{
    private readonly LabBench _bench = new();

    public LabPartsTests()
    {
        // The parts use the running portal's own services and its live events.
        Services.AddSingleton(_bench.Get<LiveEvents>());
        Services.AddSingleton<TimeProvider>(_bench.Time);
        Services.AddSingleton(_bench.Get<PublicAddress>());
        foreach (
            var type in (Type[])
                [
                    typeof(ApplyAction),
                    typeof(ChangeRunClock),
                    typeof(FinishRun),
                    typeof(AcknowledgeIncident),
                    typeof(SetSeverity),
                    typeof(DeclareCause),
                    typeof(PinEvidence),
                    typeof(StateFinding),
                    typeof(PostStatusUpdate),
                    typeof(DraftUpdate),
                    typeof(VerifyResolution),
                    typeof(CloseAsNoIncident),
                    typeof(WriteSummary),
                    typeof(BeginReview),
                    typeof(TakeHint),
                    typeof(GetAfterAction),
                    typeof(ReadAccount),
                    typeof(AskWhatIf),
                    typeof(CorrectResult),
                    typeof(CallForHelp),
                    typeof(TakeOver),
                    typeof(HoldDebrief),
                    typeof(ShopSource),
                    typeof(MakeShopAddress),
                    typeof(RevokeShopAddress),
                    typeof(GetShopAddress),
                ]
        )
        {
            Services.AddSingleton(type, _bench.Portal.Services.GetRequiredService(type));
        }
    }

    [Fact]
    public async Task The_chaos_switch_goes_through_the_use_case_and_shows_the_answer()
    {
        var trainee = await _bench.StartAsync();
        var panel = await ShowAsync<ChaosPanel>(trainee);
        await panel.Find($"[data-testid=switch-{LabBench.Chaos}]").ClickAsync(new());
        await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        panel.WaitForAssertion(() =>
            Assert.Contains("Switch off", panel.Find($"[data-testid=switch-{LabBench.Chaos}]").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("is being switched on", panel.Find(".answer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_firing_alert_is_announced_and_gone_when_it_is_resolved()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(100));
        var banner = Render<AlertBanner>(p => p.Add(b => b.Timeline, []).Add(b => b.Address, "/runs/1?tab=alerts"));
        Assert.Equal("alert", banner.Find("[data-testid=alert-banner]").GetAttribute("role"));
        Assert.Empty(banner.FindAll("p"));
        var timeline = (await trainee.ViewAsync()).Timeline;
        banner.Render(p => p.Add(b => b.Timeline, timeline));
        Assert.Contains("Alert firing", banner.Find("p").TextContent, StringComparison.Ordinal);
        var firing = timeline.Last(e => e.Kind == IncidentEventKind.AlertFiring);
        banner.Render(p => p.Add(b => b.Timeline, [firing, firing with { Kind = IncidentEventKind.AlertResolved }]));
        Assert.Empty(banner.FindAll("p"));
    }

    [Fact]
    public async Task The_console_refuses_what_the_shop_refuses_and_keeps_the_line()
    {
        var trainee = await _bench.StartAsync();
        var console = await ShowAsync<ConsolePanel>(trainee);
        await console.Find("[data-testid=console-input]").ChangeAsync(new() { Value = "resize-pool connections=20 twice" });
        await console.Find(".console-line").SubmitAsync();
        Assert.Contains("“twice” is not an argument", console.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await console.Find("[data-testid=console-input]").ChangeAsync(new() { Value = "make-coffee" });
        await console.Find(".console-line").SubmitAsync();
        Assert.Contains("There is no command “make-coffee”", console.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("make-coffee", console.Find("[data-testid=console-input]").GetAttribute("value"));
    }

    [Fact]
    public async Task An_instructor_who_watches_has_no_button_that_acts()
    {
        var trainee = await _bench.StartAsync();
        var watcher = new Responder(_bench, await _bench.Portal.ActorAsync("demo-instructor"), trainee.RunId);
        Assert.All((await ShowAsync<ChaosPanel>(watcher)).FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.Empty((await ShowAsync<IncidentPanel>(watcher)).FindAll("button"));
        Assert.Empty((await ShowAsync<RunHeader>(watcher)).FindAll(".run-controls"));
    }

    [Fact]
    public async Task No_markup_tells_the_true_cause_before_the_end()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.SetSeverityAsync(Severity.P1)).Succeeded);
        var cause = await _bench.CauseAsync(trainee.RunId);
        var scenario = _bench.Get<RunScenarios>().Find(LabBench.Lab1)!;

        var now = await trainee.ViewAsync();
        string[] markup =
        [
            (await ShowAsync<IncidentPanel>(trainee)).Markup,
            (await ShowAsync<RunHeader>(trainee)).Markup,
            Render<BriefPanel>(p => p.Add(b => b.View, now).Add(b => b.Actor, trainee.Actor)).Markup,
        ];
        foreach (var tab in ShopTab.All)
        {
            markup = [.. markup, Render(await PanelAsync(trainee, tab)).Markup];
        }

        Assert.All(markup, html => Assert.DoesNotContain(cause.Explanation.Split('\n')[0], html, StringComparison.Ordinal));
        // No cause is mentioned anywhere, neither the true one nor another: there is no list of answers.
        foreach (var one in scenario.RootCauses)
        {
            Assert.All(markup, html => Assert.DoesNotContain(one.Title, html, StringComparison.Ordinal));
            Assert.All(markup, html => Assert.DoesNotContain(one.Id, html, StringComparison.Ordinal));
        }

        Assert.True((await trainee.FinishAsync()).Succeeded);
        var view = await trainee.ViewAsync();
        var after = Render<AfterActionView>(p => p.Add(a => a.View, view).Add(a => a.Actor, trainee.Actor));
        Assert.Contains(cause.Title, after.Find("[data-testid=truth]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Complaints_that_follow_each_other_do_not_bury_the_rest_of_the_timeline()
    {
        var complaint = new TimelineEntry(1, TimeSpan.Zero, default, IncidentEventKind.Complaint, "", "Slow!", "Customer");
        var list = Render<TimelineList>(p =>
            p.Add(l => l.NewestFirst, true)
                .Add(
                    l => l.Entries,
                    [
                        complaint,
                        complaint with
                        {
                            Number = 2,
                        },
                        complaint with
                        {
                            Number = 3,
                            Kind = IncidentEventKind.Acknowledged,
                        },
                        complaint with
                        {
                            Number = 4,
                        },
                    ]
                )
        );
        Assert.Equal(["Complaint", "Acknowledged", "Complaint"], list.FindAll("li").Select(li => li.GetAttribute("data-kind")));
        Assert.Contains("1 more complaint in a row", list.FindAll("li")[2].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roll-back", "roll-back", 0)]
    [InlineData("  resize-pool   connections=20 ", "resize-pool", 1)]
    [InlineData("resize-pool connections=20 connections=30", null, 0)]
    [InlineData("resize-pool 20", null, 0)]
    [InlineData("   ", null, 0)]
    public void A_console_line_is_a_name_and_arguments(string line, string? action, int arguments)
    {
        var parsed = ConsoleLine.Parse(line);
        Assert.Equal(action, parsed.ValueOrDefault?.Action);
        Assert.Equal(arguments, parsed.ValueOrDefault?.Arguments.Count ?? 0);
    }

    private async Task<IRenderedComponent<T>> ShowAsync<T>(Responder responder)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var (view, window) = await SeeAsync(responder);
        return Render<T>(p =>
        {
            p.TryAdd("View", view);
            p.TryAdd("Window", window);
            p.TryAdd("Actor", responder.Actor);
        });
    }

    private async Task<Action<ComponentParameterCollectionBuilder<ShopPanels>>> PanelAsync(Responder responder, ShopTab tab)
    {
        var (view, window) = await SeeAsync(responder);
        return p => p.Add(s => s.Tab, tab).Add(s => s.View, view).Add(s => s.Window, window).Add(s => s.Actor, responder.Actor);
    }

    private async Task<(RunView View, ShopWindow Window)> SeeAsync(Responder responder) =>
        (
            await responder.ViewAsync(),
            (
                await _bench.Get<OpenShopWindow>().RunAsync(responder.Actor, responder.RunId, Xunit.TestContext.Current.CancellationToken)
            ).Value
        );

    protected override void End() => _bench.Dispose();
}
