using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Tests.Web.People;

/// <summary>
/// The page on which a class is deleted: it shows what is deleted and what stays, offers the export, and asks for the name.
/// </summary>
public sealed class DeleteClassPageTests : PortalPageTest
{
    [Fact]
    public async Task An_open_class_shows_what_would_go_and_has_no_button()
    {
        await SignInAsync(Administrator);
        var page = Page(await CreateClassAsync("Autumn class"));
        Assert.Contains("Archive it", page.Find("[data-testid=archive-first]").TextContent);
        Assert.Empty(page.FindAll("[data-testid=delete-class]"));
        Assert.EndsWith("export.zip", page.Find("[data-testid=export-class]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_exact_name_deletes_and_the_page_says_what_was_erased()
    {
        var ada = await SignInAsync(Administrator);
        var cohort = await CreateClassAsync("Autumn class");
        await JoinAsync("Nadia Petrov", cohort);
        await Get<ChangeClass>().ArchiveAsync(ada, cohort, archived: true, Ct);
        var page = Page(cohort);
        Assert.Contains("The class, its members and those who left", page.Find("[data-testid=erasure]").TextContent);
        Assert.Contains("Nadia Petrov", page.Find("[data-testid=erased-accounts]").TextContent);

        await TypeAsync(page, "Autumn clas");
        await page.Find("[data-testid=delete-class]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Nothing was deleted", page.Find("[role=alert]").TextContent));
        await TypeAsync(page, "Autumn class");
        await page.Find("[data-testid=delete-class]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains("2 records and 1 account were erased", page.Find("[data-testid=class-deleted]").TextContent)
        );
        Assert.DoesNotContain((await Get<ClassList>().AllAsync(ada, Ct)).Value, one => one.CohortId == cohort);
    }

    private IRenderedComponent<DeleteClassPage> Page(Guid cohort) =>
        Open<DeleteClassPage>($"/admin/classes/{cohort}/delete", p => p.Add(one => one.CohortId, cohort));

    private static Task TypeAsync(IRenderedComponent<DeleteClassPage> page, string text) =>
        page.Find("[data-testid=confirm-name]").ChangeAsync(new() { Value = text });
}
