using Bunit;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Features.Schedule;

namespace IncidentTraining.Tests.Web.People;

/// <summary>Where staff read out or print an address for others, after a click.</summary>
public abstract class PublicPlaceTests(string? setting) : PortalPageTest(Of(setting))
{
    private readonly string _codePage = setting is null ? "/sign-in/code at the portal" : "training.example/sign-in/code";

    public sealed class With() : PublicPlaceTests("https://training.example");

    public sealed class Without() : PublicPlaceTests(null);

    [Fact]
    public async Task A_one_time_code_names_the_page_where_it_is_typed()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        _ = Dialogs;
        // Completed only when the dialog is closed.
        _ = page.Find("[aria-label='Help Thea Novak']").ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.NotEmpty(Dialogs.FindAll("[data-testid=reset]")));
        await Dialogs.Find("[data-testid=reset]").ClickAsync(new());
        Dialogs.WaitForAssertion(() => AssertPlace(Dialogs.Find("[data-testid=issued]"), _codePage));
    }

    [Fact]
    public async Task A_sheet_of_join_codes_names_the_page_where_they_are_typed()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        await page.Find("[data-testid=people-list]").ChangeAsync(new() { Value = "Ben Ortiz" });
        await page.Find("[data-testid=preview-people]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-testid=add-people]:not([disabled])")));
        await page.Find("[data-testid=add-people]").ClickAsync(new());
        page.WaitForAssertion(() => AssertPlace(page.Find("[data-testid=seats]"), _codePage));
    }

    [Fact]
    public async Task The_code_of_a_new_administrator_names_the_page_where_it_is_typed()
    {
        await SignInAsync(Administrator);
        var page = Open<AdministrationPage>("/admin");
        await page.Find("[data-testid=administrator-name]").ChangeAsync(new() { Value = "Mara Quist" });
        await page.Find("[data-testid=add-administrator]").ClickAsync(new());
        page.WaitForAssertion(() => AssertPlace(page.Find("[data-testid=administrator-code]").ParentElement!, _codePage));
    }

    [Fact]
    public async Task The_projectors_address_for_another_device_is_the_public_one_or_missing()
    {
        await SignInAsync(Facilitator);
        var page = Open<RunOfTheDayPage>("/desk");
        await page.Find("[data-testid=create-projector]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.StartsWith("/projector/", page.Find("[data-testid=open-projector]").GetAttribute("href")));
        var path = page.Find("[data-testid=open-projector]").GetAttribute("href");
        Assert.Equal(
            IsKnown ? [$"https://training.example{path}"] : [],
            page.FindAll("[data-testid=projector-address]").Select(field => field.GetAttribute("value"))
        );
        AssertPlace(page.Find(".desk-side"), IsKnown ? "training.example/join" : "/join at the portal");
    }

    private bool IsKnown => _codePage.StartsWith("training", StringComparison.Ordinal);

    private void AssertPlace(AngleSharp.Dom.IElement place, string expected)
    {
        Assert.Contains(expected, string.Join(' ', place.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain("localhost", place.TextContent);
        Assert.Equal(IsKnown ? 0 : 1, place.QuerySelectorAll("[data-testid=no-public-address]").Length);
    }

    private static PortalFactory Of(string? setting)
    {
        var portal = new PortalFactory();
        if (setting is not null)
        {
            portal.Settings["Public:Address"] = setting;
        }

        return portal;
    }
}
