using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Browser.Runs;

/// <summary>A view on the screen counts as looked at after a while, not when its tab is clicked.</summary>
public sealed class LookTimeTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_view_counts_after_five_seconds_on_the_screen_and_not_before()
    {
        using var bench = new LabBench(time: new(TimeProvider.System.GetUtcNow()));
        var address = bench.Portal.StartOnKestrel();
        var trainee = await bench.StartAsync();
        var page = await browser.SignInAsync(address, "demo-trainee-1");
        await page.GotoAsync($"/runs/{trainee.RunId}?tab=logs");
        await page.GetByTestId("workspace").WaitForAsync();

        var seconds = 0;
        for (; seconds < 60 && !await HasLookedAsync(); seconds++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            // The circuit works in the background and says nothing when it has not looked.
            await page.WaitForTimeoutAsync(200);
        }

        Assert.InRange(seconds, 5, 59);
        await page.Context.CloseAsync();

        async Task<bool> HasLookedAsync() => (await bench.EventsAsync(trainee.RunId)).Any(e => e.Kind == IncidentEventKind.Looked);
    }
}
