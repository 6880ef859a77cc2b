using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Workspace;

/// <summary>Pointer gestures in a chart of the workspace.</summary>
internal static class ChartGestures
{
    /// <summary>Draws over the second quarter of the latency chart. Hovering scrolls to it and waits until it no longer moves: an alert
    /// that fires moves it.</summary>
    public static async Task DrawRangeAsync(this IPage page)
    {
        var area = page.Locator("[data-chart=latency] .u-over");
        await area.HoverAsync();
        var width = (await area.BoundingBoxAsync())!.Width;
        await area.HoverAsync(
            new()
            {
                Position = new() { X = width / 4, Y = 20 },
            }
        );
        await page.Mouse.DownAsync();
        await area.HoverAsync(
            new()
            {
                Position = new() { X = width * 3 / 8, Y = 20 },
            }
        );
        await area.HoverAsync(
            new()
            {
                Position = new() { X = width / 2, Y = 20 },
            }
        );
        await page.Mouse.UpAsync();
    }
}
