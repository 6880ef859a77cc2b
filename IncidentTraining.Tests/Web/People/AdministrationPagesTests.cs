using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IncidentTraining.Tests.Web.People;

/// <summary>
/// The administration of classes on the real use cases: what it shows, what it refuses next to the field, and what it asks first.
/// </summary>
public sealed class AdministrationPagesTests : PortalPageTest
{
    private const string Passphrase = "three copper kettles";

    [Fact]
    public async Task Each_class_is_a_row_that_opens_its_page_and_a_new_one_appears_by_itself()
    {
        await SignInAsync(Administrator);
        var page = Open<AdministrationPage>("/admin");
        Assert.Equal(["Demonstration class"], Rows(page, "classes"));
        var other = await CreateClassAsync("Autumn class");
        page.WaitForAssertion(() => Assert.Equal(["Autumn class", "Demonstration class"], Rows(page, "classes")));
        Assert.Equal($"/admin/classes/{other}", page.Find($"[data-testid=class-{other}]").GetAttribute("href"));
        Assert.Equal("0", page.Find($"[data-testid=class-{other}]").Closest("tr")!.QuerySelectorAll("td")[2].TextContent.Trim());
    }

    [Fact]
    public async Task A_class_is_created_and_the_field_is_free_for_the_next()
    {
        await SignInAsync(Administrator);
        var page = Open<AdministrationPage>("/admin");
        await TypeAsync(page, "new-class-name", "Autumn class");
        await page.Find("[data-testid=create-class]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Equal(
                "Autumn class has been created. Its join code is in the table.",
                page.Find("[data-testid=class-created]").TextContent
            )
        );
        Assert.Equal("", page.Find("[data-testid=new-class-name]").GetAttribute("value") ?? "");
        var created = (await Get<ClassList>().AllAsync(await Portal.ActorAsync(Administrator), Ct)).Value.Single(cohort =>
            cohort.Name == "Autumn class"
        );
        Assert.Equal(("day-4-incident-response", "Europe/London"), (created.DayId, created.TimeZone));
    }

    [Fact]
    public async Task A_class_without_a_name_is_refused_beside_the_field_and_nothing_is_created()
    {
        await SignInAsync(Administrator);
        var page = Open<AdministrationPage>("/admin");
        await page.Find("[data-testid=create-class]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Give the class a name.", Reason(page, "new-class-name")));
        Assert.Equal("true", page.Find("[data-testid=new-class-name]").GetAttribute("aria-invalid"));
        Assert.Single(Rows(page, "classes"));

        await TypeAsync(page, "new-class-name", "Autumn class");
        page.WaitForAssertion(() => Assert.Null(Reason(page, "new-class-name")));
    }

    [Fact]
    public async Task With_several_days_none_is_proposed_and_the_class_takes_the_one_that_is_chosen()
    {
        var actor = await SignInAsync(Administrator);
        TrainingDayChoice[] days = [new("day-2-dns", "Day 2: DNS", true), new("day-4-incident-response", "Day 4: Incident response", true)];
        var form = Render<NewClassForm>(p => p.Add(one => one.Actor, actor).Add(one => one.Days, days));
        await form.Find("[data-testid=new-class-name]").ChangeAsync(new() { Value = "Autumn class" });
        await form.Find("[data-testid=create-class]").ClickAsync(new());
        form.WaitForAssertion(() => Assert.Contains("Choose the training day.", form.Markup));
        Assert.DoesNotContain(await AllAsync(), cohort => cohort.Name == "Autumn class");

        await form.InvokeAsync(() => form.FindComponent<MudSelect<string>>().Instance.SelectOption("day-4-incident-response"));
        await form.Find("[data-testid=create-class]").ClickAsync(new());

        form.WaitForAssertion(() =>
            Assert.StartsWith("Autumn class has been created.", form.Find("[data-testid=class-created]").TextContent)
        );
        Assert.Equal("day-4-incident-response", Assert.Single(await AllAsync(), cohort => cohort.Name == "Autumn class").DayId);

        async Task<IReadOnlyList<ClassDetails>> AllAsync() => (await Get<ClassList>().AllAsync(actor, Ct)).Value;
    }

    [Fact]
    public async Task A_class_that_does_not_exist_is_refused_with_a_way_back()
    {
        await SignInAsync(Administrator);
        var page = Open<ClassAdministrationPage>("/admin", p => p.Add(one => one.CohortId, Guid.CreateVersion7()));
        Assert.Contains("There is no such class.", page.Markup);
        Assert.NotNull(page.Find("a[href='/admin']"));
    }

    [Fact]
    public async Task New_staff_appear_among_the_members_and_a_refusal_keeps_what_was_typed()
    {
        await SignInAsync(Administrator);
        var cohortId = await CreateClassAsync("Class beside");
        var page = Open<ClassAdministrationPage>("/admin", p => p.Add(one => one.CohortId, cohortId));
        Assert.Contains("This class has no members yet.", page.Markup);

        await AddAsync(page, "demo-Instructor");
        page.WaitForAssertion(() => Assert.Contains("another spelling", page.Find(".refusal").TextContent));
        Assert.Equal(
            ("demo-Instructor", Passphrase),
            (page.Find("[data-testid=staff-name]").GetAttribute("value"), page.Find("[data-testid=staff-passphrase]").GetAttribute("value"))
        );
        Assert.Empty(Rows(page, "members"));

        await AddAsync(page, "Rosa Lind");
        page.WaitForAssertion(() => Assert.Equal(["Rosa Lind"], Rows(page, "members")));
        Assert.Equal("Rosa Lind is now an instructor of Class beside.", page.Find("[data-testid=staff-added]").TextContent);
        Assert.DoesNotContain(Passphrase, page.Markup);
    }

    [Fact]
    public async Task A_name_that_no_one_can_have_is_refused_beside_the_field()
    {
        await SignInAsync(Administrator);
        var cohortId = await Portal.CohortIdAsync();
        var page = Open<ClassAdministrationPage>("/admin", p => p.Add(one => one.CohortId, cohortId));
        await AddAsync(page, "a/b");
        page.WaitForAssertion(() => Assert.Equal("A name cannot contain a slash.", Reason(page, "staff-name")));
        Assert.Equal(5, Rows(page, "members").Count);
    }

    private async Task AddAsync(IRenderedComponent<IComponent> page, string name)
    {
        await TypeAsync(page, "staff-name", name);
        await TypeAsync(page, "staff-passphrase", Passphrase);
        await page.Find("[data-testid=add-staff]").ClickAsync(new());
    }

    private static Task TypeAsync(IRenderedComponent<IComponent> page, string field, string text) =>
        page.Find($"[data-testid={field}]").ChangeAsync(new() { Value = text });

    /// <summary>A field's error about its own content; null when there is none.</summary>
    private static string? Reason(IRenderedComponent<IComponent> page, string field) =>
        page.Find($"[data-testid={field}]")
            .Closest(".mud-input-control")!
            .QuerySelector(".mud-input-helper-text.mud-input-error")
            ?.TextContent.Trim();

    private static List<string> Rows(IRenderedComponent<IComponent> page, string table) =>
        [
            .. page.FindAll($"[data-testid={table}] tbody tr td:first-child")
                .Where(cell => cell.QuerySelector(".empty") is null)
                .Select(cell => cell.TextContent.Trim()),
        ];
}
