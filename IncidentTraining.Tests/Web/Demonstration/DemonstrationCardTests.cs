using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Demonstration;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Tests.Web.Demonstration;

/// <summary>The card that fills and empties the demonstration class.</summary>
public sealed class DemonstrationCardTests : PortalPageTest
{
    [Fact]
    public async Task An_empty_class_can_be_filled_and_says_so_while_it_is()
    {
        await SignInAsync(Administrator);
        var page = Open<AdministrationPage>("/admin");
        Assert.Empty(page.FindAll("[data-testid=empty-demonstration]"));
        Assert.Contains("has no work yet", page.Find("[data-testid=demonstration-state]").TextContent, StringComparison.Ordinal);

        Get<MorningQueue>().Tell(MorningState.Playing);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=fill-demonstration]")));
        Assert.Contains("is being filled", page.Find("[data-testid=demonstration-state]").TextContent, StringComparison.Ordinal);

        Get<MorningQueue>().Tell(MorningState.Failed);
        page.WaitForAssertion(() =>
            Assert.Contains("stopped halfway", page.Find("[data-testid=demonstration-state]").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_class_with_a_morning_is_emptied_only_after_the_question()
    {
        await SignInAsync(Administrator);
        _ = Dialogs;
        Assert.Null((await Get<DemonstrationClass>().AddPeopleAsync([("Maren Lindqvist", ClassRole.Trainee)], Ct)).Refusal);
        var before = await Portal.CohortIdAsync();
        var page = Open<AdministrationPage>("/admin");
        Assert.Empty(page.FindAll("[data-testid=fill-demonstration]"));
        var clicked = page.Find("[data-testid=empty-demonstration]").ClickAsync(new());
        Dialogs.WaitForAssertion(() => Button("Delete all of it"));
        Assert.Equal(before, await Portal.CohortIdAsync());
        await Button("Delete all of it").ClickAsync(new());
        await clicked;
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-testid=fill-demonstration]")));
        Assert.NotEqual(before, await Portal.CohortIdAsync());
    }

    private AngleSharp.Dom.IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
