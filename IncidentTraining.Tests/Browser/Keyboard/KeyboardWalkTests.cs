using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.People;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Keyboard;

/// <summary>
/// Every page of every role by Tab alone: each stop shows a visible ring, in reading order. Pages without a parameter are found
/// automatically; one with a parameter needs its entry in <see cref="Places"/>.
/// </summary>
public sealed partial class KeyboardWalkTests(BrowserFixture browser) : IDisposable
{
    private const string Day = "/learn/day-4-incident-response";
    private const string Passphrase = "correct horse battery staple";

    private readonly Writing _writing = new();
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _walked = [];
    private Actor? _ines;
    private (Guid Own, Guid Classmates)? _commented;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _writing.Dispose();

    [Fact]
    public void Every_page_with_a_parameter_has_its_place() =>
        Assert.Equal(Routes.Where(route => route.Contains('{')), Places.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData(Writing.Author)]
    [InlineData(Writing.Instructor)]
    [InlineData("demo-facilitator")]
    [InlineData("demo-administrator")]
    public async Task Every_page_of_a_role_shows_where_the_focus_is_and_goes_in_reading_order(string? userName)
    {
        var address = _writing.Factory.StartOnKestrel();
        await _writing.SubmittedAsync();
        if (userName == Writing.Author)
        {
            await BegunAsync("pir");
        }

        var page = userName is null
            ? await (await browser.NewWindowAsync(address)).NewPageAsync()
            : await browser.SignInAsync(address, userName);
        foreach (var path in Routes.Where(route => !route.Contains('{')))
        {
            await WalkAsync(page, path);
        }

        AssertNoFaults();
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Every_page_of_a_thing_shows_where_the_focus_is_and_goes_in_reading_order(string beginning)
    {
        var address = _writing.Factory.StartOnKestrel();
        var pages = new Dictionary<string, IPage>();
        foreach (var (_, place) in Places.Where(place => place.Key.StartsWith($"/{beginning}/", StringComparison.Ordinal)))
        {
            var (userName, paths) = await place(this);
            if (!pages.TryGetValue(userName, out var page))
            {
                pages[userName] = page = userName.StartsWith("demo-", StringComparison.Ordinal)
                    ? await browser.SignInAsync(address, userName)
                    : await SignInAsync(address, userName);
            }

            foreach (var path in paths)
            {
                await WalkAsync(page, path);
            }
        }

        AssertNoFaults();
    }

    [Fact]
    public async Task On_a_phone_in_dark_colours_the_workspace_and_the_live_board_show_it_too()
    {
        var address = _writing.Factory.StartOnKestrel();
        var phone = new BrowserNewContextOptions
        {
            ColorScheme = ColorScheme.Dark,
            ViewportSize = new() { Width = 390, Height = 844 },
        };
        var trainee = await browser.SignInAsync(address, Writing.Author, phone);
        var run = await StartRunAsync();
        foreach (var panel in (string[])["brief", "shop", "incident"])
        {
            await WalkAsync(trainee, $"/runs/{run}?tab=dashboard&side=respond&panel={panel}");
        }

        await WalkAsync(trainee, "/today");
        await WalkAsync(await browser.SignInAsync(address, "demo-facilitator", phone), "/desk");
        AssertNoFaults();
    }

    private async Task WalkAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        // If a role is redirected, the other page has been walked or will be.
        if (new Uri(page.Url).PathAndQuery != path && !_walked.Add(page.Url))
        {
            return;
        }

        await page.Locator("h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        _faults.AddRange((await new KeyboardWalk(page).FaultsAsync()).Select(fault => $"{path}: {fault}"));
    }

    private void AssertNoFaults() => Assert.True(_faults.Count == 0, $"{_faults.Count} faults\n{string.Join('\n', _faults)}");

    private async Task<IPage> SignInAsync(Uri address, string name)
    {
        var page = await (await browser.NewWindowAsync(address)).NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[name='Form.Name']", name);
        await page.FillAsync("input[name='Form.Passphrase']", Passphrase);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    private async Task<string[]> WorkspaceAsync()
    {
        var run = await StartRunAsync();
        return
        [
            .. ((string[])["dashboard", "logs", "console", "chaos", "source"]).Select(tab => $"/runs/{run}?tab={tab}"),
            .. ((string[])["channel", "hypotheses", "crew"]).Select(side => $"/runs/{run}?side={side}"),
        ];
    }

    private async Task<Guid> ArchivedAsync()
    {
        var cohort = await _writing.Factory.CohortIdAsync();
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeClass>()
                    .ArchiveAsync(await _writing.ActorAsync("demo-administrator"), cohort, archived: true, Ct)
            ).Succeeded
        );
        return cohort;
    }

    private async Task<Guid> DrillAsync() =>
        (
            await _writing
                .UseCase<StartDrill>()
                .RunAsync(
                    await _writing.ActorAsync(Writing.OtherTrainee),
                    new(await _writing.Factory.CohortIdAsync(), "lab-7-incident-communication"),
                    Ct
                )
        ).Value;

    private async Task<Guid> LobbyAsync() =>
        (
            await _writing
                .UseCase<GatherCrew>()
                .RunAsync(
                    await _writing.ActorAsync(Writing.OtherTrainee),
                    await _writing.Factory.CohortIdAsync(),
                    "lab-2-payment-failure",
                    Ct
                )
        )
            .Value
            .LobbyId!
            .Value;

    private async Task<Guid> StartRunAsync() =>
        (
            await _writing
                .UseCase<StartLabRun>()
                .RunAsync(await _writing.ActorAsync(), new(await _writing.Factory.CohortIdAsync(), "lab-1-high-latency"), Ct)
        ).Value;

    private async Task<Guid> FinishedRunAsync()
    {
        var run = await StartRunAsync();
        Assert.Null((await _writing.UseCase<FinishRun>().RunAsync(await _writing.ActorAsync(), run, Ct)).Refusal);
        return run;
    }

    private async Task<Guid> BegunAsync(string kind)
    {
        var id = await _writing.BeginAsync(kind);
        var sections = (await _writing.ReadAsync(id)).Kind.Sections.Select(section => section.Id);
        Assert.True((await _writing.SaveAsync(id, Writing.Complete(sections, "written"))).Succeeded);
        return id;
    }

    private async Task<Guid> RunbookAsync()
    {
        var id = await _writing.BeginAsync("runbook");
        var steps = new SectionBody("note Look at the dashboard\nnote Tell support");
        Assert.True(
            (
                await _writing.SaveAsync(id, new DocumentBody("A runbook", new Dictionary<string, SectionBody> { ["steps"] = steps }))
            ).Succeeded
        );
        Assert.True((await _writing.UseCase<OfferRunbook>().RunAsync(await _writing.ActorAsync(), id, true, Ct)).Succeeded);
        return id;
    }
}
