using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>A staff member switches the second factor on, stores the recovery codes, and signs in with one.</summary>
public sealed class SecondFactorInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private const string Name = "Ingrid Holm";
    private const string Passphrase = "quiet amber lantern";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task It_is_switched_on_with_the_passphrase_and_a_recovery_code_signs_in_once()
    {
        var address = _portal.StartOnKestrel();
        Assert.True(
            (
                await _portal
                    .Services.GetRequiredService<AddStaff>()
                    .RunAsync(
                        await _portal.ActorAsync("demo-administrator"),
                        new(await _portal.CohortIdAsync(), Name, Passphrase, ClassRole.Instructor),
                        Ct
                    )
            ).Succeeded
        );
        await using var window = await browser.NewWindowAsync(address);
        var page = await window.NewPageAsync();
        await PassphraseAsync(page);
        await Assertions.Expect(page.Locator(".menu-name")).ToHaveTextAsync(Name);

        await page.GotoAsync("/account");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId("begin-factor").ClickAsync();
        await Assertions
            .Expect(page.GetByTestId("second-factor").GetByRole(AriaRole.Alert))
            .ToContainTextAsync("not your current passphrase");
        await page.GetByTestId("factor-begin-passphrase").FillAsync(Passphrase);
        await page.GetByTestId("begin-factor").ClickAsync();
        var secret = await page.GetByTestId("factor-secret").InnerTextAsync();
        await page.GetByTestId("factor-code").FillAsync(new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp());
        await page.GetByTestId("confirm-factor").ClickAsync();
        var codes = page.GetByTestId("recovery-codes").Locator("li");
        await Assertions.Expect(codes).ToHaveCountAsync(10);
        var code = await codes.First.InnerTextAsync();
        await page.GetByTestId("codes-kept").ClickAsync();
        await Assertions.Expect(page.GetByTestId("second-factor")).ToContainTextAsync("10 recovery codes are left");

        await SignOutAsync(page);
        await PassphraseAsync(page);
        await Assertions.Expect(page.GetByTestId("first-step")).ToContainTextAsync("Your passphrase is correct.");
        await CodeAsync(page, code);
        await Assertions.Expect(page.Locator(".menu-name")).ToHaveTextAsync(Name);
        await page.GotoAsync("/account");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("second-factor")).ToContainTextAsync("9 recovery codes are left");

        await SignOutAsync(page);
        await PassphraseAsync(page);
        await CodeAsync(page, code);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is not valid");
    }

    private static async Task PassphraseAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("input[name='Form.Name']").FillAsync(Name);
        await page.Locator("input[name='Form.Passphrase']").FillAsync(Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task CodeAsync(IPage page, string code)
    {
        await page.Locator("input[name='Form.Code']").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator("details.menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Sign in" })).ToBeVisibleAsync();
    }
}
