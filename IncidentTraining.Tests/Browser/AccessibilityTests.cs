using Deque.AxeCore.Playwright;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>
/// Every page that a role sees, on a laptop in light colours and on a phone in dark ones: axe finds nothing serious or critical.
/// </summary>
public sealed class AccessibilityTests(BrowserFixture browser) : IDisposable
{
    private const string Day = "/learn/day-4-incident-response";
    private readonly Writing _writing = new();
    private readonly List<string> _barriers = [];

    public void Dispose() => _writing.Dispose();

    [Fact]
    public async Task A_visitors_pages_have_no_barriers_that_a_machine_can_find()
    {
        var address = _writing.Factory.StartOnKestrel();
        await using var window = await browser.NewWindowAsync(address);
        var page = await window.NewPageAsync();
        await VisitAsync(page, "/sign-in", "/join");
        await page.GotoAsync("/nowhere");
        await InspectAsync(page, "not found");
        AssertNoBarriers();
    }

    [Fact]
    public async Task A_trainees_pages_have_no_barriers_that_a_machine_can_find()
    {
        var address = _writing.Factory.StartOnKestrel();
        var document = await _writing.BeginAsync("pir");
        var graded = await _writing.SubmittedAsync();
        var classmates = await CommentedAsync(graded);
        await _writing.DecideAsync(graded, ReviewDecision.Returned);
        var page = await browser.SignInAsync(address, Writing.Author);
        await VisitAsync(
            page,
            "/today",
            Day,
            $"{Day}/lecture-incident-response-principles",
            $"{Day}/lab-1-high-latency",
            $"{Day}/exercise-1-playbook",
            "/practice-shop/source/server/routes/payments.ts",
            "/search?q=latency",
            "/labs",
            "/documents",
            "/documents/new",
            $"/documents/{document}",
            $"/documents/{document}/history",
            $"/documents/{document}/print",
            $"/documents/{graded}",
            $"/documents/{graded}/comments",
            $"/documents/classmates/{classmates}",
            "/quiz"
        );

        await page.GotoAsync("/labs");
        await page.GetByTestId("gather-lab-2-payment-failure").ClickAsync();
        await page.GetByTestId("start-together").WaitForAsync();
        await InspectAsync(page, "lobby");

        await page.GotoAsync("/labs");
        await page.GetByTestId("start-lab-1-high-latency").ClickAsync();
        await Assertions.Expect(page.GetByTestId("workspace")).ToBeVisibleAsync();
        var tabs = await page.Locator("[data-testid^=tab-]").AllAsync();
        Assert.NotEmpty(tabs);
        foreach (var tab in tabs)
        {
            // The previous check has left the narrow screen, on which the views are behind a button.
            await page.SetViewportSizeAsync(1440, 900);
            await tab.ClickAsync();
            await InspectAsync(page, $"run, {await tab.GetAttributeAsync("data-testid")}");
        }

        var run = Guid.Parse(new Uri(page.Url).Segments[^1].TrimEnd('/'));
        var finish = _writing.Factory.Services.GetRequiredService<FinishRun>();
        Assert.Null(
            (await finish.RunAsync(await _writing.Factory.ActorAsync(Writing.Author), run, TestContext.Current.CancellationToken)).Refusal
        );
        await VisitAsync(page, $"/runs/{run}");
        await page.GetByTestId("open-replay").ClickAsync();
        // Its views are those of the run; only the bar above them is its own.
        await Assertions.Expect(page.GetByRole(AriaRole.Slider)).ToBeVisibleAsync();
        await InspectAsync(page, "replay");

        await page.GotoAsync("/quiz");
        await page.GetByTestId("quiz-start").ClickAsync();
        await page.Locator("[data-kind=single] .option").First.ClickAsync();
        await InspectAsync(page, "quiz paper");
        await page.GetByTestId("quiz-finish").ClickAsync();
        await InspectAsync(page, "quiz, finish");
        await page.GetByTestId("quiz-hand-in").ClickAsync();
        await page.WaitForURLAsync("**/result");
        await InspectAsync(page, "quiz result");
        AssertNoBarriers();
    }

    [Fact]
    public async Task The_staffs_pages_have_no_barriers_that_a_machine_can_find()
    {
        var address = _writing.Factory.StartOnKestrel();
        var document = await _writing.SubmittedAsync();
        await CommentedAsync(document);
        await VisitAsync(
            await browser.SignInAsync(address, Writing.Instructor),
            "/today",
            "/reviews",
            "/reviews/documents",
            "/reviews/agreement",
            $"/reviews/{document}",
            $"/documents/{document}/comments",
            "/quiz/results",
            "/quiz/grading",
            "/class",
            $"{Day}/lab-1-high-latency"
        );
        var facilitator = await browser.SignInAsync(address, "demo-facilitator");
        await VisitAsync(facilitator, "/today", "/desk", "/class", "/live-board", "/reviews/documents", "/reviews/moderation", "/labs");
        await facilitator.GetByTestId($"causes-{LabBench.Lab5}").ClickAsync();
        await Assertions.Expect(facilitator.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Causes: Lab 5");
        await InspectAsync(facilitator, "causes");
        await VisitAsync(
            await browser.SignInAsync(address, "demo-administrator"),
            "/today",
            "/admin",
            $"/admin/classes/{await _writing.Factory.CohortIdAsync()}",
            "/admin/content"
        );
        AssertNoBarriers();
    }

    [Fact]
    public async Task The_pages_with_marks_have_no_barriers_that_a_machine_can_find()
    {
        var address = _writing.Factory.StartOnKestrel();
        await MarkedWork.AnsweredAsync(new(_writing.Factory, _writing.Time));
        var (moderated, sample) = (await _writing.FarApartAsync(), await _writing.SampleAsync());
        await VisitAsync(await browser.SignInAsync(address, Writing.Instructor), "/quiz/grading");
        await VisitAsync(await browser.SignInAsync(address, Writing.OtherTrainee), $"/samples/{sample}");
        var page = await browser.SignInAsync(address, "demo-facilitator");
        await VisitAsync(page, $"/reviews/{moderated}/moderate");
        // Including the fields of the question.
        await page.GetByTestId("decide").ClickAsync();
        await page.Locator(".mud-input-error").First.WaitForAsync();
        await InspectAsync(page, "moderation, refused");
        AssertNoBarriers();
    }

    /// <summary>Lets a classmate comment on the author's document, and the author on the classmate's, which is returned.</summary>
    private async Task<Guid> CommentedAsync(Guid own)
    {
        var peers = new PeerClass(_writing);
        Assert.True((await peers.RulesAsync()).Succeeded);
        var classmates = await peers.WrittenAsync(PeerClass.Reader, "pir");
        Assert.Equal([own, classmates], [(await peers.TakeAsync(PeerClass.Reader)).Value, (await peers.TakeAsync(PeerClass.Author)).Value]);
        Assert.True((await peers.CommentAsync(PeerClass.Reader, own, section: "summary")).Succeeded);
        Assert.True((await peers.CommentAsync(PeerClass.Author, classmates, section: "summary")).Succeeded);
        return classmates;
    }

    private void AssertNoBarriers() => Assert.True(_barriers.Count == 0, string.Join('\n', _barriers));

    private async Task VisitAsync(IPage page, params string[] paths)
    {
        foreach (var path in paths)
        {
            Assert.Equal(200, (await page.GotoAsync(path))!.Status);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await InspectAsync(page, path);
        }
    }

    private async Task InspectAsync(IPage page, string place)
    {
        // Between the page of the server and its first rendering by the circuit a working page has no title. A page that never gets one
        // fails here.
        await page.WaitForFunctionAsync("() => document.title && !document.querySelector('main[data-interactive=false]')");
        foreach (var (colours, width, height) in new[] { (ColorScheme.Light, 1440, 900), (ColorScheme.Dark, 390, 844) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
            await page.SetViewportSizeAsync(width, height);
            var found = await page.RunAxe(Axe.Options);
            Assert.NotEmpty(found.Passes);
            _barriers.AddRange(
                found
                    .Violations.Where(violation => violation.Impact is "serious" or "critical")
                    .SelectMany(violation => violation.Nodes.Select(node => $"{place}, {colours} {width}: {violation.Id}: {node.Html}"))
            );
        }
    }
}
