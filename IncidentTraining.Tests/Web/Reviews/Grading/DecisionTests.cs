using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Grading;

namespace IncidentTraining.Tests.Web.Reviews.Grading;

/// <summary>Decisions at the desk: missing entries are reported first, then the consequence, and only then is it executed.</summary>
public sealed class DecisionTests : DeskTest
{
    [Fact]
    public async Task Accepting_asks_with_its_consequence_and_opens_the_next_document()
    {
        _ = Dialogs;
        var (id, next) = (await OpenAsync(), await Writer.SubmittedAsync("playbook"));
        LeftDocument? left = null;
        var page = Open<GradingDesk>($"/reviews/{id}", p => p.Add(one => one.DocumentId, id).Add(one => one.Leave, went => left = went));
        await page.Find("[data-testid=accept]").ClickAsync(new());
        Assert.Contains("The review is empty", page.Find("[data-testid=problems]").TextContent, StringComparison.Ordinal);
        await ChooseAsync(page, 0, 1);
        await page.Find("[data-testid=accept]").ClickAsync(new());
        Assert.Contains(Rubric.Criteria[1].Title, page.Find("[data-testid=problems]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Dialogs.FindAll("[role=dialog]"));

        for (var index = 1; index < Rubric.Criteria.Count; index++)
        {
            await ChooseAsync(page, index, 1);
        }

        var asked = page.Find("[data-testid=accept]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        var points = Rubric.Criteria.Sum(criterion => criterion.Levels[1].Points);
        Assert.Contains($"{points} of {Rubric.MostPoints} points become the grade. Its author sees it at once", Dialogs.Markup);
        await Button("Back").ClickAsync(new());
        await asked;
        Assert.Equal($"/reviews/{id}", Address);
        Assert.Equal(ReviewDecision.Open, await DecisionAsync(id));

        asked = page.Find("[data-testid=accept]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Button("Accept").ClickAsync(new());
        await asked;
        Assert.Equal($"/reviews/{next}", Address);
        Assert.Equal(ReviewDecision.Accepted, await DecisionAsync(id));
        Assert.Equal((id, "accepted", next), (left!.DocumentId, left.Done, left.NextId));
    }

    [Fact]
    public async Task Returning_needs_a_message_and_the_last_document_leads_to_the_queue()
    {
        _ = Dialogs;
        var id = await OpenAsync();
        var page = Desk(id);
        await ChooseAsync(page, 0, 0);
        await page.Find("[data-testid=return]").ClickAsync(new());
        Assert.Contains("Describe the required changes", page.Find("[data-testid=problems]").TextContent, StringComparison.Ordinal);
        await TypeAsync(page, "summary", "Measure it.");
        var asked = page.Find("[data-testid=return]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        Assert.Contains(DecisionWords.Returning, Dialogs.Markup);
        await Button("Return").ClickAsync(new());
        await asked;
        Assert.Equal("/reviews", Address);
        Assert.Equal(ReviewDecision.Returned, await DecisionAsync(id));
    }

    [Fact]
    public async Task An_accepted_document_shows_its_grade_and_can_be_corrected_on_the_same_page()
    {
        var id = await OpenAsync();
        await Writer.DecideAsync(id, ReviewDecision.Accepted, "Well told.");
        var page = Desk(id);
        Assert.Contains("Well told.", page.Find("[data-testid=summary]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=grading], [data-testid=release-one]"));
        await page.Find("[data-testid=reopen]").ClickAsync(new());
        page.WaitForElement("[data-testid=grading]");
        Assert.Contains("100 of 100", Total(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_held_back_grade_is_released_after_a_question_and_the_others_stay()
    {
        _ = Dialogs;
        Assert.True(
            (
                await Get<ChangeGradingRules>()
                    .RunAsync(await Portal.ActorAsync(Writing.Instructor), await Portal.CohortIdAsync(), new(ReleaseTogether: true), Ct)
            ).Succeeded
        );
        var (id, other) = (await OpenAsync(), await Writer.SubmittedAsync("playbook"));
        await Writer.DecideAsync(id, ReviewDecision.Accepted);
        await Writer.DecideAsync(other, ReviewDecision.Accepted);
        var page = Desk(id);
        var asked = page.Find("[data-testid=release-one]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Button("Release").ClickAsync(new());
        await asked;
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=release-one]")));
        var author = await Portal.ActorAsync(Writing.Author);
        Assert.Single((await Get<ReadResults>().RunAsync(author, id, Ct)).Value);
        Assert.Empty((await Get<ReadResults>().RunAsync(author, other, Ct)).Value);
    }
}
