using Deque.AxeCore.Playwright;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>The meter next to a new passphrase, as a person sees and hears it.</summary>
public sealed class StrengthMeterTests(BrowserFixture browser) : IAsyncDisposable
{
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_meter_follows_the_typing_on_a_page_without_a_circuit_and_a_weak_passphrase_does_not_get_in()
    {
        await using var window = await browser.NewWindowAsync(_portal.StartOnKestrel());
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/join?code={await CodeAsync()}");
        var (bar, words) = (
            page.GetByRole(AriaRole.Meter, new() { Name = "Strength" }),
            page.GetByTestId("strength").GetByRole(AriaRole.Status)
        );
        await Assertions.Expect(words).ToHaveAttributeAsync("aria-live", "polite");
        await Assertions.Expect(bar).ToHaveCountAsync(0);

        await page.GetByLabel("Your name").FillAsync("Nadia Petrovska");
        await page.GetByLabel("Passphrase").PressSequentiallyAsync("petrovska 12");
        await Assertions.Expect(words).ToContainTextAsync("do not count");
        await Assertions.Expect(bar).ToHaveAttributeAsync("aria-valuenow", "0");
        Assert.Empty((await page.RunAxe(Axe.Options)).Violations.Select(violation => violation.Id));
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too easy to guess");

        await page.GetByLabel("Passphrase").PressSequentiallyAsync("quiet amber lantern");
        await Assertions.Expect(words).ToHaveTextAsync("Good.");
        await Assertions.Expect(bar).ToHaveAttributeAsync("aria-valuetext", "Good.");
        await page.GetByLabel("Passphrase").FillAsync("");
        await Assertions.Expect(words).ToHaveTextAsync("");
        await page.GetByLabel("Passphrase").FillAsync("quiet amber lantern");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await page.WaitForURLAsync("**/today");
    }

    [Fact]
    public async Task The_meter_is_on_a_working_page_too_and_is_empty_after_the_change()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-instructor");
        await page.GotoAsync("/account");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId("new-passphrase").FillAsync("Ines Moreau 1");
        var words = page.GetByTestId("strength").GetByRole(AriaRole.Status);
        await Assertions.Expect(words).ToContainTextAsync("do not count");
        await page.GetByTestId("new-passphrase").FillAsync("quiet amber lantern");
        await Assertions.Expect(words).ToHaveTextAsync("Good.");
        await page.GetByTestId("change-passphrase").ClickAsync();
        await Assertions.Expect(page.GetByTestId("account-done")).ToContainTextAsync("passphrase is changed");
        await Assertions.Expect(page.GetByTestId("strength").Locator("p")).ToHaveTextAsync("");
        await page.Context.CloseAsync();
    }

    /// <summary>The change ends the person's other sessions; the page that made it must keep its message.</summary>
    [Fact]
    public async Task What_a_person_changed_on_their_own_account_is_said_on_the_page()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-1");
        await page.GotoAsync("/account");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        var other = await browser.SignInAsync(new Uri(new Uri(page.Url), "/"), "demo-trainee-1");
        await page.ReloadAsync();
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId("end-session").ClickAsync();
        await Assertions.Expect(page.GetByTestId("account-done")).ToContainTextAsync("That session is signed out.");
        await Assertions.Expect(page.GetByTestId("end-session")).ToHaveCountAsync(0);

        await page.GetByTestId("own-name").FillAsync("Tariq A. Khan");
        await page.GetByTestId("change-name").ClickAsync();
        await Assertions.Expect(page.GetByTestId("account-done")).ToContainTextAsync("Your name is changed");
        await Assertions.Expect(page.Locator(".menu-name")).ToHaveTextAsync("Tariq A. Khan");
        await other.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    private async Task<string> CodeAsync() =>
        (
            await _portal
                .Services.GetRequiredService<ClassList>()
                .OneAsync(
                    await _portal.ActorAsync("demo-administrator"),
                    await _portal.CohortIdAsync(),
                    TestContext.Current.CancellationToken
                )
        ).Value.JoinCode.ToString();
}
