using Deque.AxeCore.Playwright;
using IncidentTraining.Core.Documents;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>Bringing a review that was written elsewhere, by keyboard.</summary>
public sealed class ImportInTheBrowserTests(BrowserFixture browser)
{
    private const string Author = "demo-trainee-1";

    private const string File =
        "# Slow checkout\n\n**Timeline:**\n\n10:04 slow\n\n## Appendix\n\nThe log.\n\n## Follow-ups\n\n- [x] Limit the pool (@sam)\n";

    [Fact]
    public async Task A_file_is_looked_at_moved_and_created_by_keyboard()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        await page.GotoAsync("/documents/new?kind=pir");
        await page.GetByTestId("import-open").PressAsync("Enter");
        await page.GetByTestId("import-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "review.md",
                    MimeType = "text/markdown",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(File),
                }
            );
        await page.GetByTestId("import").PressAsync("Enter");
        await page.GetByTestId("import-create").WaitForAsync();
        Assert.Empty(
            (await page.RunAxe(Axe.Options))
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"))
        );

        await page.GetByTestId("import-title").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("place-0", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.GetByTestId("place-1").FocusAsync();
        await page.Keyboard.TypeAsync("Lessons");
        Assert.Equal("lessons", await page.GetByTestId("place-1").InputValueAsync());
        await page.GetByTestId("import-create").PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");

        var id = Guid.Parse(new Uri(page.Url).AbsolutePath.Split('/')[^1]);
        var body = (
            await portal
                .Services.GetRequiredService<ReadDocument>()
                .RunAsync(await portal.ActorAsync(Author), id, TestContext.Current.CancellationToken)
        )
            .Value
            .Body;
        Assert.Equal(("10:04 slow", "## Appendix\n\nThe log."), (body.Section("timeline").Text, body.Section("lessons").Text));
        var item = Assert.Single(body.Section("action-items").ActionItems);
        Assert.Equal(("Limit the pool", "@sam", true), (item.What, item.Owner, item.Done));

        // The editor shows what the import read, and keeps it.
        Assert.True(await page.Locator("[data-field=done]").IsCheckedAsync());
        await page.Locator("[data-field=ticket]").FillAsync("T-17");
        await page.Locator("[data-testid=save-state][data-kind=saved]").GetByText("Saved").WaitForAsync();
        body = (
            await portal
                .Services.GetRequiredService<ReadDocument>()
                .RunAsync(await portal.ActorAsync(Author), id, TestContext.Current.CancellationToken)
        )
            .Value
            .Body;
        Assert.Equal(
            ("T-17", true),
            (Assert.Single(body.Section("action-items").ActionItems).Ticket, body.Section("action-items").ActionItems[0].Done)
        );
        await page.Context.CloseAsync();
    }
}
