using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Reviews;

/// <summary>A decision about a document reaches its writers on every page, without a reload and without taking the focus.</summary>
public sealed class NewsInTheBrowserTests(BrowserFixture browser)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_appears_on_a_reading_page_and_on_a_working_page_and_stays_until_it_is_closed()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var id = await writing.BeginAsync("runbook");
        var other = await writing.ActorAsync(Writing.OtherTrainee);
        Assert.True((await writing.UseCase<WriteTogether>().InviteAsync(await writing.ActorAsync(), id, other.PersonId, Ct)).Succeeded);
        await writing.SubmitAsync(id);
        var reading = await OnAsync(address, Writing.Author, "/learn/day-4-incident-response");
        var working = await OnAsync(address, Writing.OtherTrainee, "/labs");
        var stranger = await OnAsync(address, "demo-trainee-3", "/labs");
        await working.GetByTestId("places-button").EvaluateAsync("() => document.querySelector('.menu summary').focus()");

        await writing.DecideAsync(id, ReviewDecision.Returned);
        foreach (var page in (IPage[])[reading, working])
        {
            await page.GetByTestId("news").GetByText("was returned with comments.").WaitForAsync();
        }

        Assert.Equal("SUMMARY", await working.EvaluateAsync<string>("document.activeElement.tagName"));
        await working.GetByTestId("news").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await reading.GetByTestId("news").GetByRole(AriaRole.Link).ClickAsync();
        await reading.WaitForURLAsync($"**/documents/{id}");

        // On the document's own page there is no note; elsewhere there is only one note per document, the latest.
        await writing.SubmitAsync(id);
        await writing.DecideAsync(id, ReviewDecision.Accepted);
        await working.GetByTestId("news").GetByText("was accepted and graded.").WaitForAsync();
        await writing.CorrectAsync(id, level: 1);
        await working.GetByTestId("news").GetByText("has a new grade.").WaitForAsync();
        Assert.Equal(1, await working.Locator(".news-note").CountAsync());
        Assert.Equal(0, await reading.Locator(".news-note").CountAsync());
        Assert.Equal(0, await stranger.Locator(".news-note").CountAsync());
        foreach (var page in (IPage[])[reading, working, stranger])
        {
            await page.Context.CloseAsync();
        }
    }

    private async Task<IPage> OnAsync(Uri address, string who, string path)
    {
        var page = await browser.SignInAsync(address, who);
        var told = new TaskCompletionSource();
        page.WebSocket += (_, socket) =>
        {
            if (socket.Url.Contains("/hubs/pager", StringComparison.Ordinal))
            {
                socket.FrameReceived += (_, frame) =>
                    _ = frame.Text?.Contains("Pages", StringComparison.Ordinal) is true && told.TrySetResult();
            }
        };
        await page.GotoAsync(path);
        // The first answer of the hub follows its subscriptions.
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        return page;
    }
}
