using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>Paper is white: browsers print no backgrounds, so every printed word must be readable without its own.</summary>
public sealed class PrintTests(BrowserFixture browser) : IDisposable
{
    private const string Day = "/learn/day-4-incident-response";
    private readonly Writing _writing = new();
    private readonly List<string> _faults = [];

    public void Dispose() => _writing.Dispose();

    [Theory]
    [InlineData("dark", ColorScheme.Light)]
    [InlineData("system", ColorScheme.Dark)]
    public async Task Whatever_the_theme_every_printed_word_is_readable_on_white_and_no_button_is_printed(string theme, ColorScheme system)
    {
        var address = _writing.Factory.StartOnKestrel();
        var document = await _writing.SubmittedAsync();
        var actor = await _writing.ActorAsync();
        var run = (
            await _writing
                .UseCase<StartLabRun>()
                .RunAsync(actor, new(await _writing.Factory.CohortIdAsync(), "lab-1-high-latency"), TestContext.Current.CancellationToken)
        ).Value;
        Assert.Null((await _writing.UseCase<FinishRun>().RunAsync(actor, run, TestContext.Current.CancellationToken)).Refusal);
        var page = await browser.SignInAsync(address, Writing.Author, new() { ColorScheme = system });
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "theme",
                Value = theme,
                Url = address.ToString(),
            },
        ]);
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = system });
        foreach (
            var path in (string[])
                [
                    "/today",
                    Day,
                    $"{Day}/lecture-incident-response-principles",
                    $"{Day}/print",
                    "/labs",
                    $"/documents/{document}",
                    $"/documents/{document}/print",
                    $"/documents/{document}/history",
                    $"/runs/{run}",
                ]
        )
        {
            await page.GotoAsync(path);
            await page.Locator("h1").First.WaitForAsync();
            Assert.Equal(theme, await page.Locator("html").GetAttributeAsync("data-theme"));
            _faults.AddRange((await page.EvaluateAsync<string[]>(Unreadable)).Distinct().Select(fault => $"{path}: {fault}"));
        }

        Assert.True(_faults.Count == 0, $"{_faults.Count} faults\n{string.Join('\n', _faults)}");
    }

    [Fact]
    public async Task Charts_are_drawn_anew_in_the_colours_of_paper()
    {
        var address = _writing.Factory.StartOnKestrel();
        var actor = await _writing.ActorAsync();
        var run = (
            await _writing
                .UseCase<StartLabRun>()
                .RunAsync(actor, new(await _writing.Factory.CohortIdAsync(), "lab-1-high-latency"), TestContext.Current.CancellationToken)
        ).Value;
        Assert.Null((await _writing.UseCase<FinishRun>().RunAsync(actor, run, TestContext.Current.CancellationToken)).Refusal);
        var page = await browser.SignInAsync(address, Writing.Author, new() { ColorScheme = ColorScheme.Dark });
        // While printing, the browser produces no frame in which a change of size would be noticed.
        await page.AddInitScriptAsync("globalThis.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };");
        await page.GotoAsync($"/runs/{run}");
        await page.Locator("canvas").First.WaitForAsync();
        await page.WaitForFunctionAsync($"({Pixels})('--line') > 100");
        var lineOnScreen = await page.EvaluateAsync<string>($"({Token})('--line')");

        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        Assert.NotEqual(lineOnScreen, await page.EvaluateAsync<string>($"({Token})('--line')"));
        await page.WaitForFunctionAsync($"({Pixels})('--line') > 100");
    }

    /// <summary>The current value of a theme token, in the browser's colour format.</summary>
    private const string Token = """
        name => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = `var(${name})`;
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        }
        """;

    /// <summary>How many pixels of the first chart have exactly the colour that a token has now.</summary>
    private const string Pixels = $$"""
        name => {
          const [red, green, blue] = ({{Token}})(name).match(/\d+/g).map(Number);
          const canvas = document.querySelector('canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let at = 0; at < data.length; at += 4) count += data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255 ? 1 : 0;
          return count;
        }
        """;

    private const string Unreadable = """
        () => {
          const channels = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
          const light = ([red, green, blue]) => [red, green, blue]
            .map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
            .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
          const onWhite = colour => 1.05 / (light(channels(colour)) + 0.05);
          const isPrinted = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && getComputedStyle(element).clipPath === 'none';
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const faults = [];
          while (words.nextNode()) {
            const element = words.currentNode.parentElement;
            if (words.currentNode.data.trim() === '' || element.closest('script, style, noscript') || !isPrinted(element) || element.getClientRects().length === 0) continue;
            const { color } = getComputedStyle(element);
            if (onWhite(color) < 4.5) faults.push(`${color} on white: ${words.currentNode.data.trim().slice(0, 40)}`);
          }
          for (const element of [document.documentElement, document.body]) {
            const { backgroundColor } = getComputedStyle(element);
            if (!['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(backgroundColor)) faults.push(`${element.localName} has the background ${backgroundColor}`);
          }
          for (const button of document.querySelectorAll('.button, .mud-button-root, .announcement, .pager, .top-bar')) {
            if (isPrinted(button) && button.getClientRects().length > 0) faults.push(`printed: ${button.outerHTML.slice(0, 60)}`);
          }
          return faults;
        }
        """;
}
