using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Runs;

/// <summary>An action of the replay's time axis is chosen and moved with the keyboard alone.</summary>
public sealed class WhatIfOnTheAxisTests(BrowserFixture browser)
{
    [Fact]
    public async Task An_action_is_moved_with_the_arrow_keys_and_the_other_course_is_drawn_beside_this_one()
    {
        using var bench = new LabBench(time: new(TimeProvider.System.GetUtcNow()), seed: LabBench.SeedOf(LabBench.Lab4, "locked-table"));
        var address = bench.Portal.StartOnKestrel();
        var trainee = await bench.StartAsync(lab: LabBench.Lab4);
        await bench.LiveAsync(await bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(5));
        await trainee.RepairAsync();
        var acting = await trainee.ViewAsync();
        // The slider goes by whole seconds.
        var (clock, moved) = (acting.ShopClock, TimeSpan.FromSeconds(Math.Floor(acting.Clock.Now.TotalSeconds) - 30));
        await bench.LiveAsync(TimeSpan.FromMinutes(5));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var page = await browser.SignInAsync(address, "demo-trainee-1");
        await page.GotoAsync($"/runs/{trainee.RunId}/replay");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        var mark = page.Locator("[data-testid^=action-mark-]").First;
        await mark.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var slide = page.GetByTestId("what-if-slide");
        await slide.FocusAsync();
        for (var presses = 0; presses < 30; presses++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await Assertions.Expect(page.GetByTestId("what-if-time")).ToHaveValueAsync(clock.Time(moved));
        await page.GetByTestId("what-if-move").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByTestId("what-if-answer"))
            .ToContainTextAsync($"At {clock.Time(moved)} instead of", new() { Timeout = 60000 });
        var (axis, drawn) = (
            await page.GetByTestId("replay-slider").BoundingBoxAsync(),
            await page.Locator("[data-testid=what-if-lines] svg").First.BoundingBoxAsync()
        );
        Assert.InRange(drawn!.X - axis!.X, 0, 16);
        Assert.InRange(axis.X + axis.Width - drawn.X - drawn.Width, 0, 16);
        await page.GetByTestId("what-if-leave-out").ClickAsync();
        await Assertions.Expect(page.GetByTestId("what-if-answer")).ToContainTextAsync("Without it", new() { Timeout = 60000 });
        await page.Context.CloseAsync();
    }
}
