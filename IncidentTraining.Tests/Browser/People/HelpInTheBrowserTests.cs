using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>The start of a day: a forgotten passphrase, and a person who must leave in the middle of a lab.</summary>
public sealed class HelpInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private const string Passphrase = "green river stone";
    private const string New = "seven quiet harbours";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Who_forgot_the_passphrase_gets_a_code_in_two_clicks_and_chooses_a_new_one()
    {
        var address = _portal.StartOnKestrel();
        var code = await CodeAsync();
        Assert.True((await Get<JoinClass>().RunAsync(new(code, "Nadia Petrov", Passphrase), Ct)).Succeeded);
        var desk = await browser.SignInAsync(address, "demo-facilitator");
        await desk.GotoAsync("/class");
        await desk.Locator("main[data-interactive=true]").WaitForAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Help Nadia Petrov" }).ClickAsync();
        await desk.GetByTestId("reset").ClickAsync();
        var oneTime = await desk.GetByTestId("one-time-code").InnerTextAsync();

        await using var window = await browser.NewWindowAsync(address);
        var nadia = await window.NewPageAsync();
        await nadia.GotoAsync("/sign-in");
        await nadia.GetByRole(AriaRole.Link, new() { Name = "choose a new passphrase" }).ClickAsync();
        await nadia.GetByLabel("One-time code").FillAsync(oneTime);
        await nadia.GetByLabel("New passphrase").FillAsync(New);
        await nadia.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
        await nadia.WaitForURLAsync("**/today");
        await Assertions.Expect(nadia.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.True((await Get<CheckPassphrase>().RunAsync(new(code, "Nadia Petrov", New), new Visit("10.0.0.1"), Ct)).Succeeded);
        await desk.Context.CloseAsync();
    }

    [Fact]
    public async Task Codes_that_are_shown_once_come_into_view_whichever_button_issued_them()
    {
        var address = _portal.StartOnKestrel();
        Assert.True(
            (
                await Get<AddPeople>()
                    .RunAsync(await _portal.ActorAsync("demo-facilitator"), await _portal.CohortIdAsync(), "Nadia Petrov", Ct)
            ).Succeeded
        );
        var desk = await browser.SignInAsync(address, "demo-facilitator");
        await desk.SetViewportSizeAsync(1280, 600);
        await desk.GotoAsync("/class");
        await desk.Locator("main[data-interactive=true]").WaitForAsync();
        await desk.GetByTestId("issue-seats").ClickAsync();
        await Assertions.Expect(desk.Locator("#seats")).ToBeFocusedAsync();
        await Assertions.Expect(desk.GetByTestId("seats").GetByText("Nadia Petrov")).ToBeInViewportAsync();
        await desk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_is_only_read_says_that_its_reader_is_signed_out()
    {
        var address = _portal.StartOnKestrel();
        var page = await browser.SignInAsync(address, "demo-trainee-1");
        await page.GotoAsync("/learn/day-4-incident-response");
        // The timer has asked for its state: from here on it notices that access has ended.
        await page.Locator("class-timer[data-measured]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var person = (await _portal.ActorAsync("demo-trainee-1")).PersonId;
        Assert.True(
            (
                await Get<EndAccess>().SignOutAsync(await _portal.ActorAsync("demo-facilitator"), await _portal.CohortIdAsync(), person, Ct)
            ).Succeeded
        );
        await Assertions.Expect(page.Locator("class-timer")).ToContainTextAsync("you are signed out", new() { Timeout = 30_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_is_removed_in_the_middle_of_a_lab_is_signed_out_of_the_open_page_and_the_crew_goes_on()
    {
        var address = _portal.StartOnKestrel();
        var (first, second) = (await _portal.ActorAsync("demo-trainee-1"), await _portal.ActorAsync("demo-trainee-2"));
        var cohort = await _portal.CohortIdAsync();
        var run = (await Get<StartLabRun>().RunAsync(first, new(cohort, LabBench.Lab1, null, AsTeam: true), Ct)).Value;
        Assert.True((await Get<JoinCrew>().RunAsync(second, run, Ct)).Succeeded);
        var lab = await browser.SignInAsync(address, "demo-trainee-1");
        await lab.GotoAsync($"/runs/{run}");
        await lab.GetByTestId("workspace").WaitForAsync();
        var mate = await browser.SignInAsync(address, "demo-trainee-2");
        await mate.GotoAsync($"/runs/{run}");
        await mate.GetByTestId("workspace").WaitForAsync();

        Assert.True(
            (await Get<RemoveMember>().RunAsync(await _portal.ActorAsync("demo-facilitator"), cohort, first.PersonId, Ct)).Succeeded
        );

        // Both the open page and its scripts may navigate: the second navigation then aborts the first.
        await Assertions.Expect(lab.GetByTestId("ended")).ToContainTextAsync("You were signed out", new() { Timeout = 30_000 });
        await mate.GetByTestId("side-crew").ClickAsync();
        await Assertions.Expect(mate.GetByTestId("role-Commander")).ToContainTextAsync("Thea Novak");
        await lab.Context.CloseAsync();
        await mate.Context.CloseAsync();
    }

    private T Get<T>()
        where T : notnull => _portal.Services.GetRequiredService<T>();

    private async Task<string> CodeAsync() =>
        (
            await Get<ClassList>().OneAsync(await _portal.ActorAsync("demo-administrator"), await _portal.CohortIdAsync(), Ct)
        ).Value.JoinCode.ToString();
}
