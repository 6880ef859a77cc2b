using AngleSharp.Dom;
using Bunit;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Web.People;

/// <summary>Help for one member, two clicks from the list, with messages about the result.</summary>
public sealed class MemberDialogTests : PortalPageTest
{
    [Fact]
    public async Task A_forgotten_passphrase_is_two_clicks_and_the_code_is_shown_once()
    {
        await OpenForAsync("Thea Novak");
        await ClickAsync("reset");
        Dialogs.WaitForAssertion(() => Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$", Find("one-time-code").TextContent));
        Assert.Contains("Give this one-time code to Thea Novak", Find("issued").TextContent);
        Assert.Contains("/sign-in/code", Find("issued").TextContent);

        await ClickAsync("close");
        await OpenForAsync("Thea Novak");
        Assert.Empty(Dialogs.FindAll("[data-testid=one-time-code]"));
    }

    [Fact]
    public async Task A_removal_asks_first_says_what_is_kept_and_can_be_undone_on_the_page()
    {
        var page = await OpenForAsync("Thea Novak");
        await ClickAsync("remove");
        Assert.Contains("runs, documents and answers are kept", Find("remove-question").TextContent);
        await ClickAsync("remove-now");
        page.WaitForAssertion(() =>
            Assert.Contains("no longer in Demonstration class", page.Find("[data-testid=member-said]").TextContent)
        );
        page.WaitForAssertion(() => Assert.DoesNotContain("Thea Novak", page.Find("[data-testid=members]").TextContent));
        page.WaitForAssertion(() => Assert.Contains("Thea Novak", page.Find("[data-testid=removed]").TextContent));

        await page.Find("[data-testid=put-back]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Thea Novak", page.Find("[data-testid=members]").TextContent));
        page.WaitForAssertion(() => Assert.Contains("Thea Novak is back", page.Find("[data-testid=put-done]").TextContent));
        Assert.Equal("", page.Find("[data-testid=member-said]").TextContent);
    }

    [Fact]
    public async Task A_refusal_is_said_in_the_dialog_and_the_dialog_stays()
    {
        await OpenForAsync("Femi Larsen");
        await ClickAsync("remove");
        await ClickAsync("remove-now");
        Dialogs.WaitForAssertion(() => Assert.Contains("last facilitator", Dialogs.Find("[role=alert]").TextContent));
        Assert.NotNull(Find("close"));
    }

    [Fact]
    public async Task Two_roles_of_staff_are_saved_and_shown_in_the_list()
    {
        var page = await OpenForAsync("Femi Larsen");
        await Find("role-Instructor").ChangeAsync(new ChangeEventArgs { Value = true });
        await ClickAsync("save-roles");
        Dialogs.WaitForAssertion(() =>
            Assert.Contains("a facilitator and an instructor of Demonstration class", Find("member-done").TextContent)
        );
        page.WaitForAssertion(() => Assert.Contains("Facilitator and instructor", page.Find("[data-testid=members]").TextContent));
    }

    [Fact]
    public async Task An_instructor_sees_the_members_without_help()
    {
        await SignInAsync("demo-instructor");
        var page = Open<ClassPage>("/class");
        Assert.NotEmpty(page.FindAll("[data-testid=members]"));
        Assert.Empty(page.FindAll("[data-testid=help], [data-testid=add-people], [data-testid=people-list], [data-testid=rename-class]"));
    }

    [Fact]
    public async Task Who_has_not_arrived_is_a_filter()
    {
        await Portal.SignInAsync("demo-trainee-1");
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class?role=not-arrived&q=T");
        page.WaitForAssertion(() =>
            Assert.Equal(
                ["Thea Novak", "Tomoko Sato"],
                page.FindAll("[data-testid=members] tbody tr td:first-child")
                    .Select(cell => cell.TextContent.Trim())
                    .Where(name => name.StartsWith('T'))
            )
        );
    }

    private IElement Find(string testId) => Dialogs.Find($"[data-testid={testId}]");

    private Task ClickAsync(string testId) => Find(testId).ClickAsync(new());

    private async Task<IRenderedComponent<ClassPage>> OpenForAsync(string name)
    {
        _ = Dialogs;
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        // The click ends when the dialog does.
        _ = page.Find($"[aria-label='Help {name}']").ClickAsync(new());
        Dialogs.WaitForElement("[data-testid=reset]");
        return page;
    }
}
