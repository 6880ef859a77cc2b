using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>On a phone no page is wider than the screen, and the account is within reach.</summary>
public sealed class NarrowScreenTests(BrowserFixture browser) : IDisposable
{
    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData("demo-administrator", "/admin", "/audit", "/account")]
    [InlineData("demo-facilitator", "/desk", "/class", "/live-board", "/today")]
    [InlineData(
        "demo-instructor",
        "/reviews",
        "/reviews/documents",
        "/quiz/results",
        "/quiz/grading",
        "/labs/lab-5-full-incident-response/causes"
    )]
    [InlineData("demo-trainee-1", "/today", "/labs", "/documents", "/documents/new", "/quiz", "/on-call", "/account")]
    public async Task Nothing_sticks_out_of_a_phones_screen_and_the_account_opens(string userName, params string[] paths)
    {
        var page = await browser.SignInAsync(
            _portal.StartOnKestrel(),
            userName,
            new()
            {
                ViewportSize = new() { Width = 390, Height = 800 },
            }
        );
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            // On pages with a circuit, it re-renders the page and closes what was opened before.
            await page.WaitForFunctionAsync("() => document.querySelector('main').dataset.interactive !== 'false'");
            Assert.True(
                await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 390,
                $"{path} is wider than the screen."
            );
            var account = page.Locator(".top-bar > .menu:last-child > summary");
            await account.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeInViewportAsync();
            await account.ClickAsync();
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_timer_of_any_length_leaves_the_bar_within_a_phones_screen_and_shows_its_digits()
    {
        var page = await browser.SignInAsync(
            _portal.StartOnKestrel(),
            "demo-trainee-1",
            new()
            {
                ViewportSize = new() { Width = 390, Height = 800 },
            }
        );
        await page.GotoAsync("/today");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        var timer = page.GetByTestId("top-timer");
        await timer.Locator(".timer-digits").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        // The longest texts that the timer can have; an overrun of an hour and a half cannot be waited for.
        var edges = await timer.EvaluateAsync<double[]>(
            """
            timer => {
              timer.hidden = false;
              timer.querySelector('.timer-digits').textContent = '+99:59';
              const edges = [];
              for (const note of ['', 'Time is up · connection lost, trying again']) {
                timer.querySelector('.timer-note').textContent = note;
                const [whole, digits] = [timer, timer.querySelector('.timer-digits')].map(one => one.getBoundingClientRect());
                edges.push(document.documentElement.scrollWidth, whole.right - digits.right, digits.width - digits.height);
              }
              return edges;
            }
            """
        );
        foreach (var edge in edges.Chunk(3))
        {
            Assert.True(edge[0] <= 390, $"The page is {edge[0]} pixels wide.");
            Assert.True(edge[1] > 0 && edge[2] > 0, "The digits are cut off or broken into lines.");
        }

        await page.Context.CloseAsync();
    }
}
