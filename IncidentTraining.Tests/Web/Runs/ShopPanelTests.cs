using Bunit;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Runs.Panels;
using IncidentTraining.Web.Features.Runs.Panels.Console;
using IncidentTraining.Web.Features.Runs.Panels.Logs;
using IncidentTraining.Web.Features.Runs.Panels.Traces;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The views of the shop with a real run.</summary>
public sealed class ShopPanelTests : PageTest
{
    private readonly LabBench _bench = new();

    public ShopPanelTests()
    {
        Services.AddSingleton(_bench.Get<LiveEvents>());
        Services.AddSingleton<TimeProvider>(_bench.Time);
        Services.AddSingleton(new PublicAddress(new Uri("https://training.example")));
        foreach (
            var type in (Type[])
                [
                    typeof(ApplyAction),
                    typeof(PinEvidence),
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
    public async Task A_hidden_tab_reads_nothing_and_is_up_to_date_when_it_is_seen_again()
    {
        var trainee = await _bench.StartAsync();
        var panel = await ShowAsync<DatabasePanel>(trainee);
        var renders = panel.RenderCount;
        var tab = Services.GetRequiredService<BrowserTab>();
        await panel.InvokeAsync(() => tab.Set(hidden: true));
        Assert.True((await trainee.ActAsync("resize-pool", ("connections", "31"))).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        await panel.InvokeAsync(() => { });
        Assert.Equal(renders, panel.RenderCount);
        Assert.Equal("20", panel.Find("[data-testid=pool-size]").TextContent);
        await panel.InvokeAsync(() => tab.Set(hidden: false));
        panel.WaitForAssertion(() => Assert.Equal("31", panel.Find("[data-testid=pool-size]").TextContent));
    }

    [Fact]
    public async Task The_dashboard_sends_each_second_once()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        var script = JSInterop.SetupModule("./Features/Runs/Parts/ShopChartGrid.razor.js");
        script.Mode = JSRuntimeMode.Loose;
        script.SetupVoid("create", _ => true).SetVoidResult();
        var panel = await ShowAsync<DashboardPanel>(trainee);
        await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        panel.WaitForAssertion(() => Assert.Equal(2, script.Invocations["append"].Count));
        var (first, second) = (script.Invocations["append"][0], script.Invocations["append"][1]);
        Assert.Equal((int)first.Arguments[1]! + (int)first.Arguments[2]!, second.Arguments[1]);
        Assert.InRange((int)second.Arguments[2]!, 1, 6);
    }

    [Fact]
    public async Task Logs_are_filtered_held_and_followed_again()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        var panel = await ShowAsync<LogsPanel>(trainee);
        Assert.Contains("Following", panel.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(panel.FindAll("[role=option]"));
        await panel.Find("[data-testid=log-service]").ChangeAsync(new ChangeEventArgs { Value = "platform" });
        Assert.True((await trainee.ActAsync("resize-pool", ("connections", "30"))).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        panel.WaitForAssertion(() => Assert.Contains("resize-pool", panel.Find("[role=option]").TextContent, StringComparison.Ordinal));
        Assert.All(panel.FindAll(".log-service"), service => Assert.Equal("platform", service.TextContent));

        await panel.Find("[role=option]").ClickAsync(new());
        Assert.Contains("Held", panel.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);
        Assert.Contains("resize-pool", panel.Find("[data-testid=log-detail]").TextContent, StringComparison.Ordinal);
        Assert.True((await trainee.ActAsync("shed-traffic", ("percent", "10"))).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        panel.WaitForAssertion(() => Assert.Contains("newer", panel.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal));
        await panel.Find("[data-testid=log-pause]").ClickAsync(new());
        panel.WaitForAssertion(() =>
            Assert.Contains("Following", panel.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_console_looks_acts_and_helps()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        var console = await ShowAsync<ConsolePanel>(trainee);
        await TypeAsync(console, "health");
        Assert.Contains("GET /api/health/ready → 200", console.Find("[data-testid=console-screen]").TextContent, StringComparison.Ordinal);
        await TypeAsync(console, "help resize-pool");
        Assert.Contains("resize-pool connections=…", console.Find("[data-testid=console-screen]").TextContent, StringComparison.Ordinal);
        await TypeAsync(console, "resize-pool connections=24");
        Assert.Contains("24", console.FindAll(".screen-entry")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal(new("resize-pool ", IsNew: true), await console.InvokeAsync(() => console.Instance.CompleteAsync("resize-p")));
        await TypeAsync(console, "kubectl get pods");
        Assert.Contains("There is no command “kubectl”", console.FindAll(".screen-entry")[^1].TextContent, StringComparison.Ordinal);

        // A person who returns from another view finds it again; another run's console has its own screen.
        console = await ShowAsync<ConsolePanel>(trainee);
        Assert.Equal(["health", "help resize-pool", "resize-pool connections=24", "kubectl get pods"], Lines(console));
        Assert.Empty(Lines(await ShowAsync<ConsolePanel>(await _bench.StartAsync("demo-trainee-2"))));
        await TypeAsync(console, "clear");
        Assert.Empty(console.FindAll(".screen-entry"));
    }

    [Fact]
    public async Task The_address_for_ones_own_tools_is_shown_once_and_can_be_ended()
    {
        var trainee = await _bench.StartAsync();
        var view = await trainee.ViewAsync();
        IRenderedComponent<ToolsPanel> Show() => Render<ToolsPanel>(p => p.Add(t => t.View, view).Add(t => t.Actor, trainee.Actor));
        var tools = Show();
        Assert.Empty(tools.FindAll("[data-testid=shop-address]"));
        await tools.Find("[data-testid=make-address]").ClickAsync(new());
        var address = tools.Find("[data-testid=shop-address]").GetAttribute("value");
        Assert.Matches("^https://training.example/shop/[A-Za-z0-9_-]{22}$", address);
        var again = Show();
        Assert.Empty(again.FindAll("[data-testid=shop-address]"));
        await again.Find("[data-testid=revoke-address]").ClickAsync(new());
        Assert.Null(
            (await _bench.Get<GetShopAddress>().RunAsync(trainee.Actor, trainee.RunId, Xunit.TestContext.Current.CancellationToken)).Value
        );
    }

    [Fact]
    public void A_span_stands_at_its_place_and_says_so_in_words()
    {
        var trace = new ShopTrace(
            "00000000000000ab",
            TimeSpan.FromSeconds(61),
            "POST /api/payments",
            502,
            200,
            "api-1",
            [new("checkout", "api", 0, 200, false, ""), new("charge", "gateway", 50, 100, true, "gateway_timeout")]
        );
        var waterfall = Render<Waterfall>(p => p.Add(w => w.Trace, trace).Add(w => w.LogsAddress, "/x"));
        Assert.Equal("left:25%;width:max(2px,50%)", waterfall.FindAll(".span-bar")[1].GetAttribute("style"));
        Assert.Contains("starts after 50 ms", waterfall.Markup, StringComparison.Ordinal);
        Assert.Contains("failed", waterfall.Find(".is-failed").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_change_of_the_shop_is_shown_with_its_diff()
    {
        var trainee = await _bench.StartAsync();
        var panel = await ShowAsync<ChangesPanel>(trainee);
        Assert.NotEmpty(panel.FindAll("[data-testid=diff] .diff-added"));
        Assert.Contains(panel.FindAll("[data-testid=diff] a"), link =>
            link.GetAttribute("href")!.Contains("tab=source", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Queue_payments_status_and_traces_are_shown_from_the_shop()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(70));
        Assert.NotEmpty((await ShowAsync<WorkPanel>(trainee)).FindAll("[data-testid=workers] tbody tr"));
        Assert.NotEmpty((await ShowAsync<PaymentsPanel>(trainee)).FindAll("[data-testid=payment-outcomes] tbody tr"));
        Assert.NotEmpty((await ShowAsync<StatusPanel>(trainee)).FindAll("[data-testid=network] tbody tr"));
        Assert.NotEmpty((await ShowAsync<TracesPanel>(trainee)).FindAll(".traces tbody tr"));
        Assert.NotEmpty((await ShowAsync<DatabasePanel>(trainee)).FindAll("[data-testid=indexes] li"));
    }

    protected override void End() => _bench.Dispose();

    private static IEnumerable<string> Lines(IRenderedComponent<ConsolePanel> console) =>
        console.FindAll(".screen-entry code").Select(line => line.TextContent);

    private static async Task TypeAsync(IRenderedComponent<ConsolePanel> console, string line)
    {
        await console.Find("[data-testid=console-input]").ChangeAsync(new ChangeEventArgs { Value = line });
        await console.Find(".console-line").SubmitAsync();
    }

    private async Task<IRenderedComponent<T>> ShowAsync<T>(Responder responder)
        where T : IComponent
    {
        var view = await responder.ViewAsync();
        var window = (
            await _bench.Get<OpenShopWindow>().RunAsync(responder.Actor, responder.RunId, Xunit.TestContext.Current.CancellationToken)
        ).Value;
        return Render<T>(p =>
        {
            p.TryAdd(nameof(ShopPanel<object>.View), view);
            p.TryAdd(nameof(ShopPanel<object>.Window), window);
            p.TryAdd(nameof(ShopPanel<object>.Actor), responder.Actor);
        });
    }
}
