using IncidentTraining.Core.Crews;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>A facilitator makes the crews of a class: draws them, moves a person with the keyboard, and keeps them.</summary>
public sealed class CrewsInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Drawn_crews_count_after_they_are_kept_and_the_keyboard_stays_with_the_person_who_was_moved()
    {
        var address = _portal.StartOnKestrel();
        var cohort = await _portal.CohortIdAsync();
        var page = await browser.SignInAsync(address, "demo-facilitator");
        await page.GotoAsync($"/class/{cohort}/crews");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId("draw-crews").ClickAsync();
        await Assertions.Expect(page.GetByTestId("crews-preview")).ToContainTextAsync("These crews are not in effect yet.");
        await Assertions.Expect(page.GetByTestId("crew-1")).ToContainTextAsync("3 people");
        await page.GetByTestId("add-crew").ClickAsync();
        await Assertions.Expect(page.GetByTestId("crew-2")).ToContainTextAsync("0 people");

        var thea = page.GetByLabel("Crew of Thea Novak");
        await thea.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByTestId("crews-said")).ToHaveTextAsync("Thea Novak is now in crew 2.");
        await Assertions.Expect(page.GetByTestId("crew-2")).ToContainTextAsync("Thea Novak");
        await Assertions.Expect(thea).ToBeFocusedAsync();
        Assert.Empty((await BoardAsync(cohort)).Crews);

        await page.GetByTestId("keep-crews").ClickAsync();
        await Assertions.Expect(page.GetByTestId("crews-said")).ToContainTextAsync("The crews are saved.");
        await Assertions.Expect(page.GetByTestId("crews-now")).ToContainTextAsync("2 crews count for every lab");
        Assert.Equal([2, 1], (await BoardAsync(cohort)).Crews.Select(crew => crew.Count));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("crew-2")).ToContainTextAsync("Thea Novak");
        await page.Context.CloseAsync();
    }

    private async Task<CrewBoard> BoardAsync(Guid cohort) =>
        (
            await _portal.Services.GetRequiredService<FormCrews>().ReadAsync(await _portal.ActorAsync("demo-administrator"), cohort, Ct)
        ).Value;
}
