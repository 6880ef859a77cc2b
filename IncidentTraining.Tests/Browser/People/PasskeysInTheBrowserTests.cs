using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>Passkeys from a real browser, with Chromium's virtual authenticator.</summary>
public sealed class PasskeysInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_passkey_is_added_signs_in_without_a_name_and_after_its_removal_no_more()
    {
        var page = await OpenAsync("demo-trainee-1");
        await AddAsync(page, "Test phone");
        await Assertions.Expect(page.GetByTestId("passkey-list")).ToContainTextAsync("Test phone");
        await SignOutAsync(page);

        await page.GetByTestId("passkey-sign-in").ClickAsync();
        await page.WaitForURLAsync("**/today");
        await Assertions.Expect(page.Locator(".menu-name")).ToHaveTextAsync("Tariq Aziz Khan");
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            // The first sign-in was by one click.
            Assert.Equal(
                ["", "passkey"],
                (
                    await db.Set<AuditEntry>()
                        .Where(entry => entry.Action == AuditAction.SignedIn)
                        .OrderBy(entry => entry.Id)
                        .ToListAsync(Ct)
                ).Select(entry => entry.Note)
            );
        }

        await page.GotoAsync("/account");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("passkey-list")).ToContainTextAsync("last used");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey Test phone" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("passkey-done")).ToContainTextAsync("is removed");
        await SignOutAsync(page);
        await page.GetByTestId("passkey-sign-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("passkey-said")).ToContainTextAsync("cannot sign in here");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_passkey_of_a_disabled_person_is_refused()
    {
        var page = await OpenAsync("demo-trainee-1");
        await AddAsync(page, "Test phone");
        await SignOutAsync(page);
        var tariq = (await _portal.ActorAsync("demo-trainee-1")).PersonId;
        await _portal
            .Services.GetRequiredService<EndAccess>()
            .DisableAsync(await _portal.ActorAsync("demo-administrator"), await _portal.CohortIdAsync(), tariq, disabled: true, Ct);
        await page.GetByTestId("passkey-sign-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("passkey-said")).ToContainTextAsync("the account is disabled");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_answer_counts_once_only_for_its_own_challenge_and_only_from_the_own_site()
    {
        var page = await OpenAsync("demo-trainee-1");
        await AddAsync(page, "Test phone");
        await SignOutAsync(page);
        var first = await AnswerAsync(page);

        // Signed by the device for the first challenge, so it is not valid for a second one.
        var second = await AnswerAsync(page);
        Assert.Equal(403, await SendAsync(page, second.Challenge, first.Credential));
        // The right response, sent from a page of another site.
        var third = await AnswerAsync(page);
        var elsewhere = await page.APIRequest.PostAsync(
            "/sign-in/passkey",
            new()
            {
                Headers = new Dictionary<string, string>
                {
                    ["Origin"] = "https://portal.example.net",
                    ["X-CSRF-TOKEN"] = await page.Locator("input[name=__RequestVerificationToken]").First.InputValueAsync(),
                },
                DataObject = new { challenge = third.Challenge, credential = third.Credential },
            }
        );
        Assert.Equal(403, elsewhere.Status);
        Assert.Contains("cannot sign in here", await elsewhere.TextAsync(), StringComparison.Ordinal);
        // The right response signs in, but only once.
        Assert.Equal(200, await SendAsync(page, first.Challenge, first.Credential));
        await page.GotoAsync("/sign-in");
        Assert.Equal(409, await SendAsync(page, first.Challenge, first.Credential));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string userName)
    {
        // A device stores passkeys for host names, not for addresses of the form 127.0.0.1.
        var address = new UriBuilder(_portal.StartOnKestrel()) { Host = "localhost" }.Uri;
        var page = await browser.SignInAsync(address, userName);
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        await page.GotoAsync("/account");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        return page;
    }

    private static async Task AddAsync(IPage page, string name)
    {
        await page.GetByTestId("passkey-name").FillAsync(name);
        await page.GetByTestId("add-passkey").ClickAsync();
        await Assertions.Expect(page.GetByTestId("passkey-said")).ToHaveTextAsync("The passkey is added.");
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator("details.menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GetByTestId("passkey-sign-in").WaitForAsync();
        // Without the return path to the previous page.
        await page.GotoAsync("/sign-in");
        await page.GetByTestId("passkey-sign-in").WaitForAsync();
    }

    /// <summary>What the browser would send: the device has signed a challenge, and nothing was sent yet.</summary>
    private static async Task<(string Challenge, string Credential)> AnswerAsync(IPage page)
    {
        var answer = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const headers = { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': document.querySelector('input[name=__RequestVerificationToken]').value };
              const { challenge, options } = await (await fetch('/sign-in/passkey/begin', { method: 'POST', headers, body: '{}' })).json();
              const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
              return [challenge, JSON.stringify(credential)];
            }
            """
        );
        return (answer[0], answer[1]);
    }

    private static Task<int> SendAsync(IPage page, string challenge, string credential) =>
        page.EvaluateAsync<int>(
            """
            async ([challenge, credential]) => (await fetch('/sign-in/passkey', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': document.querySelector('input[name=__RequestVerificationToken]').value },
              body: JSON.stringify({ challenge, credential }),
            })).status
            """,
            new[] { challenge, credential }
        );
}
