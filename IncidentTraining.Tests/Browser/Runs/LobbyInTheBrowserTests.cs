using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Runs;

/// <summary>Two people gather, choose roles, start together, and later hand the roles over, each in front of their own browser.</summary>
public sealed class LobbyInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private readonly LabBench _bench = new(time: new(TimeProvider.System.GetUtcNow()));
    private readonly List<IPage> _pages = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            await page.Context.CloseAsync();
        }

        _bench.Dispose();
    }

    [Fact]
    public async Task Two_people_gather_choose_roles_start_together_and_only_the_operations_lead_acts()
    {
        var address = _bench.Portal.StartOnKestrel();
        await _bench.ChooseRulesAsync(new CrewRules(CommanderActsInPairs: false, HandsOverHalfway: true));
        var (commander, operations) = (
            await OpenAsync(address, Gathering.Tariq, "/labs", 1280, 900),
            await OpenAsync(address, Gathering.Thea, "/labs", 390, 844)
        );
        await commander.GetByTestId($"gather-{LabBench.Lab1}").ClickAsync();
        await commander.GetByTestId("lobby").WaitForAsync();
        var lobby = new Uri(commander.Url).Segments[^1];
        await operations.GetByTestId($"join-lobby-{lobby}").ClickAsync();
        await operations.GetByTestId("choose-Operations").ClickAsync();
        Assert.True(await operations.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 390);
        await Expect(commander.GetByTestId("role-Operations")).ToContainTextAsync("Thea Novak");
        await commander.GetByTestId("choose-Commander").ClickAsync();
        await Expect(operations.GetByTestId("who-starts")).ToContainTextAsync("Tariq Aziz Khan starts");

        // The question names who is not ready, and disappears with the first press.
        await commander.GetByTestId("start-together").ClickAsync();
        await Expect(commander.GetByTestId("start-question")).ToContainTextAsync("Not ready: Thea Novak.");
        await Expect(commander.GetByTestId("start-not")).ToBeFocusedAsync();
        await operations.GetByTestId("ready").ClickAsync();
        await Expect(commander.GetByTestId("start-question")).Not.ToContainTextAsync("Thea Novak");
        await commander.GetByTestId("start-confirm").ClickAsync();
        await commander.GetByTestId("workspace").WaitForAsync();
        await operations.GetByTestId("workspace").WaitForAsync();
        Assert.Equal(new Uri(commander.Url).AbsolutePath, new Uri(operations.Url).AbsolutePath);

        var run = new Uri(commander.Url).AbsolutePath;
        await commander.GotoAsync($"{run}?tab=chaos");
        await operations.GotoAsync($"{run}?tab=chaos&panel=shop");
        await Expect(commander.GetByTestId("who-acts")).ToContainTextAsync("Thea Novak is the operations lead and acts on the shop.");
        await Expect(commander.GetByTestId($"switch-{LabBench.Chaos}")).ToBeDisabledAsync();
        await operations.GetByTestId($"switch-{LabBench.Chaos}").ClickAsync();
        await Expect(operations.Locator(".answer").First).Not.ToBeEmptyAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        await commander.ReloadAsync();
        await Expect(commander.GetByTestId($"experiment-{LabBench.Chaos}")).ToContainTextAsync("Switch off");

        // At half time one press rotates the roles, and the buttons follow.
        await _bench.LiveAsync(TimeSpan.FromMinutes(30));
        // A round skips a shop that a page is reading at that moment; the portal has the next round a second later.
        for (var round = 0; round < 60 && await operations.GetByTestId("rotation").CountAsync() == 0; round++)
        {
            // The read waits for the page's.
            await _bench.Get<ShopHost>().ReadAsync(Guid.Parse(run.Split('/')[^1]), shop => shop, TestContext.Current.CancellationToken);
            await _bench.LiveAsync(TimeSpan.FromSeconds(1));
        }

        await Expect(operations.GetByTestId("rotation")).ToContainTextAsync("Tariq Aziz Khan decides");
        await commander.GetByTestId("rotate").ClickAsync();
        await Expect(commander.GetByTestId("rotation")).ToHaveCountAsync(0);
        await Expect(operations.GetByTestId("who-acts")).ToContainTextAsync("Tariq Aziz Khan is the operations lead and acts on the shop");
        await Expect(commander.GetByTestId($"switch-{LabBench.Chaos}")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_closed_browser_is_away_and_holds_no_one_up()
    {
        var address = _bench.Portal.StartOnKestrel();
        var lobby = await new Gathering(_bench).LobbyAsync(Gathering.Tomoko);
        var (first, second) = (
            await OpenAsync(address, Gathering.Tariq, $"/lobbies/{lobby}", 1280, 900),
            await OpenAsync(address, Gathering.Thea, $"/lobbies/{lobby}", 1280, 900)
        );
        await first.GetByTestId("join-lobby").ClickAsync();
        await second.GetByTestId("join-lobby").ClickAsync();
        await second.GetByTestId("choose-Commander").ClickAsync();
        await Expect(first.GetByTestId("who-starts")).ToContainTextAsync("Thea Novak starts");
        await second.GotoAsync("/today");
        await Expect(first.GetByTestId("lobby-people").Locator("li", new() { HasText = "Thea Novak" })).ToContainTextAsync("away");
        await first.GetByTestId("start-together").ClickAsync();
        await Expect(first.GetByTestId("start-question")).ToContainTextAsync("Away: Thea Novak.");
        await first.GetByTestId("start-confirm").ClickAsync();
        await first.GetByTestId("workspace").WaitForAsync();

        await second.GoBackAsync();
        await second.GetByTestId("join-run").ClickAsync();
        await second.GetByTestId("workspace").WaitForAsync();
    }

    private async Task<IPage> OpenAsync(Uri address, string userName, string path, int width, int height)
    {
        var page = await browser.SignInAsync(
            address,
            userName,
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        _pages.Add(page);
        await page.GotoAsync(path);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        return page;
    }
}
