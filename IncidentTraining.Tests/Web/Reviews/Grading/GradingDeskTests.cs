using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Reviews.Grading;
using IncidentTraining.Web.Features.Reviews.Grading.Fields;

namespace IncidentTraining.Tests.Web.Reviews.Grading;

/// <summary>The states of the grading desk, on the real use cases.</summary>
public sealed class GradingDeskTests : DeskTest
{
    [Fact]
    public async Task An_open_document_is_locked_and_each_mark_is_stored_at_once()
    {
        var id = await OpenAsync();
        var page = Desk(id);
        await WaitAsync(async () => Assert.Equal([id], await HeldAsync()));
        Assert.Contains($"{Rubric.Criteria.Count} of {Rubric.Criteria.Count} criteria open", Total(page), StringComparison.Ordinal);
        await ChooseAsync(page, 0, 1);
        page.WaitForAssertion(() => Assert.Equal("saved", State(page)));
        Assert.Contains($"{Rubric.Criteria[0].Levels[1].Points} of {Rubric.MostPoints}", Total(page), StringComparison.Ordinal);
        Assert.Equal(1, (await StoredAsync(id)).Notes.Mark(Rubric.Criteria[0].Id).Level);

        await page.Find($"[data-testid=clear-{Rubric.Criteria[0].Id}]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("saved", State(page)));
        Assert.Null((await StoredAsync(id)).Notes.Mark(Rubric.Criteria[0].Id).Level);
    }

    [Fact]
    public async Task A_text_is_stored_when_its_field_is_left_or_the_grader_pauses()
    {
        var id = await OpenAsync();
        var page = Desk(id);
        await TypeAsync(page, "summary", "Add the recovery.");
        Assert.Equal("unsaved", State(page));
        await page.Find("[data-testid=summary]").BlurAsync(new());
        page.WaitForAssertion(() => Assert.Equal("saved", State(page)));
        Assert.Equal("Add the recovery.", (await StoredAsync(id)).Notes.Summary);

        await TypeAsync(page, "comment-steps", "Which order?");
        Writer.Time.Advance(ReviewSaver.Quiet);
        page.WaitForAssertion(() => Assert.Equal("Which order?", page.Find("[data-testid=comment-steps]").GetAttribute("data-from")));
        Assert.Equal("Which order?", (await StoredAsync(id)).Notes.SectionComments["steps"]);
    }

    [Fact]
    public async Task A_document_of_another_grader_can_be_read_and_opens_when_it_is_released()
    {
        var id = await OpenAsync();
        var other = await Writer.SecondInstructorAsync("Rosa Hold");
        Assert.True((await Get<HoldDocument>().TakeAsync(other, id, Ct)).Succeeded);
        var page = Desk(id);
        Assert.Contains("Rosa Hold is grading this document", page.Find("[data-testid=held]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=grading], textarea, input"));
        Assert.NotEmpty(page.FindAll("[data-testid=read-steps]"));

        Assert.True((await Get<HoldDocument>().LayBackAsync(other, id, Ct)).Succeeded);
        page.WaitForElement("[data-testid=grading]");
        Assert.Empty(page.FindAll("[data-testid=held]"));
    }

    [Fact]
    public async Task When_another_grader_has_taken_over_the_text_stays_and_is_not_stored()
    {
        var id = await OpenAsync();
        var page = Desk(id);
        await WaitAsync(async () => Assert.Equal([id], await HeldAsync()));
        await TypeAsync(page, "summary", "Mine.");
        var other = await Writer.SecondInstructorAsync("Rosa Hold");
        Assert.True((await Get<HoldDocument>().LayBackAsync(await Portal.ActorAsync(Writing.Instructor), id, Ct)).Succeeded);
        Assert.True((await Get<HoldDocument>().TakeAsync(other, id, Ct)).Succeeded);
        Writer.Time.Advance(ReviewLock.Every);
        page.WaitForAssertion(() =>
            Assert.Contains("Rosa Hold is grading", page.Find("[data-testid=held]").TextContent, StringComparison.Ordinal)
        );
        page.WaitForAssertion(() => Assert.Equal("problem", State(page)));
        Assert.Equal("Mine.", page.Find("[data-testid=summary]").GetAttribute("value"));
        Assert.Equal(0, (await StoredAsync(id)).Version);
    }

    [Fact]
    public async Task What_another_window_has_stored_comes_in_and_never_replaces_an_entry()
    {
        var id = await OpenAsync();
        var page = Desk(id);
        await TypeAsync(page, "summary", "Mine.");
        var notes = new ReviewNotes(
            new Dictionary<string, CriterionMark> { [Rubric.Criteria[0].Id] = new(2, "Theirs too.") },
            new Dictionary<string, string>(),
            "Theirs."
        );
        Assert.True((await Get<SaveReview>().RunAsync(await Portal.ActorAsync(Writing.Instructor), new(id, 0, notes), Ct)).Value.Saved);
        page.WaitForElement("[data-testid=dispute-summary]");
        Assert.Equal("Mine.", page.Find("[data-testid=summary]").GetAttribute("value"));
        Assert.True(page.Find($"[data-testid=level-{Rubric.Criteria[0].Id}-2]").HasAttribute("checked"));
        Assert.Equal("conflict", State(page));
        // Until a person chooses, neither a decision nor moving to the next document overwrites it.
        await page.Find("[data-testid=save-next]").ClickAsync(new());
        Assert.Contains("could not be saved", page.Find("[data-testid=problems]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Theirs.", (await StoredAsync(id)).Notes.Summary);

        await page.Find("[data-testid=keep-mine]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("saved", State(page)));
        Assert.Equal("Mine.", (await StoredAsync(id)).Notes.Summary);
    }

    [Fact]
    public async Task A_draft_that_was_typed_over_another_text_is_asked_about()
    {
        var id = await OpenAsync();
        await SaveAsync(id, "Theirs.");
        var page = Desk(id);
        await page.InvokeAsync(() => page.FindComponent<FieldDrafts>().Instance.ApartAsync("summary", "Before."));
        await TypeAsync(page, "summary", "Mine.");
        Assert.Contains("Theirs.", page.Find("[data-testid=dispute-summary]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Before.", page.Find("[data-testid=summary]").GetAttribute("data-from"));
        await page.Find("[data-testid=summary]").BlurAsync(new());
        Assert.Equal("Theirs.", (await StoredAsync(id)).Notes.Summary);
        await page.Find("[data-testid=take-stored]").ClickAsync(new());
        Assert.Equal("Theirs.", page.Find("[data-testid=summary]").GetAttribute("value"));
    }

    [Fact]
    public async Task The_marks_of_an_earlier_submission_are_offered_one_by_one_or_for_all_open_criteria()
    {
        var id = await OpenAsync();
        await Writer.DecideAsync(id, ReviewDecision.Returned);
        await Writer.SubmitAsync(id);
        var page = Desk(id);
        var (own, best) = (Rubric.Criteria[0], Rubric.Criteria[0].Levels.Count - 1);
        await ChooseAsync(page, 0, 0);
        await page.Find("[data-testid=take-all-earlier]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("saved", State(page)));
        var stored = (await StoredAsync(id)).Notes;
        Assert.Equal(0, stored.Mark(own.Id).Level);
        Assert.All(Rubric.Criteria.Skip(1), criterion => Assert.Equal(criterion.Levels.Count - 1, stored.Mark(criterion.Id).Level));
        await page.Find($"[data-testid=take-earlier-{own.Id}]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.True(page.Find($"[data-testid=level-{own.Id}-{best}]").HasAttribute("checked")));
        Assert.NotEmpty(page.FindAll("[data-testid=changes]"));
    }

    [Fact]
    public async Task A_document_that_is_decided_elsewhere_shows_so_and_gives_back_what_was_not_stored()
    {
        var id = await OpenAsync();
        var page = Desk(id);
        await TypeAsync(page, "summary", "Not stored.");
        await Writer.DecideAsync(id, ReviewDecision.Returned);
        page.WaitForElement("[data-testid=kept-words]");
        Assert.Contains("returned to its author", page.Markup, StringComparison.Ordinal);
        Assert.Contains("To the author: Not stored.", page.Find("[data-testid=kept-words] textarea").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=grading]"));

        await Writer.SubmitAsync(id);
        page.WaitForElement("[data-testid=another-submission]");
        Assert.Equal("Not stored.", page.Find("textarea[data-testid=summary]").GetAttribute("value"));
    }

    [Theory]
    [InlineData(Writing.Author)]
    [InlineData(Writing.OtherTrainee)]
    [InlineData(Facilitator)]
    [InlineData(Administrator)]
    public async Task Only_instructors_of_the_class_see_the_document_with_its_rubric(string userName)
    {
        var id = await OpenAsync();
        await SignInAsync(userName);
        var page = Desk(id);
        Assert.Contains("cannot be graded", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=grading], [data-testid=truth], [data-testid=read-steps]"));
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task A_document_whose_first_marks_are_hidden_from_the_grader_is_not_shown()
    {
        Assert.True(
            (
                await Get<ChangeGradingRules>()
                    .RunAsync(await Portal.ActorAsync(Writing.Instructor), await Portal.CohortIdAsync(), new(DoubleMarkPercent: 100), Ct)
            ).Succeeded
        );
        var id = await OpenAsync();
        var other = await Writer.SecondInstructorAsync("Ines Duarte");
        SignIn(other, "Ines Duarte");
        var page = Desk(id);
        Assert.NotEmpty(page.FindAll("[data-testid=grading]"));
        await TypeAsync(page, "summary", "Mine.");
        // The first marks are given while the desk is open, and its lock has expired.
        Assert.True((await Get<HoldDocument>().LayBackAsync(other, id, Ct)).Succeeded);
        await Writer.DecideAsync(id, ReviewDecision.Accepted, "First marks.");
        page.WaitForAssertion(() => Assert.Contains("cannot be graded", page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("First marks.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Mine.", page.Find("[data-testid=kept-words]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_just_before_the_page_was_left_is_stored_and_the_lock_is_released()
    {
        var id = await OpenAsync();
        var page = Desk(id);
        await WaitAsync(async () => Assert.Equal([id], await HeldAsync()));
        await TypeAsync(page, "summary", "The last words.");
        await page.InvokeAsync(() => ((IAsyncDisposable)page.Instance).DisposeAsync().AsTask());
        Assert.Equal("The last words.", (await StoredAsync(id)).Notes.Summary);
        Assert.Empty(await HeldAsync());
    }
}
