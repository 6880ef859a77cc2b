using IncidentTraining.Tests.Host.LongTexts;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>
/// A hundred thousand characters in the fields of a working page: the circuit survives, nothing is truncated, and the reason is shown.
/// </summary>
public sealed class LongTextInTheBrowserTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_hundred_thousand_characters_break_no_circuit_and_stay_in_their_fields()
    {
        using var bench = new LabBench(time: new(TimeProvider.System.GetUtcNow()));
        var address = bench.Portal.StartOnKestrel();
        var run = await bench.StartAsync();
        var page = await browser.SignInAsync(address, "demo-trainee-1");
        await page.GotoAsync($"/runs/{run.RunId}?side=channel");
        var say = page.GetByTestId("say");
        await say.WaitForAsync();
        await page.WaitForSelectorAsync("main[data-interactive=true]");

        // The browser reports it, and sends nothing.
        await say.FocusAsync();
        await FillAsync(say, LongText.Text);
        await page.GetByTestId("say-send").ClickAsync();
        await page.GetByText("This text exceeds the limit of 2,000 characters.").WaitForAsync();
        Assert.Equal(LongText.Text, await say.InputValueAsync());
        Assert.Equal("true", await say.GetAttributeAsync("aria-invalid"));

        // Without the browser's help the portal itself refuses it, over the same circuit.
        await say.EvaluateAsync("field => { delete field.dataset.limit; field.setCustomValidity(''); }");
        await FillAsync(say, LongText.Text);
        await page.GetByTestId("say-send").ClickAsync();
        await page.GetByText("A message can have at most 2000 characters; this one has").WaitForAsync();
        Assert.Equal(LongText.Text, await say.InputValueAsync());

        await FillAsync(say, "Short again.");
        await page.GetByTestId("say-send").ClickAsync();
        await page.GetByTestId("channel").GetByText("Short again.").WaitForAsync();
        await page.Context.CloseAsync();
    }

    private static Task FillAsync(ILocator field, string text) =>
        // Pasted: all at once, and then the field loses the focus.
        field.EvaluateAsync(
            "(field, text) => { field.value = text; for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true })); }",
            text
        );
}
