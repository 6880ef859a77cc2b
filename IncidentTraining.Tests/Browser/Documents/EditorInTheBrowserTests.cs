using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>The editor's own tools: merging, shortcuts, reordering, hints, and what it refuses.</summary>
public sealed class EditorInTheBrowserTests(BrowserFixture browser)
{
    private const string Author = "demo-trainee-1";
    private const string Summary = "[data-testid=text-summary]";
    private const string Impact = "[data-testid=text-impact]";

    [Fact]
    public async Task Two_tabs_that_write_in_different_places_keep_both_without_asking()
    {
        await using var portal = new PortalFactory();
        var first = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        var editor = await BeginAsync(first);
        await first.FillAsync(Summary, "Line one\nLine two\nLine three\n");
        await Saved(first).WaitForAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(editor);
        await second.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");

        await first.FillAsync(Summary, "Line one of the first\nLine two\nLine three\n");
        await first.FillAsync(Impact, "12 orders failed.");
        await Saved(first).WaitForAsync();
        await second.Locator(Summary).PressAsync("Control+End");
        await second.Locator(Summary).PressSequentiallyAsync("Line four of the second");
        await Saved(second).WaitForAsync();

        Assert.False(await second.Locator("[data-testid=conflict-bar]").IsVisibleAsync());
        Assert.Equal("Line one of the first\nLine two\nLine three\nLine four of the second", await second.InputValueAsync(Summary));
        Assert.Equal("12 orders failed.", await second.InputValueAsync(Impact));
        var stored = (await ReadAsync(portal, editor)).Body;
        Assert.Equal("Line one of the first\nLine two\nLine three\nLine four of the second", stored.Section("summary").Text);
        // The caret stayed where the person was writing.
        Assert.True(await second.EvalOnSelectorAsync<bool>(Summary, "area => area.selectionStart === area.value.length"));
        await first.Context.CloseAsync();
    }

    [Fact]
    public async Task Shortcuts_and_toolbar_format_plain_text_is_pasted_and_images_are_refused_with_a_word()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        await BeginAsync(page);
        await page.FillAsync(Summary, "loud");
        await page.Locator(Summary).SelectTextAsync();
        await page.Keyboard.PressAsync("Control+b");
        Assert.Equal("**loud**", await page.InputValueAsync(Summary));
        await page.Keyboard.PressAsync("Control+b");
        Assert.Equal("loud", await page.InputValueAsync(Summary));

        await page.FillAsync(Summary, "- first");
        await page.Locator(Summary).PressAsync("Control+End");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("second");
        Assert.Equal("- first\n- second", await page.InputValueAsync(Summary));

        // The toolbar's table is also a table in the preview.
        await page.Locator(Summary).PressAsync("Control+End");
        await page.Locator("[data-testid=toolbar-summary] [data-tool=table]").ClickAsync();
        Assert.Equal("- first\n- second\n\n| Column | Column |\n|---|---|\n|  |  |\n", await page.InputValueAsync(Summary));
        await page.Locator("[data-testid=preview-summary] table th").First.WaitForAsync();

        // Content copied from a web page is pasted as plain text.
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.EvaluateAsync(
            """
            () => navigator.clipboard.write([new ClipboardItem({
              "text/html": new Blob(["<h1 onclick='alert(1)'>Loud</h1>"], { type: "text/html" }),
              "text/plain": new Blob(["- first\n- second"], { type: "text/plain" }),
            })])
            """
        );
        await page.Locator(Summary).PressAsync("Control+a");
        await page.Keyboard.PressAsync("Control+v");
        Assert.Equal("- first\n- second", await page.InputValueAsync(Summary));

        await page.EvalOnSelectorAsync(
            Summary,
            """
            area => {
              const data = new DataTransfer();
              data.items.add(new File(["x"], "shot.png", { type: "image/png" }));
              area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """
        );
        await page.GetByText("Documents cannot contain images.").WaitForAsync();
        Assert.Equal("- first\n- second", await page.InputValueAsync(Summary));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Action_items_are_moved_by_keyboard_and_by_dragging_and_saved_in_their_new_order()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        var editor = await BeginAsync(page);
        foreach (var what in (string[])["Add A", "Add B", "Add C"])
        {
            await page.ClickAsync("[data-testid=add-action-item]");
            await page.Keyboard.TypeAsync(what);
        }

        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Saved(page).WaitForAsync();
        Assert.Equal(["Add A", "Add C", "Add B"], await StoredAsync());

        // All rows in view: if the page scrolls during the drag, the drop lands elsewhere.
        await page.SetViewportSizeAsync(1280, 2400);
        await page.RunAndWaitForResponseAsync(
            () => DragToTheTopAsync(page.Locator("[data-drag]").Nth(2)),
            answer => answer.Ok && answer.Url.EndsWith("/draft", StringComparison.Ordinal)
        );
        Assert.Equal(["Add B", "Add A", "Add C"], await StoredAsync());

        await page.Context.CloseAsync();

        async Task<IEnumerable<string>> StoredAsync() =>
            (await ReadAsync(portal, editor)).Body.Section("action-items").ActionItems.Select(item => item.What);

        // The number of moves that the browser needs to begin the drag, to enter the row and to report the position depends on the machine.
        async Task DragToTheTopAsync(ILocator handle)
        {
            const int MostMoves = 50;
            var first = page.Locator("[data-row]").First;
            await handle.HoverAsync();
            await page.Mouse.DownAsync();
            for (var move = 0; move < MostMoves && await first.GetAttributeAsync("data-dragged") is null; move++)
            {
                await first.HoverAsync(
                    new()
                    {
                        Position = new() { X = 20, Y = move % 2 == 0 ? 8 : 4 },
                    }
                );
            }

            await page.Mouse.UpAsync();
        }
    }

    [Fact]
    public async Task A_hint_stands_beside_the_text_and_is_set_aside_with_a_reason()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        await BeginAsync(page);
        await page.FillAsync(Summary, "It was human error.");
        var hint = page.Locator("[data-testid=findings-summary] [data-testid=finding-blame]");
        await hint.WaitForAsync();
        await hint.GetByText("Does not apply…").ClickAsync();
        await hint.Locator("[name=reason]").FillAsync("It is a quotation.");
        await page.Keyboard.PressAsync("Enter");
        await hint.GetByText("Dismissed: It is a quotation.").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("[data-testid=finding-blame]").GetByText("Dismissed: It is a quotation.").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_hundred_thousand_characters_pasted_arrive_and_too_many_are_refused_with_the_text_kept()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        var editor = await BeginAsync(page);
        var text = string.Concat(
            Enumerable
                .Range(0, 900)
                .Select(line =>
                    $"This is line {line:00000} of the impact, and it goes on for as long as a sentence does when people write in a hurry, {line}.\n"
                )
        );
        Assert.True(text.Length > 100_000);
        await page.FillAsync(Impact, text);
        await Saved(page).WaitForAsync();
        Assert.Equal(text, (await ReadAsync(portal, editor)).Body.Section("impact").Text);

        // If the text were typed twice at once, Chromium itself would be busy for half a minute.
        await page.EvalOnSelectorAsync(
            Impact,
            "area => { area.value += area.value; area.dispatchEvent(new InputEvent('input', { bubbles: true })); }"
        );
        await page.Locator("[data-testid=save-state][data-kind=problem]").GetByText("200 KB").WaitForAsync();
        Assert.Equal((text + text).Length, (await page.InputValueAsync(Impact)).Length);
        Assert.Contains("kept in this browser", await page.TextContentAsync("[data-testid=save-state]"));
        Assert.Equal(text, (await ReadAsync(portal, editor)).Body.Section("impact").Text);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_hundred_kilobytes_are_typed_in_without_the_page_standing_still()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        await BeginAsync(page);
        await page.FillAsync(Summary, string.Concat(Enumerable.Repeat("The queue grew and orders waited. ", 5_900)));
        await Saved(page).WaitForAsync();
        // The page's own time per key, without the browser's rendering of such a long text.
        var milliseconds = await page.EvalOnSelectorAsync<double>(
            Summary,
            """
            area => {
              const times = [];
              for (let key = 0; key < 20; key++) {
                area.setRangeText("x", area.value.length, area.value.length, "end");
                const began = performance.now();
                area.dispatchEvent(new InputEvent("input", { bubbles: true }));
                times.push(performance.now() - began);
              }
              return times.sort((one, other) => one - other)[10];
            }
            """
        );
        Assert.InRange(milliseconds, 0, 50);
        await page.Context.CloseAsync();
    }

    private static ILocator Saved(IPage page) => page.Locator("[data-testid=save-state][data-kind=saved]").GetByText("Saved");

    private static async Task<string> BeginAsync(IPage page)
    {
        await page.GotoAsync("/documents/new?kind=pir");
        await page.ClickAsync("[data-testid=begin]");
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task<DocumentView> ReadAsync(PortalFactory portal, string editor) =>
        (
            await portal
                .Services.GetRequiredService<ReadDocument>()
                .RunAsync(await portal.ActorAsync(Author), Guid.Parse(editor.Split('/')[^1]), TestContext.Current.CancellationToken)
        ).Value;
}
