using Deque.AxeCore.Playwright;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>The end of a class: it is archived, exported and deleted.</summary>
public sealed class DeleteClassInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_class_is_archived_then_exported_and_deleted_by_typing_its_name()
    {
        var address = _portal.StartOnKestrel();
        var cohort = await _portal.CohortIdAsync();
        var page = await browser.SignInAsync(address, "demo-administrator");
        await page.GotoAsync($"/admin/classes/{cohort}");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId("archive-class").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Archive class" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("reopen-class")).ToBeVisibleAsync();

        await page.GetByTestId("to-delete-class").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Delete Demonstration class");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        Assert.Empty(
            (await page.RunAxe(Axe.Options))
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"))
        );
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export-class").ClickAsync());
        Assert.Equal($"class-{cohort}.zip", download.SuggestedFilename);
        await page.GetByTestId("delete-class").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was deleted");
        await page.GetByLabel("Name of the class").FillAsync("Demonstration class");
        await page.GetByTestId("delete-class").ClickAsync();

        await Assertions.Expect(page.GetByTestId("class-deleted")).ToContainTextAsync("were erased");
        Assert.Empty(
            (await _portal.Services.GetRequiredService<ClassList>().AllAsync(await _portal.ActorAsync("demo-administrator"), Ct)).Value
        );
        await page.Context.CloseAsync();
    }
}
