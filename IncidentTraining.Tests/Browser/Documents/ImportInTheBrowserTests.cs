using Deque.AxeCore.Playwright;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>Importing a review that was written elsewhere, by keyboard.</summary>
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
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId("import-open").PressAsync("Enter");
        await ChooseAsync(page);
        // What the keyboard does next is in the review.
        await Expect(page.GetByTestId("import-title")).ToBeFocusedAsync();
        Assert.Empty(
            (await page.RunAxe(Axe.Options))
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"))
        );

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByTestId("place-0")).ToBeFocusedAsync();
        await page.GetByTestId("place-1").FocusAsync();
        await page.Keyboard.TypeAsync("Lessons");
        await Expect(page.GetByTestId("place-1")).ToHaveValueAsync("lessons");
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

    [Fact]
    public async Task A_file_and_its_choices_survive_a_lost_circuit_a_restart_and_an_expired_sign_in_and_are_gone_once_they_are_a_document()
    {
        using var folder = new TemporaryFolder();
        var first = new PortalFactory(folder.Path);
        var address = first.StartOnKestrel();
        var page = await browser.SignInAsync(address, Author);
        var circuit = await Circuit.OfAsync(page);
        await OpenAsync(page);
        await ChooseAsync(page);
        await page.Locator(".import-review[data-drafts-ready]").WaitForAsync();

        // The circuit is disconnected while a part is moved, and the portal knows it anyway when the circuit is back.
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await page.GetByTestId("place-1").SelectOptionAsync("none");
        await page.GetByTestId("import-title").FillAsync("A title of my own");
        await page.WaitForSelectorAsync(".import-review[data-kept=true]");
        circuit.Join();
        await Expect(page.GetByTestId("import-counts")).ToContainTextAsync("Left out 1 part");

        // The portal stops and comes back without the circuit; the page reloads automatically.
        await first.DisposeAsync();
        await using var portal = new PortalFactory(folder.Path);
        portal.StartOnKestrel(address.Port);
        await Expect(page.GetByTestId("kept-note")).ToContainTextAsync("Restored your unsaved text", new() { Timeout = 60_000 });
        await AssertRestoredAsync(page);

        // The sign-in has expired: another person at this computer sees nothing of it.
        await page.Context.ClearCookiesAsync(new() { Name = "incident-training" });
        await SignInAsync(page, "demo-trainee-3");
        await OpenAsync(page);
        Assert.Equal("", await page.GetByTestId("import-text").InputValueAsync());
        await page.Context.ClearCookiesAsync(new() { Name = "incident-training" });
        await SignInAsync(page, Author);
        await OpenAsync(page);
        await AssertRestoredAsync(page);

        await page.GetByTestId("import-create").ClickAsync();
        await page.WaitForSelectorAsync("[data-testid=editor][data-ready=true]");
        await Expect(page.GetByTestId("title")).ToHaveValueAsync("A title of my own");
        await OpenAsync(page);
        Assert.Equal("", await page.GetByTestId("import-text").InputValueAsync());
        Assert.Equal(0, await page.GetByTestId("kept-note").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_file_that_was_refused_is_chosen_again_under_its_name()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), Author);
        await OpenAsync(page);
        await ChooseAsync(page, [0x23, 0xE4]);
        await Expect(page.GetByTestId("import-file-refused")).ToContainTextAsync("not UTF-8 text");
        await ChooseAsync(page);
        await Expect(page.GetByTestId("import-create")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task No_long_text_makes_the_review_wider_than_the_screen(int width)
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(
            portal.StartOnKestrel(),
            Author,
            new()
            {
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        await OpenAsync(page);
        await ChooseAsync(
            page,
            System.Text.Encoding.UTF8.GetBytes($"# {new string('w', 300)}\n\n## {new string('h', 300)}\n\n{new string('t', 900)}")
        );
        await Expect(page.GetByTestId("import-create")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
        await page.Context.CloseAsync();
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/documents/import?kind=pir");
        await page.WaitForSelectorAsync("main[data-interactive=true] [data-drafts-ready]", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Chooses a file by the keyboard.</summary>
    private static async Task ChooseAsync(IPage page, byte[]? content = null)
    {
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByTestId("import-choose").PressAsync("Enter"));
        await chooser.SetFilesAsync(
            new FilePayload
            {
                Name = "review.md",
                MimeType = "text/markdown",
                Buffer = content ?? System.Text.Encoding.UTF8.GetBytes(File),
            }
        );
    }

    /// <summary>The text is in its field again; its review has the choices again.</summary>
    private static async Task AssertRestoredAsync(IPage page)
    {
        await Expect(page.GetByTestId("import-text")).ToHaveValueAsync(File);
        await page.GetByTestId("import").ClickAsync();
        await Expect(page.GetByTestId("import-counts")).ToContainTextAsync("Left out 1 part");
        await Expect(page.GetByTestId("place-1")).ToHaveValueAsync("none");
        await Expect(page.GetByTestId("import-title")).ToHaveValueAsync("A title of my own");
    }

    private static async Task SignInAsync(IPage page, string userName)
    {
        await page.GotoAsync("/sign-in");
        await page.ClickAsync($"button[value='{userName}']");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
