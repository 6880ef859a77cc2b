using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Runs;

/// <summary>An instructor corrects a part of a result on its page, and the trainee reads the reason there.</summary>
public sealed class CorrectionInTheBrowserTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_trainee_who_has_the_page_open_reads_the_correction_and_its_reason()
    {
        using var bench = new LabBench(time: new(TimeProvider.System.GetUtcNow()));
        var address = bench.Portal.StartOnKestrel();
        var trainee = await bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P2)).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var ct = TestContext.Current.CancellationToken;
        Assert.True(await bench.Get<AccountQueue>().WorkAsync(ct));
        var page = await browser.SignInAsync(address, "demo-trainee-1");
        await page.GotoAsync($"/runs/{trainee.RunId}");
        await page.GetByTestId("result-Diagnosis").WaitForAsync();

        var instructor = await browser.SignInAsync(address, "demo-instructor");
        await instructor.GotoAsync("/live-board");
        await instructor.Locator("[data-testid=weights-form]").WaitForAsync();
        await instructor.Locator("[data-interactive=true]").First.WaitForAsync();
        await instructor.GetByTestId("weight-Safety").FillAsync("30");
        await Assertions.Expect(instructor.GetByTestId("weights-sum")).ToContainTextAsync("120");
        await instructor.GetByTestId("weights-shown").CheckAsync();
        await instructor.GetByTestId("weights-save").ClickAsync();
        await Assertions.Expect(instructor.GetByTestId("weights-form").GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");

        await instructor.GotoAsync($"/runs/{trainee.RunId}");
        await instructor.GetByTestId("correction-part").WaitForAsync();
        await instructor.Locator("[data-interactive=true]").First.WaitForAsync();
        await instructor.GetByTestId("correction-part").SelectOptionAsync("Diagnosis");
        await instructor.GetByTestId("correction-mark").SelectOptionAsync("Partly");
        await instructor.GetByTestId("correction-reason").FillAsync("You told support by telephone, which the portal cannot hear.");
        await instructor.GetByTestId("correction-save").ClickAsync();
        await Assertions.Expect(instructor.GetByTestId("corrections-of-Diagnosis")).ToContainTextAsync("by telephone");

        await Assertions.Expect(page.GetByTestId("corrections-of-Diagnosis")).ToContainTextAsync("by telephone");
        await Assertions.Expect(page.GetByTestId("corrections-of-Diagnosis")).ToContainTextAsync("Measured: not met.");
        await Assertions.Expect(page.GetByTestId("correction")).ToHaveCountAsync(0);
        await page.GotoAsync("/labs");
        await page.GetByTestId($"corrected-{trainee.RunId}").WaitForAsync();
        await instructor.GotoAsync("/live-board");
        await instructor.GetByTestId($"corrected-{trainee.RunId}").WaitForAsync();
        await page.Context.CloseAsync();
        await instructor.Context.CloseAsync();
    }
}
