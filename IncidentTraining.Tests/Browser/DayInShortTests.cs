using System.Text.RegularExpressions;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Browser.Quizzes;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>
/// The day in short, with three people and a projector at once: each sees what the others do. The lab is a rehearsal at thirty times the
/// pace; everything else is as on the day.
/// </summary>
[Collection(nameof(MachineToItself))]
public sealed partial class DayInShortTests(BrowserFixture browser) : IAsyncDisposable
{
    private const string Lab = "lab-1-high-latency";
    private const string Title = "High latency at Lanternfish Books";
    private const string Comment = "A figure for the lost orders would make it complete.";
    private const int Pace = 30;

    private static readonly string LongSummary = string.Concat(
        Enumerable.Range(1, 400).Select(line => $"{line}. The delay met a weakness that a quiet hour does not show.\n")
    );

    private readonly PortalFactory _portal = new();
    private readonly List<IBrowserContext> _windows = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
        {
            await window.CloseAsync();
        }

        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Three_people_go_through_the_day_from_the_start_of_lab_1_to_the_grade()
    {
        var address = _portal.StartOnKestrel();
        var facilitator = await SignInAsync(address, "demo-facilitator");
        var instructor = await SignInAsync(address, "demo-instructor");
        await facilitator.GotoAsync("/desk");
        var trainee = await JoinAsync(address, await facilitator.GetByTestId("desk-join-code").InnerTextAsync(), "Rosa Lind");

        await ProjectLabAsync(address, facilitator, trainee);
        await ReadLectureAsync(trainee);
        await WorkLabAsync(trainee);
        var review = await WriteReviewAsync(trainee);
        await SitQuizAsync(trainee);
        await GradeAsync(instructor, "Rosa Lind");

        await trainee.GotoAsync(review);
        await Expect(trainee.GetByTestId("document-state")).ToHaveTextAsync("Accepted");
        await Expect(trainee.GetByTestId("result-1")).ToContainTextAsync(Comment);
        await trainee.GotoAsync("/today");
        await Expect(trainee.Locator(".came-back")).ToContainTextAsync("Accepted");
    }

    /// <summary>A trainee opens the join address that the desk shows and chooses a passphrase.</summary>
    private async Task<IPage> JoinAsync(Uri address, string code, string name)
    {
        var page = await OpenAsync(address);
        await page.GotoAsync($"/join?code={code}");
        await page.FillAsync("input[name='Form.Name']", name);
        await page.FillAsync("input[name='Form.Passphrase']", "quiet amber lantern");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/today");
        return page;
    }

    /// <summary>The facilitator starts the lab; the projector and the trainee's page count down by themselves.</summary>
    private async Task ProjectLabAsync(Uri address, IPage facilitator, IPage trainee)
    {
        await facilitator.GetByTestId("create-projector").ClickAsync();
        var projector = await OpenAsync(address);
        await projector.GotoAsync((await facilitator.GetByTestId("open-projector").GetAttributeAsync("href"))!);
        await Expect(projector.GetByTestId("projector-join")).ToBeVisibleAsync();

        await facilitator.GetByTestId($"start-{Lab}").ClickAsync();
        await Expect(projector.GetByTestId("projector-title")).ToContainTextAsync("Lab 1");
        await Expect(projector.GetByTestId("projector-digits")).ToContainTextAsync("59:");
        await Expect(trainee.GetByTestId("top-timer")).ToContainTextAsync("59:");
    }

    private static async Task ReadLectureAsync(IPage trainee)
    {
        await trainee.GotoAsync("/learn/day-4-incident-response/lecture-incident-response-principles");
        await Expect(trainee.Locator("h1")).ToHaveTextAsync("Lecture: Incident Response Principles");
        await trainee.EvaluateAsync("window.scrollTo(0, document.body.scrollHeight)");
        await Expect(trainee.GetByTestId("read-mark")).ToHaveTextAsync("You have read this page.");
    }

    /// <summary>The six steps of the lab and the three response steps that they do not cover, to a recovery that the portal has
    /// measured.</summary>
    private async Task WorkLabAsync(IPage trainee)
    {
        await trainee.GotoAsync("/labs");
        await trainee.Locator("main[data-interactive=true]").WaitForAsync();
        await trainee.GetByText("Rehearse instead").First.ClickAsync();
        await trainee.GetByTestId($"pace-{Lab}").SelectOptionAsync($"{Pace}");
        await trainee.GetByTestId($"rehearse-{Lab}").ClickAsync();
        await trainee.GetByTestId("workspace").WaitForAsync();

        await SwitchExperimentAsync(trainee, "on");
        await trainee.GetByTestId("ack").ClickAsync();
        await trainee.GetByTestId("severity-p1").CheckAsync();
        await trainee.GetByTestId("severity-reason").FillAsync("Buying is slow for everybody");
        await trainee.GetByTestId("severity-set").ClickAsync();
        // By the keyboard: the form moves while the severity is stored.
        await trainee.GetByTestId("update-form").Locator("summary").PressAsync("Enter");
        await trainee.GetByTestId("update-text").FillAsync("The shop is slow for all customers. We are on it.");
        await trainee.GetByTestId("update-post").ClickAsync();

        var runId = await TheRunAsync();
        await LookAsync(trainee, runId, "dashboard", "alerts", "logs", "health", "changes", "database");
        var cause = await _portal.CauseOfAsync(runId);
        await trainee.DeclareAsync(cause);
        await trainee.GetByTestId("cause-declare").ClickAsync();
        await SwitchExperimentAsync(trainee, "off");
        await OpenTabsAsync(trainee, "console");
        foreach (var line in await _portal.RepairLinesAsync(runId))
        {
            await trainee.GetByTestId("console-input").FillAsync(line);
            await trainee.GetByTestId("console-run").ClickAsync();
            await Expect(trainee.GetByTestId("console-input")).ToHaveValueAsync("");
        }

        await trainee.Locator("[data-testid=recovery][data-resolved=true]").WaitForAsync(new() { Timeout = 90_000 });
        await LookAsync(trainee, runId, "dashboard", "health", "alerts");
        await trainee.GetByTestId("verify").ClickAsync();
        await trainee.GetByTestId("summary-text").FillAsync("A weakness met a slow network; it was repaired.");
        await trainee.GetByTestId("summary-save").ClickAsync();
        await Expect(trainee.Locator(".steps > li")).ToHaveCountAsync(9);
        await Expect(trainee.Locator(".steps > li[data-done=true]")).ToHaveCountAsync(9);
        await trainee.GetByTestId("finish").ClickAsync();
        await trainee.GetByTestId("finish-confirm").ClickAsync();
        await trainee.GetByTestId("after-action").WaitForAsync();
    }

    /// <summary>A review from the run with more than 20,000 characters, saved outside the circuit and submitted; returns its
    /// address.</summary>
    private static async Task<string> WriteReviewAsync(IPage trainee)
    {
        Assert.True(LongSummary.Length > 20_000);
        await trainee.GetByTestId("start-pir").ClickAsync();
        await trainee.GetByTestId("begin").ClickAsync();
        await trainee.GetByTestId("editor").WaitForAsync();
        await trainee.GetByTestId("title").FillAsync(Title);
        Assert.Contains("acknowledged", await trainee.GetByTestId("text-timeline").InputValueAsync(), StringComparison.OrdinalIgnoreCase);
        foreach (var section in new[] { "root-cause", "impact", "lessons" })
        {
            await trainee.GetByTestId($"text-{section}").FillAsync($"What is to be said about {section}, in a sentence.");
        }

        await trainee.GetByTestId("text-summary").FillAsync(LongSummary);
        await trainee.GetByTestId("add-action-item").ClickAsync();
        var item = trainee.Locator("[data-row]").First;
        await item.Locator("[data-field=what]").FillAsync("Alert on connections that wait for the pool");
        await item.Locator("[data-field=owner]").FillAsync("Rosa Lind");
        await item.Locator("[data-field=dueOn]").FillAsync("2030-01-15");
        await item.Locator("[data-field=kind]").SelectOptionAsync("detect");
        await item.Locator("[data-field=priority]").SelectOptionAsync("high");
        await Expect(trainee.GetByTestId("save-state")).ToHaveTextAsync(SavedAt());
        await trainee.GetByTestId("submit").ClickAsync();
        await Expect(trainee.GetByTestId("document-state")).ToHaveTextAsync("Waiting for review");
        return trainee.Url;
    }

    /// <summary>One answer of each kind, submitted with the rest left open.</summary>
    private static async Task SitQuizAsync(IPage trainee)
    {
        await trainee.GotoAsync("/quiz");
        await trainee.GetByTestId("quiz-start").ClickAsync();
        await OpenQuiz.ReadyAsync(trainee);
        await trainee.Locator("[data-kind=single] .option").First.ClickAsync();
        await trainee.Locator("[data-kind=multiple] .option").First.ClickAsync();
        await trainee.Locator("[data-kind=ordering] [data-move='1']").First.ClickAsync();
        await trainee.Locator("[data-kind=matching] select").First.SelectOptionAsync("0");
        await trainee.Locator("[data-kind=short] textarea").First.FillAsync("A structured look back that blames nobody.");
        await Expect(trainee.GetByTestId("quiz-save-state")).ToHaveTextAsync(SavedAt());
        await trainee.GetByTestId("quiz-finish").ClickAsync();
        await trainee.GetByTestId("quiz-hand-in").ClickAsync();
        await trainee.GetByTestId("quiz-result-waiting").WaitForAsync();
    }

    /// <summary>The instructor finds the review, gives every criterion its best level and accepts it.</summary>
    private static async Task GradeAsync(IPage instructor, string author)
    {
        await instructor.GotoAsync("/reviews");
        var waiting = instructor.GetByTestId("queue").Locator("tr", new() { HasText = Title });
        await Expect(waiting).ToContainTextAsync(author);
        await waiting.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(instructor.GetByTestId("accept")).ToBeVisibleAsync();
        foreach (var criterion in await instructor.Locator("[data-criterion]").AllAsync())
        {
            await criterion.Locator("input[type=radio]").Last.CheckAsync();
        }

        await instructor.GetByTestId("summary").FillAsync(Comment);
        await Expect(instructor.GetByTestId("accept")).ToBeEnabledAsync();
        await instructor.GetByTestId("accept").ClickAsync();
        await instructor.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await instructor.WaitForURLAsync(url => !Guid.TryParse(url.Split('/')[^1], out _));
    }

    /// <summary>Only the server knows the cause before the end: the trainee of this test is one who finds it.</summary>
    private async Task<Guid> TheRunAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<LabRun>().Select(run => run.Id).SingleAsync(TestContext.Current.CancellationToken);
    }

    private static async Task SwitchExperimentAsync(IPage trainee, string to)
    {
        await OpenTabsAsync(trainee, "chaos");
        await trainee.GetByTestId("switch-http-latency-500ms").ClickAsync();
        await Expect(trainee.GetByTestId("experiment-http-latency-500ms").Locator(".badge")).ToHaveTextAsync(to);
    }

    /// <summary>Opens views and stays on each until it counts as looked at.</summary>
    private async Task LookAsync(IPage trainee, Guid runId, params string[] views)
    {
        foreach (var view in views)
        {
            var before = await LooksAsync();
            await OpenTabsAsync(trainee, view);
            for (var rounds = 0; await LooksAsync() == before; rounds++)
            {
                Assert.True(rounds < 100, $"The look at {view} was not taken.");
                await trainee.WaitForTimeoutAsync(200);
            }

            async Task<int> LooksAsync()
            {
                await using var db = await _portal.OpenDatabaseAsync();
                return await db.Set<IncidentEvent>()
                    .CountAsync(e =>
                        e.RunId == runId && e.Kind == IncidentEventKind.Looked && e.Subject == view && e.Key.StartsWith("look:")
                    );
            }
        }
    }

    private static async Task OpenTabsAsync(IPage trainee, params string[] tabs)
    {
        foreach (var tab in tabs)
        {
            await trainee.GetByTestId($"tab-{tab}").ClickAsync();
            await trainee.Locator($"[data-testid=tab-{tab}][aria-current=page]").WaitForAsync();
        }
    }

    private async Task<IPage> SignInAsync(Uri address, string userName)
    {
        var page = await browser.SignInAsync(address, userName);
        _windows.Add(page.Context);
        return page;
    }

    private async Task<IPage> OpenAsync(Uri address)
    {
        var window = await browser.NewWindowAsync(address);
        _windows.Add(window);
        return await window.NewPageAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"^Saved \d\d:")]
    private static partial Regex SavedAt();
}
