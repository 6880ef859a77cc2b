using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>
/// A crew of three works on one incident from the first alert to the start of the review; each member sees what the others do without
/// reloading.
/// </summary>
[Collection(nameof(MachineToItself))]
public sealed class CrewInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private const int Pace = 30,
        MostTries = 200;

    // The cause whose repair must first be found in the queue: which of the jobs ends the workers.
    private readonly PortalFactory _portal = new() { Seed = LabBench.SeedOf(LabBench.Lab5, "erring-gateway-locked-table") };
    private readonly List<IPage> _pages = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            await page.Context.CloseAsync();
        }

        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task A_crew_of_three_takes_an_incident_from_its_first_alert_to_a_started_review()
    {
        var address = _portal.StartOnKestrel();
        var lab = await LabAsync();
        var commander = await SignInAsync(address, "demo-trainee-1");
        var speaker = await SignInAsync(address, "demo-trainee-2");
        var operations = await SignInAsync(address, "demo-trainee-3");

        await commander.GotoAsync("/labs");
        await commander.WaitForSelectorAsync("main[data-interactive=true]");
        var card = commander.Locator(".lab-card").Filter(new() { Has = commander.GetByTestId($"rehearse-{lab.PageId}") });
        await card.GetByText("Rehearse instead").ClickAsync();
        await card.GetByTestId($"pace-{lab.PageId}").SelectOptionAsync($"{Pace}");
        await card.GetByTestId($"rehearse-team-{lab.PageId}").CheckAsync();
        await card.GetByTestId($"rehearse-{lab.PageId}").ClickAsync();
        await commander.GetByTestId("workspace").WaitForAsync();
        var runId = Guid.Parse(new Uri(commander.Url).Segments[^1]);
        foreach (var page in (IPage[])[speaker, operations])
        {
            await page.GotoAsync("/labs");
            await page.GetByTestId($"join-{runId}").ClickAsync();
            await page.GetByTestId("workspace").WaitForAsync();
        }

        await commander.GetByTestId("side-crew").ClickAsync();
        await GiveAsync(commander, IncidentRole.Communications, "Thea Novak");
        await GiveAsync(commander, IncidentRole.Operations, "Tomoko Sato");
        await commander.GetByTestId("side-respond").ClickAsync();

        var scenario = _portal.Services.GetRequiredService<RunScenarios>().Find(lab.ScenarioId!)!;
        var experiment = scenario.Experiments.FirstOrDefault(e => !e.StartsOn);
        if (scenario.Steps[0].Actions.Contains("enable-experiment"))
        {
            await RunInConsoleAsync(operations, $"enable-experiment experiment={experiment!.Id}");
        }

        // The first alert rings for all three; one acknowledges it, and the others see who did.
        await Expect(speaker.GetByTestId("alert-banner").Locator("p").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await speaker.GetByTestId("ack").ClickAsync();
        await Expect(commander.GetByTestId("timeline")).ToContainTextAsync("Acknowledged the incident.");
        await commander.GetByTestId("severity-p1").CheckAsync();
        await commander.GetByTestId("severity-reason").FillAsync("Buying fails for many");
        await commander.GetByTestId("severity-set").ClickAsync();
        await Expect(operations.GetByTestId("severity")).ToContainTextAsync("P1");

        await speaker.GetByTestId("update-form").Locator("summary").ClickAsync();
        await speaker.GetByTestId("update-impact").SelectOptionAsync("Slow");
        await speaker.GetByTestId("update-text").FillAsync("Buying is slow. We are on it.");
        await speaker.GetByTestId("update-post").ClickAsync();
        await Expect(commander.GetByTestId("timeline")).ToContainTextAsync("Buying is slow. We are on it.");

        await operations.GetByTestId("side-channel").ClickAsync();
        await operations.GetByTestId("say").FillAsync("@Tariq I see it in the logs.");
        await operations.GetByTestId("say-send").ClickAsync();
        await commander.GetByTestId("side-channel").ClickAsync();
        await Expect(commander.Locator(".said.is-mine")).ToContainTextAsync("I see it in the logs.");

        var cause = await _portal.CauseOfAsync(runId);
        await commander.GetByTestId("side-respond").ClickAsync();
        await commander.DeclareAsync(cause);
        await commander.GetByTestId("cause-declare").ClickAsync();
        foreach (
            var on in scenario
                .Experiments.Where(e => e.StartsOn || e == experiment)
                .Where(_ => scenario.Steps[0].Actions.Contains("enable-experiment"))
        )
        {
            await RunInConsoleAsync(operations, $"disable-experiment experiment={on.Id}");
        }

        foreach (var line in await _portal.RepairLinesAsync(runId))
        {
            await RunInConsoleAsync(operations, line);
        }

        foreach (var line in await _portal.LinesOfSecondActAsync(runId))
        {
            await RunInConsoleAsync(operations, line);
        }

        await commander.Locator("[data-testid=recovery][data-resolved=true]").WaitForAsync(new() { Timeout = 120_000 });
        await commander.GetByTestId("verify").ClickAsync();
        await commander.GetByTestId("begin-review").ClickAsync();
        await commander.GetByTestId("begin").ClickAsync();
        await commander.GetByTestId("editor").WaitForAsync();
        Assert.Contains("acknowledged", await commander.GetByTestId("text-timeline").InputValueAsync(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<LabPage> LabAsync()
    {
        var scenarios = _portal.Services.GetRequiredService<RunScenarios>();
        await using var db = await _portal.OpenDatabaseAsync();
        var dayId = await db.Set<IncidentTraining.Core.People.Cohort>().Select(c => c.DayId).FirstAsync();
        // The last live lab of the day: Lab 5 if its scenario exists.
        return _portal
            .Services.GetRequiredService<LabCatalogue>()
            .Of(dayId)
            .Last(page => page.ScenarioId is { } id && scenarios.Find(id) is not null);
    }

    private static async Task GiveAsync(IPage page, IncidentRole role, string name)
    {
        await page.GetByTestId($"give-to-{role}").SelectOptionAsync(new SelectOptionValue { Label = name });
        await page.GetByTestId($"give-{role}").ClickAsync();
        await Expect(page.GetByTestId($"role-{role}")).ToContainTextAsync(name);
    }

    private static async Task RunInConsoleAsync(IPage page, string line)
    {
        await page.GetByTestId("tab-console").ClickAsync();
        var (input, answers) = (page.GetByTestId("console-input"), page.Locator("[data-testid=console-screen] .screen-entry"));
        await input.FillAsync(line);
        // A refused line stays: a responder who is still observing the effect of a risky action tries again.
        for (var tries = 1; tries <= MostTries; tries++)
        {
            var before = await answers.CountAsync();
            await page.GetByTestId("console-run").ClickAsync();
            await Expect(answers).ToHaveCountAsync(before + 1);
            if (await answers.Last.Locator("pre.is-bad").CountAsync() == 0)
            {
                break;
            }
        }

        await Expect(input).ToHaveValueAsync("");
    }

    private async Task<IPage> SignInAsync(Uri address, string userName)
    {
        var page = await browser.SignInAsync(address, userName);
        _pages.Add(page);
        return page;
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
