using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using MudBlazor;

namespace IncidentTraining.Tests.Web.People;

/// <summary>Another training day for a class: confirmed with its consequence, refused in words, and changed only after a yes.</summary>
public sealed class ChooseDayFormTests : PortalPageTest
{
    private static readonly TrainingDayChoice[] Days =
    [
        new("day-4-incident-response", "Day 4: Incident response", true),
        new("gone", "Day 9: Gone", false),
    ];

    [Fact]
    public async Task The_day_that_the_class_has_cannot_be_chosen_again()
    {
        var form = await ShowAsync();
        Assert.True(form.Find("[data-testid=change-day]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_question_names_the_class_its_members_and_both_answers_and_a_no_changes_nothing()
    {
        var form = await ShowAsync();
        var asked = await AskAsync(form);
        Assert.Contains("Demonstration class change to those of “Day 9: Gone”", Dialogs.Markup);
        Assert.Contains("all 5 members", Dialogs.Markup);
        await Button("Keep current day").ClickAsync(new());
        await asked;
        Assert.Equal("", form.Find("[data-testid=day-changed]").TextContent);
        Assert.Empty(form.FindAll(".refusal"));
        Assert.Equal("day-4-incident-response", (await ClassAsync()).DayId);
    }

    [Fact]
    public async Task What_the_use_case_refuses_is_said_in_the_form()
    {
        var form = await ShowAsync();
        var asked = await AskAsync(form);
        await Button("Change day").ClickAsync(new());
        await asked;
        form.WaitForAssertion(() => Assert.Contains("Choose a training day from the list.", form.Find("[role=alert]").TextContent));
        Assert.Equal("", form.Find("[data-testid=day-changed]").TextContent);
    }

    private AngleSharp.Dom.IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private async Task<Task> AskAsync(IRenderedComponent<ChooseDayForm> form)
    {
        _ = Dialogs;
        await form.InvokeAsync(() => form.FindComponent<MudSelect<string>>().Instance.SelectOption("gone"));
        var asked = form.Find("[data-testid=change-day]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        return asked;
    }

    private async Task<IRenderedComponent<ChooseDayForm>> ShowAsync()
    {
        var actor = await SignInAsync(Administrator);
        var cohort = await ClassAsync();
        return Render<ChooseDayForm>(p => p.Add(form => form.Actor, actor).Add(form => form.Cohort, cohort).Add(form => form.Days, Days));
    }

    private async Task<ClassDetails> ClassAsync() =>
        (await Get<ClassList>().OneAsync(await Portal.ActorAsync(Administrator), await Portal.CohortIdAsync(), Ct)).Value;
}
