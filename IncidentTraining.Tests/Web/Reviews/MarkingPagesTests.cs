using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Reviews.Agreement;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>Second marks, the decision between two marks, and samples, on the real use cases.</summary>
public sealed class MarkingPagesTests : PortalPageTest
{
    private readonly Writing _writing;
    private Actor? _ines;

    public MarkingPagesTests()
        : this(new Writing()) { }

    private MarkingPagesTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    private Rubric Rubric => Get<Rubrics>().Find("runbook")!;

    [Fact]
    public async Task The_first_grader_cannot_give_the_second_marks_and_sees_no_form()
    {
        var id = await MarkedOnceAsync();
        await SignInAsync(Writing.Instructor);
        var page = Second(id);
        Assert.Contains("You cannot mark this document", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("input, textarea"));
    }

    [Fact]
    public async Task Second_marks_are_stored_once_with_their_explanation_and_the_page_goes_back_to_the_list()
    {
        var id = await MarkedOnceAsync();
        SignIn(_ines!, "Ines Duarte");
        var page = Second(id);
        await ChooseAsync(page, 0);
        await page.Find("[data-testid=why]").ChangeAsync(new() { Value = "Close to sound." });
        var button = page.Find("[data-testid=mark]");
        await Task.WhenAll(button.ClickAsync(new()), button.ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal("/reviews/agreement", Address));
        await using var db = await Portal.OpenDatabaseAsync();
        var stored = Assert.Single(await db.Set<SecondMark>().ToListAsync(Ct));
        Assert.Equal((id, _ines!.PersonId, "Close to sound."), (stored.DocumentId, stored.GraderId, stored.Why));
        Assert.Empty(page.FindAll(".refusal"));
    }

    [Fact]
    public async Task A_criterion_without_a_level_is_asked_for_and_nothing_is_stored()
    {
        var id = await MarkedOnceAsync();
        SignIn(_ines!, "Ines Duarte");
        var page = Second(id);
        var last = Rubric.Criteria[^1];
        await ChooseAsync(page, 1, Rubric.Criteria.Where(criterion => criterion != last));
        await page.Find("[data-testid=why]").ChangeAsync(new() { Value = "Kept." });
        await page.Find("[data-testid=mark]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Equal($"missing-{last.Id}", Assert.Single(page.FindAll(".refusal")).GetAttribute("data-testid"))
        );
        JSInterop.VerifyFocusAsyncInvoke();
        Assert.Equal("Kept.", page.Find("[data-testid=why]").GetAttribute("value"));
        Assert.Equal(0, await CountAsync());

        await page.Find($"[data-testid=level-{last.Id}-1]").ChangeAsync(new() { Value = "1" });
        await page.Find("[data-testid=mark]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("/reviews/agreement", Address));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task When_someone_else_gives_the_second_marks_first_the_page_says_so_and_keeps_what_was_entered()
    {
        var id = await MarkedOnceAsync();
        SignIn(_ines!, "Ines Duarte");
        var page = Second(id);
        await ChooseAsync(page, 1);
        await page.Find("[data-testid=why]").ChangeAsync(new() { Value = "Mine." });
        var other = await _writing.SecondInstructorAsync("Joel Haas");
        Assert.True((await Get<MarkBlind>().RunAsync(other, new(id, All(0), "First."), Ct)).Succeeded);
        page.WaitForAssertion(() =>
            Assert.Contains("You cannot give the second marks for this document.", page.Find(".refusal").TextContent)
        );
        Assert.Equal("Mine.", page.Find("[data-testid=why]").GetAttribute("value"));
        Assert.Equal(Rubric.Criteria.Count, page.FindAll("input[checked]").Count);

        await page.Find("[data-testid=mark]").ClickAsync(new());
        Assert.Equal("Mine.", page.Find("[data-testid=why]").GetAttribute("value"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Both_marks_are_beside_each_other_and_only_levels_on_which_they_agree_are_chosen()
    {
        var id = await FarApartAsync(agree: Rubric.Criteria[0].Id);
        await SignInAsync(Facilitator);
        var page = Moderate(id);
        Assert.Equal(Rubric.Criteria.Count - 1, page.FindAll("tr.apart").Count);
        Assert.Contains("Low.", page.Find(".why blockquote").TextContent);
        Assert.StartsWith(
            $"level-{Rubric.Criteria[0].Id}-",
            Assert.Single(page.FindAll("input[checked]")).GetAttribute("data-testid"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(Writing.Instructor)]
    [InlineData(Writing.Author)]
    public async Task Who_gave_one_of_the_marks_or_is_no_staff_cannot_decide(string userName)
    {
        var id = await FarApartAsync();
        await SignInAsync(userName);
        var page = Moderate(id);
        Assert.Contains("There is nothing to decide here", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=compared], input, textarea"));
    }

    [Fact]
    public async Task A_decision_needs_a_reason_and_is_made_only_after_its_consequence_was_confirmed()
    {
        _ = Dialogs;
        var id = await FarApartAsync();
        await SignInAsync(Facilitator);
        var page = Moderate(id);
        await ChooseAsync(page, 1);
        await page.Find("[data-testid=decide]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Explain your decision", page.Find(".mud-input-error").TextContent));
        Assert.Empty(Dialogs.FindAll("[role=dialog]"));

        await page.Find("[data-testid=why]").ChangeAsync(new() { Value = "In between." });
        var asked = page.Find("[data-testid=decide]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        var sum = Rubric.Criteria.Sum(criterion => criterion.Levels[1].Points);
        Assert.Contains($"{sum} of {Rubric.MostPoints} points become the grade.", Dialogs.Markup);
        await Button("Back").ClickAsync(new());
        await asked;
        Assert.Equal($"/reviews/{id}/moderate", Address);
        Assert.False((await MarksAsync()).Moderated);

        asked = page.Find("[data-testid=decide]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Button("Decide").ClickAsync(new());
        await asked;
        Assert.Equal($"/reviews/moderation/{await Portal.CohortIdAsync()}", Address);
        Assert.True((await MarksAsync()).Moderated);
    }

    [Fact]
    public async Task When_another_moderator_decides_first_the_page_says_so_and_keeps_the_reason()
    {
        var id = await FarApartAsync();
        await SignInAsync(Facilitator);
        var page = Moderate(id);
        await page.Find("[data-testid=why]").ChangeAsync(new() { Value = "Mine." });
        var other = await _writing.SecondInstructorAsync("Mio Kato");
        Assert.True((await Get<ModerateMarks>().RunAsync(other, new(id, All(1), "Theirs."), Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Contains("There is nothing to moderate for this document.", page.Find(".refusal").TextContent));
        Assert.Equal("Mine.", page.Find("[data-testid=why]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_discarded_draft_goes_back_to_the_levels_on_which_both_agree()
    {
        var id = await FarApartAsync(agree: Rubric.Criteria[0].Id);
        await SignInAsync(Facilitator);
        var page = Moderate(id);
        await ChooseAsync(page, 2);
        await page.Find("[data-testid=why]").ChangeAsync(new() { Value = "Not to be kept." });
        await page.InvokeAsync(page.FindComponent<FieldDrafts>().Instance.DiscardAsync);
        Assert.Single(page.FindAll("input[checked]"));
        Assert.Equal("", page.Find("[data-testid=why]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_sample_hides_its_reference_until_it_is_marked_and_shows_both_then()
    {
        var sample = await SampleAsync();
        await SignInAsync(Writing.OtherTrainee);
        var page = Sample(sample);
        Assert.Empty(page.FindAll("[data-testid=compared]"));
        Assert.Empty(page.FindAll("input[checked]"));
        await page.Find("[data-testid=mark]").ClickAsync(new());
        Assert.Equal(Rubric.Criteria.Count, page.FindAll(".refusal").Count);
        Assert.Empty(page.FindAll("[data-testid=compared]"));

        await ChooseAsync(page, 0);
        await page.Find("[data-testid=mark]").ClickAsync(new());
        page.WaitForElement("[data-testid=compared]");
        Assert.Contains("Your marks", page.Find("[data-testid=compared] thead").TextContent);
        Assert.Empty(page.FindAll("input"));
    }

    [Fact]
    public async Task Who_made_a_sample_does_not_mark_it()
    {
        var sample = await SampleAsync();
        await SignInAsync(Writing.Instructor);
        var page = Sample(sample);
        Assert.Contains("You created this sample", page.Markup);
        Assert.Empty(page.FindAll("input, [data-testid=mark]"));
    }

    [Fact]
    public async Task A_sample_that_is_not_for_trainees_cannot_be_shown_to_one()
    {
        var sample = await SampleAsync(forTrainees: false);
        await SignInAsync(Writing.OtherTrainee);
        Assert.Contains("This sample cannot be shown", Sample(sample).Find("h1").TextContent);
    }

    private IRenderedComponent<SecondMarkPage> Second(Guid id) =>
        Open<SecondMarkPage>($"/reviews/{id}/second", p => p.Add(page => page.DocumentId, id));

    private IRenderedComponent<ModeratePage> Moderate(Guid id) =>
        Open<ModeratePage>($"/reviews/{id}/moderate", p => p.Add(page => page.DocumentId, id));

    private IRenderedComponent<SamplePage> Sample(Guid id) => Open<SamplePage>($"/samples/{id}", p => p.Add(page => page.SampleId, id));

    private AngleSharp.Dom.IElement Button(string words) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == words);

    private async Task ChooseAsync<T>(IRenderedComponent<T> page, int level, IEnumerable<Criterion>? criteria = null)
        where T : IComponent
    {
        foreach (var criterion in criteria ?? Rubric.Criteria)
        {
            await page.Find($"[data-testid=level-{criterion.Id}-{level}]").ChangeAsync(new() { Value = $"{level}" });
        }
    }

    private Dictionary<string, int> All(int level) => Rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => level);

    private async Task<Guid> MarkedOnceAsync()
    {
        Assert.True(
            (
                await Get<ChangeGradingRules>()
                    .RunAsync(
                        await Portal.ActorAsync(Writing.Instructor),
                        await Portal.CohortIdAsync(),
                        new GradingRules(DoubleMarkPercent: 100),
                        Ct
                    )
            ).Succeeded
        );
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        _ines = await _writing.SecondInstructorAsync("Ines Duarte");
        return id;
    }

    private async Task<Guid> FarApartAsync(string? agree = null)
    {
        var id = await MarkedOnceAsync();
        var levels = All(0);
        if (agree is not null)
        {
            levels[agree] = await FirstLevelAsync(id, agree);
        }

        Assert.True((await Get<MarkBlind>().RunAsync(_ines!, new(id, levels, "Low."), Ct)).Succeeded);
        return id;
    }

    private async Task<int> FirstLevelAsync(Guid id, string criterion)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return Levels.Of((await db.Set<Review>().SingleAsync(review => review.DocumentId == id, Ct)).ReadNotes())[criterion];
    }

    private async Task<Guid> SampleAsync(bool forTrainees = true)
    {
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return (await Get<SaveAsSample>().RunAsync(await Portal.ActorAsync(Writing.Instructor), id, forTrainees, Ct)).Value;
    }

    private async Task<int> CountAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Set<SecondMark>().CountAsync(Ct);
    }

    private async Task<MarkedTwice> MarksAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return Assert.Single(await Get<ReadAgreement>().TwiceAsync(db, await Portal.CohortIdAsync(), null, Ct));
    }
}
