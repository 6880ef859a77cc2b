using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>A provider's button in a browser, which checks each redirect after a form against the page's policy.</summary>
public sealed class ProviderInTheBrowserTests(BrowserFixture browser)
{
    [Fact]
    public async Task The_button_leads_to_the_provider_and_back_and_signing_out_offers_the_way_there()
    {
        await using var bench = await ProviderBench.StartAsync();
        bench.NextPerson("trainees");
        await using var window = await browser.NewWindowAsync(bench.Address);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Contoso" }).ClickAsync();
        await page.WaitForURLAsync("**/today");
        // The circuit re-renders the page and closes what was opened before.
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        await page.ClickAsync(".top-bar > .menu:last-child > summary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out at Contoso" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Contoso" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("signed-out")).ToHaveCountAsync(0);
        Assert.Single(bench.Provider.SignedOut);

        bench.Provider.Denies = true;
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Contoso" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("provider-result")).ToContainTextAsync("cancelled");
    }
}
