using AngleSharp.Dom;
using Bunit;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Tests.Web.People;

/// <summary>Two accounts of one person are merged in the dialog of the member, and become two again on the page.</summary>
public sealed class MergeFormTests : PortalPageTest
{
    [Fact]
    public async Task The_plan_is_shown_before_the_page_says_what_was_done_and_undoes_it()
    {
        var second = await JoinAsync("Thea Novak 2");
        var member = (
            await Get<ClassList>().OneAsync(await Portal.ActorAsync(Administrator), await Portal.CohortIdAsync(), Ct)
        ).Value.Members.Single(one => one.Name == second);
        Assert.True(
            (await Get<StartDocument>().RunAsync(new Actor(member.PersonId), new(await Portal.CohortIdAsync(), "runbook"), Ct)).Succeeded
        );
        _ = Dialogs;
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        // The click ends when the dialog does.
        _ = page.Find("[aria-label='Help Thea Novak']").ClickAsync(new());
        Dialogs.WaitForElement("[data-testid=merge-accounts]");
        await Find("merge-accounts").ClickAsync(new());
        Assert.True(Find("merge-now").HasAttribute("disabled"));
        await Find("merge-from").ChangeAsync(new() { Value = member.PersonId.ToString() });
        Dialogs.WaitForAssertion(() => Assert.Contains("Documents with all versions", Find("merge-plan").TextContent));
        Assert.Equal("Merge Thea Novak 2 into Thea Novak", Find("merge-now").TextContent);

        await Find("merge-now").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("now belongs to Thea Novak", page.Find("[data-testid=member-said]").TextContent));
        page.WaitForAssertion(() => Assert.DoesNotContain("Thea Novak 2", page.Find("[data-testid=members]").TextContent));
        await page.Find("[data-testid=undo-merge]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Thea Novak 2", page.Find("[data-testid=members]").TextContent));
        Assert.Contains("two accounts again", page.Find("[data-testid=merge-done]").TextContent);
        Assert.Equal("", page.Find("[data-testid=member-said]").TextContent);
    }

    private IElement Find(string testId) => Dialogs.Find($"[data-testid={testId}]");
}
