using Bunit;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Tests.Web.People;

/// <summary>A list of people: checked line by line, added as a whole, and confirmed with codes to print.</summary>
public sealed class AddPeopleFormTests : PortalPageTest
{
    [Fact]
    public async Task A_problem_names_its_line_and_the_list_can_be_added_after_its_correction()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        await FillAsync(page, "Ben Ortiz\nThea Novak");
        page.WaitForAssertion(() => Assert.Contains("1 of 2 lines has a problem", page.Find("[data-testid=people-preview]").TextContent));
        Assert.Contains("Line 2", page.Find(".list-preview .has-problem").TextContent);
        Assert.True(page.Find("[data-testid=add-people]").HasAttribute("disabled"));

        await FillAsync(page, "Ben Ortiz\nZoe Lind");
        page.WaitForAssertion(() => Assert.Contains("no problems", page.Find("[data-testid=people-preview]").TextContent));
        await page.Find("[data-testid=add-people]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=seats] li").Count));
        Assert.Contains("2 people are now in Demonstration class", page.Find("[data-testid=people-added]").TextContent);
        Assert.Contains("Ben Ortiz", page.Find("[data-testid=members]").TextContent);
    }

    private static async Task FillAsync(IRenderedComponent<ClassPage> page, string text)
    {
        await page.Find("[data-testid=people-list]").ChangeAsync(new() { Value = text });
        await page.Find("[data-testid=preview-people]").ClickAsync(new());
    }
}
