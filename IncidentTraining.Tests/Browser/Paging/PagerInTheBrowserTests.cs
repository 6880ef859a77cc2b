using IncidentTraining.Core.Paging;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Paging;

/// <summary>Exercise 3 in real browsers: a page rings wherever its person is, is escalated, and is silenced by one tap.</summary>
public sealed class PagerInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    // Counts sounds and notifications: a headless browser has neither a loudspeaker nor a desktop.
    private const string Ears = """
        window.sounds = 0; window.notes = [];
        addEventListener('playing', () => window.sounds++, { capture: true });
        window.Notification = class { static permission = 'granted'; constructor(title, options) { window.notes.push(options.body); } };
        """;

    // The browser judges the sign-in's cookie by its own clock.
    private readonly LabBench _bench = new(time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
    private readonly List<IPage> _pages = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            await page.Context.CloseAsync();
        }

        _bench.Dispose();
    }

    [Fact]
    public async Task A_page_rings_on_every_screen_of_its_person_then_with_the_next_and_one_tap_ends_it_for_all()
    {
        var address = _bench.Portal.StartOnKestrel();
        var desk = await OpenAsync(address, "demo-trainee-1", "/on-call");
        var phone = await OpenAsync(
            address,
            "demo-trainee-1",
            "/labs",
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
            }
        );
        var facilitator = await OpenAsync(address, "demo-facilitator", "/live-board");
        await desk.GetByTestId("shift-window").FillAsync("1");
        await desk.GetByTestId("shift-escalate").FillAsync("2");
        await desk.GetByTestId("shift-take").ClickAsync();
        await Expect(desk.GetByTestId("shifts").Locator("li").First).ToHaveAttributeAsync("data-state", "Waiting");
        await desk.GetByText("Turn sound on").ClickAsync();
        await desk.WaitForFunctionAsync("() => window.sounds === 1");
        await Expect(desk.GetByTestId("pager")).ToBeHiddenAsync();

        await UntilPagedAsync();
        foreach (var screen in (IPage[])[desk, phone])
        {
            await Expect(screen.GetByTestId("pager-ack")).ToBeVisibleAsync();
            await Expect(screen.GetByTestId("pager").GetByRole(AriaRole.Alert)).ToContainTextAsync("limit");
            await screen.WaitForFunctionAsync("() => window.notes.length === 1");
        }

        await desk.WaitForFunctionAsync("() => window.sounds >= 2");
        Assert.Equal(0, await phone.EvaluateAsync<int>("window.sounds"));
        await Expect(facilitator.GetByTestId("pager")).ToBeHiddenAsync();
        await phone.GotoAsync("/documents");
        await Expect(phone.GetByTestId("pager-ack")).ToBeVisibleAsync();

        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        await _bench.Get<OnCallWatch>().LookAsync(Ct);
        await Expect(facilitator.GetByTestId("pager")).ToContainTextAsync("escalated");

        await phone.GetByTestId("pager-ack").ClickAsync();
        await phone.GetByTestId("workspace").WaitForAsync();
        await Expect(phone.GetByTestId("phase")).ToContainTextAsync("Acknowledgement");
        foreach (var screen in _pages)
        {
            await Expect(screen.GetByTestId("pager")).ToBeHiddenAsync();
        }
    }

    /// <summary>Lets time pass until the incident of the shift has paged someone.</summary>
    private async Task UntilPagedAsync()
    {
        var first = await _bench.Portal.ActorAsync("demo-trainee-1");
        for (var round = 0; round < 60 && (await _bench.Get<MyPages>().RunAsync(first, Ct)).Count == 0; round++)
        {
            // The portal's loops run every second; a coarser step would miss the margin before the end of the shift.
            _bench.Time.Advance(TimeSpan.FromSeconds(2));
            await _bench.Get<ShopHost>().StepAsync(Ct);
            await _bench.Get<OnCallWatch>().LookAsync(Ct);
        }

        Assert.Single(await _bench.Get<MyPages>().RunAsync(first, Ct));
    }

    private async Task<IPage> OpenAsync(Uri address, string userName, string path, BrowserNewContextOptions? options = null)
    {
        var page = await browser.SignInAsync(address, userName, options);
        _pages.Add(page);
        await page.AddInitScriptAsync(Ears);
        await page.GotoAsync(path);
        return page;
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
