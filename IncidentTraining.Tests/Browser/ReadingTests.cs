using Deque.AxeCore.Playwright;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>Reading in a real browser: by keyboard, with notes, on a first visit, and as slides.</summary>
public sealed class ReadingTests(BrowserFixture browser) : IAsyncDisposable
{
    private const string Day = "/learn/day-4-incident-response";
    private const string Lecture = $"{Day}/lecture-incident-response-principles";
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_first_visit_takes_at_most_60_KB_and_asks_no_other_host()
    {
        // As published: in development, the server rereads each file and does not compress it.
        _portal.Settings["ReloadStaticAssetsAtRuntime"] = "false";
        var address = _portal.StartOnKestrel();
        var signedIn = await browser.SignInAsync(address, "demo-trainee-1");
        var cookies = (await signedIn.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = address.ToString(),
        });
        foreach (var path in (string[])[Lecture, $"{Day}/08-rca-labs", $"{Day}/lab-2-payment-failure", $"{Day}/objectives"])
        {
            // A new window, which has loaded nothing from the sign-in page yet.
            await using var window = await browser.NewWindowAsync(address);
            await window.AddCookiesAsync(cookies);
            var page = await window.NewPageAsync();
            var requests = new List<IRequest>();
            page.RequestFinished += (_, request) => requests.Add(request);

            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

            var kinds = requests.Where(request => request.ResourceType is "document" or "stylesheet" or "script").ToList();
            var sizes = await Task.WhenAll(kinds.Select(request => request.SizesAsync()));
            var total = sizes.Sum(size => size.ResponseBodySize);
            Assert.Contains(kinds, request => request.Url.Contains("PageNotes", StringComparison.Ordinal));
            Assert.True(
                total is > 20_000 and <= 60 * 1024,
                $"{path}: {total} bytes\n{string.Join('\n', kinds.Zip(sizes).Select(pair => $"{pair.Second.ResponseBodySize} {pair.First.Url}"))}"
            );
            Assert.All(requests, request => Assert.Equal(address.Authority, new Uri(request.Url).Authority));
            TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {total} bytes");
        }
    }

    [Fact]
    public async Task What_has_the_focus_below_a_diagram_stays_in_the_window_when_the_diagram_is_drawn()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-1");
        var arrived = new TaskCompletionSource();
        await page.RouteAsync("**/mermaid.min.js", async route =>
        {
            await arrived.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(Lecture);
        var below = page.Locator(".diagram ~ * a, .diagram ~ h2 button, .diagram ~ h3 button").First;
        await below.FocusAsync();
        // At the lower edge, where whatever grows above it pushes it out.
        await below.EvaluateAsync("element => element.scrollIntoView({ block: 'end', behavior: 'instant' })");
        await page.Locator(".diagram.is-waiting").First.WaitForAsync();

        arrived.SetResult();
        await page.Locator(".diagram svg").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".diagram.is-waiting")).ToHaveCountAsync(0);
        await Assertions.Expect(below).ToBeFocusedAsync();
        await Assertions.Expect(below).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Everything_on_a_reading_page_can_be_done_by_keyboard()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-1");
        await page.GotoAsync(Lecture);

        // A term shows its explanation on focus, and hides it on Escape.
        var term = page.Locator("a.term").First;
        var tip = page.Locator("[role=tooltip]");
        await Assertions.Expect(tip).ToBeAttachedAsync();
        await term.FocusAsync();
        await Assertions.Expect(tip).ToHaveTextAsync((await term.GetAttributeAsync("data-term"))!);
        await Assertions.Expect(term).ToHaveAttributeAsync("aria-describedby", "term-tip");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tip).ToBeHiddenAsync();

        // A section is bookmarked, and the mark is still there after a reload.
        var flag = page.Locator(".heading-flag").First;
        await flag.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(flag).ToHaveAttributeAsync("aria-pressed", "true");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".heading-flag").First).ToHaveAttributeAsync("aria-pressed", "true");

        // "/" goes to the search, and a misspelt word finds results.
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("[data-search]").First).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("blamless");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".search-page [role=status]")).ToContainTextAsync("for “blameless”");

        // The sorting exercise by arrow keys.
        await page.GotoAsync($"{Day}/severity-levels");
        var item = page.Locator(".sort-item").First;
        await item.Locator("input").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(item.Locator(".sort-same")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(item.Locator(".sort-other")).ToBeVisibleAsync();

        // The sheet of keys, and switching them off.
        await page.Keyboard.PressAsync("?");
        await page.GetByLabel("Enable single-key shortcuts").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("[data-search]").First).Not.ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_passage_is_noted_and_an_own_answer_opens_the_model_answer()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-2");
        await page.GotoAsync($"{Day}/08-rca-labs");
        await Assertions.Expect(page.Locator(".heading-flag").First).ToBeVisibleAsync();
        await page.EvaluateAsync(
            "() => { const p = document.querySelector('article.prose > p'); const r = document.createRange(); r.selectNodeContents(p); getSelection().removeAllRanges(); getSelection().addRange(r); }"
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a note" }).ClickAsync();
        await page.GetByLabel("Only you can see this").FillAsync("The pressure is gone: remember that.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-note] [data-text]")).ToHaveTextAsync("The pressure is gone: remember that.");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-note] [data-quote]")).ToContainTextAsync("root cause analysis");
        Assert.Equal(1, await page.EvaluateAsync<int>("() => CSS.highlights.get('kept-passage').size"));

        var answer = page.Locator("#answer-rca-6");
        await answer.Locator("textarea").FillAsync("Too short.");
        await answer.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(answer.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write a little more");
        await answer
            .Locator("textarea")
            .FillAsync(
                "The recommendations take a place each; with more visitors they need more places than there are, and all else waits behind them."
            );
        await answer.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(answer.Locator("details.answer")).ToContainTextAsync("There are ten.");
        await page.ReloadAsync();
        await Assertions.Expect(answer.Locator("details.answer")).ToContainTextAsync("There are ten.");

        // Without its script the form would be submitted natively, and the text lost: it accepts no press before.
        await page.RouteAsync("**/js/reading/answers*.js", route => route.AbortAsync());
        await page.ReloadAsync();
        await Assertions.Expect(answer.GetByRole(AriaRole.Button)).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator("#answer-rca-7 details.answer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_check_asks_for_a_line_before_it_shows_its_answer()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-2");
        await page.GotoAsync($"{Day}/retrieval-afternoon");
        var check = page.Locator("details.check").First;
        var answer = check.Locator(".details-body");
        await Assertions.Expect(check.Locator("form")).ToBeAttachedAsync();
        await check.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var line = check.GetByLabel("Your answer in one line");
        await Assertions.Expect(line).ToBeVisibleAsync();
        await Assertions.Expect(answer).ToBeHiddenAsync();

        await line.FillAsync("   ");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(line).ToHaveValueAsync("");
        await Assertions.Expect(answer).ToBeHiddenAsync();

        await line.FillAsync("Who cannot do what, and how many");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(answer).ToBeVisibleAsync();
        await Assertions.Expect(answer).ToBeFocusedAsync();
        await Assertions.Expect(check).ToContainTextAsync("You wrote: Who cannot do what, and how many");
        await Assertions.Expect(page.Locator("details.check").Nth(1).Locator(".details-body")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Slides_go_by_arrow_keys_and_the_speakers_window_goes_along()
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = 1920, Height = 1080 },
        };
        var room = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-instructor", options);
        await room.GotoAsync($"{Lecture}/slides");
        var speaker = await room.Context.NewPageAsync();
        await speaker.GotoAsync($"{Lecture}/slides?speaker=true");
        await Assertions.Expect(room.Locator("[data-place]")).ToContainTextAsync("1 of ");

        await room.Keyboard.PressAsync("ArrowRight");
        await room.Keyboard.PressAsync("ArrowRight");

        await Assertions.Expect(room.Locator(".slide.is-current h2")).ToHaveTextAsync("The shop in figures");
        await Assertions.Expect(speaker.Locator(".slide.is-current h2")).ToHaveTextAsync("The shop in figures");
        await Assertions.Expect(speaker.Locator(".slide.is-current .slide-notes")).ToContainTextAsync("Timing");
        await Assertions.Expect(room.Locator(".slide.is-current .slide-notes")).ToBeHiddenAsync();

        // Legible from the last row: no slide needs letters smaller than 28 pixels, and none is cut off.
        var count = await room.Locator(".slide").CountAsync();
        await room.Keyboard.PressAsync("Home");
        for (var slide = 1; slide <= count; slide++)
        {
            var (size, isCut) = await MeasureAsync(room);
            Assert.True(size >= 28 && !isCut, $"slide {slide}: letters of {size} px, {(isCut ? "cut off" : "whole")}");
            await room.Keyboard.PressAsync("ArrowRight");
        }
    }

    [Fact]
    public async Task The_reading_pages_have_no_barriers_that_a_machine_can_find()
    {
        var address = _portal.StartOnKestrel();
        var barriers = new List<string>();
        await InspectAsync(
            await browser.SignInAsync(address, "demo-trainee-1"),
            $"{Day}/08-rca-labs",
            $"{Day}/07-incident-simulation-labs",
            $"{Day}/severity-levels",
            $"{Day}/glossary",
            $"{Lecture}/slides",
            $"{Day}/exercise-2-runbooks",
            $"{Day}/response-phases",
            "/notes",
            "/search?q=latencey"
        );
        await InspectAsync(await browser.SignInAsync(address, "demo-instructor"), $"{Day}/assessment", $"{Lecture}/slides?speaker=true");
        Assert.True(barriers.Count == 0, string.Join('\n', barriers));

        async Task InspectAsync(IPage page, params string[] paths)
        {
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                await page.WaitForFunctionAsync("() => document.title && !document.querySelector('main[data-interactive=false]')");
                foreach (var (colours, width) in new[] { (ColorScheme.Light, 1440), (ColorScheme.Dark, 390) })
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
                    await page.SetViewportSizeAsync(width, 900);
                    var found = await page.RunAxe(Axe.Options);
                    Assert.NotEmpty(found.Passes);
                    barriers.AddRange(
                        found
                            .Violations.Where(violation => violation.Impact is "serious" or "critical")
                            .SelectMany(violation =>
                                violation.Nodes.Take(3).Select(node => $"{path}, {colours} {width}: {violation.Id}: {node.Html}")
                            )
                    );
                }
            }
        }
    }

    private static async Task<(double Size, bool IsCut)> MeasureAsync(IPage page)
    {
        var measured = await page.EvaluateAsync<double[]>(
            """
            () => {
              const page = document.querySelector('.slide.is-current .slide-page');
              const texts = [...page.querySelectorAll('li, td, th, p, h2')].filter(part => part.getClientRects().length && !part.closest('.alt'));
              return [Math.min(...texts.map(part => parseFloat(getComputedStyle(part).fontSize))), page.scrollHeight > page.clientHeight + 2 ? 1 : 0];
            }
            """
        );
        return (measured[0], measured[1] > 0);
    }
}
