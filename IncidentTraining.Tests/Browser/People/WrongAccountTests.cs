using Deque.AxeCore.Playwright;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.People;

/// <summary>People who joined by mistake: twice, or in the wrong class.</summary>
public sealed class WrongAccountTests(BrowserFixture browser) : IAsyncDisposable
{
    private const string Passphrase = "green river stone";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Who_joined_twice_gets_one_account_with_the_work_of_both()
    {
        var address = _portal.StartOnKestrel();
        var cohort = await _portal.CohortIdAsync();
        var (first, second) = (await JoinAsync("Ben Ortiz", cohort), await JoinAsync("Ben Ortiz 2", cohort));
        var document = (await Get<StartDocument>().RunAsync(second, new(cohort, "runbook"), Ct)).Value;
        var desk = await browser.SignInAsync(address, "demo-facilitator");
        await desk.GotoAsync("/class?q=Ben");
        await desk.Locator("main[data-interactive=true]").WaitForAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Help Ben Ortiz", Exact = true }).ClickAsync();
        await desk.GetByTestId("merge-accounts").ClickAsync();
        await desk.GetByTestId("merge-from").SelectOptionAsync(new SelectOptionValue { Label = "Ben Ortiz 2 (not arrived)" });
        await Assertions.Expect(desk.GetByTestId("merge-plan")).ToContainTextAsync("Documents with all versions");
        Assert.Empty(
            (await desk.RunAxe(Axe.Options))
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"))
        );
        await desk.GetByTestId("merge-now").ClickAsync();
        await Assertions.Expect(desk.GetByTestId("member-said")).ToContainTextAsync("now belongs to Ben Ortiz");
        await Assertions.Expect(desk.GetByTestId("undo-merge")).ToBeVisibleAsync();
        Assert.True((await Get<ReadDocument>().RunAsync(first, document, Ct)).Succeeded);
        await desk.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_joined_the_wrong_class_is_moved_and_signs_in_with_the_code_of_the_right_one()
    {
        var address = _portal.StartOnKestrel();
        var ada = await _portal.ActorAsync("demo-administrator");
        var right = (await Get<CreateClass>().RunAsync(ada, new("Autumn class", "day-4-incident-response", "UTC"), Ct)).Value;
        await JoinAsync("Nadia Petrov", await _portal.CohortIdAsync());
        var desk = await browser.SignInAsync(address, "demo-administrator");
        await desk.GotoAsync($"/admin/classes/{await _portal.CohortIdAsync()}?q=Nadia");
        await desk.Locator("main[data-interactive=true]").WaitForAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Help Nadia Petrov" }).ClickAsync();
        await desk.GetByTestId("move-target").SelectOptionAsync(new SelectOptionValue { Label = "Autumn class" });
        await desk.GetByTestId("move").ClickAsync();
        await Assertions.Expect(desk.GetByTestId("member-said")).ToContainTextAsync("now in Autumn class");

        await using var window = await browser.NewWindowAsync(address);
        var nadia = await window.NewPageAsync();
        await SignInAsync(nadia, await CodeAsync(await _portal.CohortIdAsync()));
        await Assertions.Expect(nadia.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not match");
        await SignInAsync(nadia, await CodeAsync(right));
        await nadia.WaitForURLAsync("**/today");
        await desk.Context.CloseAsync();
    }

    private static async Task SignInAsync(IPage page, string code)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Name").FillAsync("Nadia Petrov");
        await page.GetByLabel("Passphrase").FillAsync(Passphrase);
        await page.GetByLabel("Class code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private T Get<T>()
        where T : notnull => _portal.Services.GetRequiredService<T>();

    private async Task<Actor> JoinAsync(string name, Guid cohort)
    {
        var joined = await Get<JoinClass>().RunAsync(new(await CodeAsync(cohort), name, Passphrase), Ct);
        Assert.True(joined.Succeeded, joined.Refusal?.Message);
        return await _portal.ActorAsync(joined.Value);
    }

    private async Task<string> CodeAsync(Guid cohort) =>
        (await Get<ClassList>().OneAsync(await _portal.ActorAsync("demo-administrator"), cohort, Ct)).Value.JoinCode.ToString();
}
