using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static IncidentTraining.Tests.Host.Schedule.Facilitating;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Schedule;

/// <summary>A trainee's home page next to the class's clock.</summary>
public sealed partial class TodayInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private const string ClassZone = "Asia/Tokyo";

    private readonly PortalFactory _portal = new();
    private IPage? _page;

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.Context.CloseAsync();
        }

        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Its_times_are_in_the_zone_of_the_class_wherever_the_browser_is()
    {
        var address = _portal.StartOnKestrel();
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            await db.Set<Cohort>()
                .ExecuteUpdateAsync(set => set.SetProperty(cohort => cohort.TimeZone, ClassZone), TestContext.Current.CancellationToken);
        }

        await using var network = new SlowNetwork(address);
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        _page = await browser.SignInAsync(network.Address, "demo-trainee-1", new() { TimezoneId = "America/New_York" });
        await _page.GotoAsync("/today");
        var deadline = (await desk.ActivityAsync(Lab1)).Deadline!.Value;
        await Expect(_page.Locator(".now-until")).ToHaveTextAsync($"until {InTokyo(deadline)}");

        network.Cut();
        await Expect(_page.GetByTestId("top-timer")).ToContainTextAsync(OfflineSince());
        var said = OfflineSince().Match((await _page.GetByTestId("top-timer").TextContentAsync())!).Groups[1].Value;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.Contains(said, (string[])[InTokyo(now), InTokyo(now.AddMinutes(-1))]);
    }

    [Fact]
    public async Task Its_column_follows_what_the_facilitator_does()
    {
        var address = _portal.StartOnKestrel();
        _page = await browser.SignInAsync(address, "demo-trainee-1");
        await _page.GotoAsync("/today");
        var desk = await OfAsync(_portal);
        var lab = _page.Locator($"[data-activity={Lab1}]");
        await Expect(lab).ToHaveAttributeAsync("data-state", "planned");

        await desk.StartAsync(Lab1);
        await Expect(lab.GetByText("On now")).ToBeVisibleAsync();
        await Expect(lab).ToHaveAttributeAsync("aria-current", "step");
        var following = _page.Locator("[data-state=next]");
        await Expect(following).ToHaveCountAsync(1);
        await Expect(following).ToContainTextAsync((await desk.DayAsync()).Next!.Title);
        await desk.PauseAsync(Lab1);
        await Expect(lab.GetByText("Paused")).ToBeVisibleAsync();
        await desk.FinishAsync(Lab1);
        await Expect(lab.GetByText("Finished")).ToBeVisibleAsync();
        Assert.Null(await lab.GetAttributeAsync("aria-current"));
        Assert.Equal(["Finished"], await lab.Locator(".badge:visible").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Its_text_is_set_like_that_of_a_reading_page()
    {
        _page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-1");
        await _page.GotoAsync("/today");
        await _page.Locator("main[data-interactive=true]").WaitForAsync();
        var working = await SettingAsync(_page);
        await _page.GotoAsync("/learn/day-4-incident-response");
        Assert.Equal(await SettingAsync(_page), working);
    }

    private static Task<string> SettingAsync(IPage page) =>
        page.EvaluateAsync<string>(
            "(style => [style.fontFamily, style.fontSize, style.lineHeight, style.letterSpacing].join())(getComputedStyle(document.body))"
        );

    private static string InTokyo(DateTime utc) =>
        TimeZoneInfo
            .ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(ClassZone))
            .ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"offline since (\d\d:\d\d)")]
    private static partial Regex OfflineSince();
}
