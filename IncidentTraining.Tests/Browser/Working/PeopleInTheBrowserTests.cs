using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Working;

/// <summary>The main tasks of the class page and of the administration by the keyboard alone.</summary>
public sealed class PeopleInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Staff_sort_and_filter_the_members_by_keyboard_and_who_joins_appears()
    {
        var page = await OpenAsync("demo-facilitator", "/class");
        var names = page.GetByTestId("members").Locator("tbody td:first-child");
        await page.GetByRole(AriaRole.Button, new() { Name = "Name", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Name, sorted ascending" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(names.First).ToHaveTextAsync("Tomoko Sato");
        Assert.EndsWith("/class?sort=-Name", page.Url, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "Trainees" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(names).ToHaveTextAsync(["Tomoko Sato", "Thea Novak", "Tariq Aziz Khan"]);
        await page.ReloadAsync();
        await Assertions.Expect(names).ToHaveTextAsync(["Tomoko Sato", "Thea Novak", "Tariq Aziz Khan"]);

        await page.Locator("main[data-interactive=true]").WaitForAsync();
        var code = await page.GetByTestId("join-code").InnerTextAsync();
        Assert.True((await Get<JoinClass>().RunAsync(new(code, "Zora Lind", "quiet amber lantern"), Ct)).Succeeded);
        await Assertions.Expect(names.First).ToHaveTextAsync("Zora Lind");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_administrator_creates_a_class_and_gives_it_a_facilitator_by_keyboard_alone()
    {
        var page = await OpenAsync("demo-administrator", "/admin");
        await page.GetByTestId("create-class").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Give the class a name.")).ToBeVisibleAsync();

        await page.GetByTestId("new-class-name").FocusAsync();
        await page.Keyboard.TypeAsync("Autumn class");
        // The day is preselected if there is one, and the plan has a time. Each part of a time takes the focus.
        const int MostStops = 8;
        for (
            var stop = 0;
            stop < MostStops && !await page.GetByTestId("new-class-zone").EvaluateAsync<bool>("field => field === document.activeElement");
            stop++
        )
        {
            await page.Keyboard.PressAsync("Tab");
        }

        // The zone is found by its first letters.
        await Assertions.Expect(page.GetByTestId("new-class-zone")).ToBeFocusedAsync();
        // All at once: letter by letter, the server's response to one may overtake the next.
        await page.GetByTestId("new-class-zone").FillAsync("Europe/Ber");
        await Assertions.Expect(page.Locator(".mud-popover-open").GetByRole(AriaRole.Option)).ToHaveTextAsync(["Europe/Berlin"]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("new-class-zone")).ToHaveValueAsync("Europe/Berlin");
        await page.GetByTestId("create-class").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("class-created")).ToContainTextAsync("Autumn class has been created");

        await page.GetByRole(AriaRole.Link, new() { Name = "Autumn class" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/admin/classes/*");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Autumn class");
        await page.GetByTestId("staff-name").FocusAsync();
        await page.Keyboard.TypeAsync("Rosa Lind");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("three copper kettles");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByTestId("staff-role")).ToHaveValueAsync("Facilitator");
        await page.GetByTestId("add-staff").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("members")).ToContainTextAsync("Rosa Lind");
        await Assertions.Expect(page.GetByTestId("staff-added")).ToContainTextAsync("is now a facilitator of Autumn class");
        await Assertions.Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(0);

        var created = (await Get<ClassList>().AllAsync(await _portal.ActorAsync("demo-administrator"), Ct)).Value.Single(cohort =>
            cohort.Name == "Autumn class"
        );
        Assert.Equal(("Europe/Berlin", ClassRole.Facilitator), (created.TimeZone, created.Members.Single().Role));
        await page.Context.CloseAsync();
    }

    private T Get<T>()
        where T : notnull => _portal.Services.GetRequiredService<T>();

    private async Task<IPage> OpenAsync(string userName, string path)
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), userName);
        await page.GotoAsync(path);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        return page;
    }
}
