using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Keyboard;

/// <summary>
/// Every page of every role by Tab alone: each stop shows a ring that can be seen, in the order in which the page is read.
/// Pages without a parameter are found by themselves; one with a parameter needs its place in <see cref="Places"/>.
/// </summary>
public sealed class KeyboardWalkTests(BrowserFixture browser) : IDisposable
{
    private const string Day = "/learn/day-4-incident-response";
    private const string Passphrase = "correct horse battery staple";

    private readonly Writing _writing = new();
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _walked = [];
    private Actor? _ines;
    private (Guid Own, Guid Classmates)? _commented;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>For each page with a parameter who walks it, and where one stands when the test has prepared it.</summary>
    private static Dictionary<string, Func<KeyboardWalkTests, Task<(string UserName, string[] Paths)>>> Places { get; } =
        new()
        {
            ["/admin/classes/{CohortId:guid}"] = async test =>
                ("demo-administrator", [$"/admin/classes/{await test._writing.Factory.CohortIdAsync()}"]),
            ["/admin/classes/{CohortId:guid}/anonymise"] = async test =>
                ("demo-administrator", [$"/admin/classes/{await test._writing.Factory.CohortIdAsync()}/anonymise"]),
            ["/admin/classes/{CohortId:guid}/delete"] = async test =>
                ("demo-administrator", [$"/admin/classes/{await test.ArchivedAsync()}/delete"]),
            ["/class/{CohortId:guid}/crews"] = async test =>
                ("demo-facilitator", [$"/class/{await test._writing.Factory.CohortIdAsync()}/crews"]),
            ["/documents/{Id:guid}"] = async test =>
                (
                    Writing.Author,
                    [
                        $"/documents/{await test.BegunAsync("pir")}",
                        $"/documents/{await test.BegunAsync("runbook")}",
                        $"/documents/{await test._writing.SubmittedAsync()}",
                    ]
                ),
            ["/documents/{Id:guid}/history"] = async test => (Writing.Author, [$"/documents/{await test.BegunAsync("pir")}/history"]),
            ["/documents/{Id:guid}/print"] = async test => (Writing.Author, [$"/documents/{await test.BegunAsync("pir")}/print"]),
            ["/documents/{Id:guid}/rendered"] = async test =>
                (Writing.Author, [$"/documents/{await test.BegunAsync("communication")}/rendered"]),
            ["/documents/{Id:guid}/writers"] = async test => (Writing.Author, [$"/documents/{await test.BegunAsync("pir")}/writers"]),
            ["/documents/{Id:guid}/runs"] = async test => (Writing.Author, [$"/documents/{await test.RunbookAsync()}/runs"]),
            ["/documents/{Id:guid}/walk"] = async test => (Writing.OtherTrainee, [$"/documents/{await test.RunbookAsync()}/walk"]),
            ["/runbook-runs/{Id:guid}"] = async test => (Writing.OtherTrainee, [$"/runbook-runs/{await test.BeginWalkAsync()}"]),
            ["/documents/{DocumentId:guid}/comments"] = async test =>
                (Writing.Author, [$"/documents/{(await test.CommentedAsync()).Own}/comments"]),
            ["/documents/classmates/{DocumentId:guid}"] = async test =>
                (Writing.Author, [$"/documents/classmates/{(await test.CommentedAsync()).Classmates}"]),
            ["/drills/{DrillId:guid}"] = async test => (Writing.OtherTrainee, [$"/drills/{await test.DrillAsync()}"]),
            ["/labs/{PageId}/causes"] = _ => Task.FromResult((Writing.Instructor, new[] { "/labs/lab-5-full-incident-response/causes" })),
            ["/lobbies/{LobbyId:guid}"] = async test => (Writing.OtherTrainee, [$"/lobbies/{await test.LobbyAsync()}"]),
            ["/runs/{RunId:guid}"] = async test =>
                (Writing.Author, [$"/runs/{await test.FinishedRunAsync()}", .. await test.WorkspaceAsync()]),
            ["/runs/{RunId:guid}/replay"] = async test => (Writing.Author, [$"/runs/{await test.FinishedRunAsync()}/replay"]),
            ["/runs/{RunId:guid}/status"] = async test => (Writing.Author, [$"/runs/{await test.StartRunAsync()}/status"]),
            ["/reviews/{DocumentId:guid}"] = async test => (Writing.Instructor, [$"/reviews/{await test._writing.SubmittedAsync()}"]),
            ["/reviews/{DocumentId:guid}/second"] = async test =>
                ("Ines Duarte", [$"/reviews/{(await test.MarkedOnceAsync()).DocumentId}/second"]),
            ["/reviews/{DocumentId:guid}/moderate"] = async test => ("Mio Kato", [$"/reviews/{await test.FarApartAsync()}/moderate"]),
            ["/reviews/moderation/{CohortId:guid}"] = async test =>
                (Writing.Instructor, [$"/reviews/moderation/{await test._writing.Factory.CohortIdAsync()}"]),
            ["/samples/{SampleId:guid}"] = async test => (Writing.OtherTrainee, [$"/samples/{await test.SampleAsync()}"]),
            ["/quiz/{AttemptId:guid}"] = async test => (Writing.Author, [$"/quiz/{await test.StartQuizAsync()}"]),
            ["/quiz/{AttemptId:guid}/result"] = async test => (Writing.Author, [$"/quiz/{await test.HandedInAsync()}/result"]),
            ["/learn/{DayId}"] = _ => Task.FromResult((Writing.Author, new[] { Day })),
            ["/learn/{DayId}/{PageId}"] = _ =>
                Task.FromResult((Writing.Author, new[] { $"{Day}/lecture-incident-response-principles", $"{Day}/lab-1-high-latency" })),
            ["/learn/{DayId}/{PageId}/slides"] = _ =>
                Task.FromResult((Writing.Author, new[] { $"{Day}/lecture-incident-response-principles/slides" })),
            ["/learn/{DayId}/glossary"] = _ => Task.FromResult((Writing.Author, new[] { $"{Day}/glossary" })),
            ["/learn/{DayId}/print"] = _ => Task.FromResult((Writing.Author, new[] { $"{Day}/print" })),
            ["/practice-shop/source/{**Path}"] = _ =>
                Task.FromResult((Writing.Author, new[] { "/practice-shop/source/server/routes/payments.ts" })),
            ["/error/{Status:int}"] = _ => Task.FromResult((Writing.Author, new[] { "/error/404" })),
            ["/projector/{Token}"] = async test => ("demo-facilitator", [$"/projector/{await test.ProjectorAsync()}"]),
        };

    private static IEnumerable<string> Routes { get; } =
    [
        .. typeof(Program)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The first words of the addresses with a parameter; a test walks what begins with one.</summary>
    public static TheoryData<string> Beginnings { get; } = [.. Places.Keys.Select(route => route.Split('/')[1]).Distinct()];

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
        // Where a role is sent elsewhere, the other page has been walked or will be.
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

    private async Task<Guid> BeginWalkAsync() =>
        (
            await _writing
                .UseCase<WalkRunbook>()
                .BeginAsync(await _writing.ActorAsync(Writing.OtherTrainee), await RunbookAsync(), null, Ct)
        ).Value;

    private async Task<(Guid Own, Guid Classmates)> CommentedAsync()
    {
        if (_commented is { } known)
        {
            return known;
        }

        var peers = new PeerClass(_writing);
        Assert.True((await peers.RulesAsync()).Succeeded);
        await _writing.SubmittedAsync();
        await peers.WrittenAsync(PeerClass.Reader, "pir");
        var (own, classmates) = ((await peers.TakeAsync(PeerClass.Reader)).Value, (await peers.TakeAsync(PeerClass.Author)).Value);
        Assert.True((await peers.CommentAsync(PeerClass.Reader, own, section: "summary")).Succeeded);
        return (_commented = (own, classmates)).Value;
    }

    private async Task<(Guid DocumentId, Actor Second)> MarkedOnceAsync()
    {
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(
                        await _writing.ActorAsync(Writing.Instructor),
                        await _writing.Factory.CohortIdAsync(),
                        new GradingRules(DoubleMarkPercent: 100),
                        Ct
                    )
            ).Succeeded
        );
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return (id, _ines ??= await _writing.SecondInstructorAsync("Ines Duarte"));
    }

    private async Task<Guid> FarApartAsync()
    {
        var (id, second) = await MarkedOnceAsync();
        var rubric = _writing.UseCase<Rubrics>().Find("runbook")!;
        Assert.True(
            (
                await _writing
                    .UseCase<MarkBlind>()
                    .RunAsync(second, new(id, rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => 0), "Low."), Ct)
            ).Succeeded
        );
        await _writing.SecondInstructorAsync("Mio Kato");
        return id;
    }

    private async Task<Guid> SampleAsync()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return (await _writing.UseCase<MarkSample>().AddAsync(await _writing.ActorAsync(Writing.Instructor), id, true, Ct)).Value;
    }

    private async Task<Guid> StartQuizAsync() =>
        (await _writing.UseCase<StartAttempt>().RunAsync(await _writing.ActorAsync(), await _writing.Factory.CohortIdAsync(), Ct)).Value;

    private async Task<Guid> HandedInAsync()
    {
        var attempt = await StartQuizAsync();
        Assert.Null((await _writing.UseCase<SubmitAttempt>().RunAsync(await _writing.ActorAsync(), attempt, Ct)).Refusal);
        return attempt;
    }

    private async Task<string> ProjectorAsync() =>
        (
            await _writing
                .UseCase<CreateProjectorLink>()
                .RunAsync(await _writing.ActorAsync("demo-facilitator"), await _writing.Factory.CohortIdAsync(), Ct)
        ).Value.ToString();
}
