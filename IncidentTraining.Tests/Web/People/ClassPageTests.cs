using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Tests.Web.People;

/// <summary>The class page on the real use cases: its states, its filters, and what changes while it is open.</summary>
public sealed class ClassPageTests : PortalPageTest
{
    [Fact]
    public async Task A_trainee_is_refused_and_sees_no_code()
    {
        await SignInAsync("demo-trainee-1");
        var page = Open<ClassPage>("/class");
        Assert.Contains("for class staff", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=join-code], [data-testid=members]"));
    }

    [Fact]
    public async Task The_members_stand_in_a_table_staff_first_and_their_number_is_said()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        Assert.Equal(["Femi Larsen", "Ines Moreau", "Tariq Aziz Khan", "Thea Novak", "Tomoko Sato"], Names(page));
        Assert.Equal("5 members", page.Find("[data-testid=member-count]").TextContent);
        Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}$", page.Find("[data-testid=join-code]").TextContent);
    }

    [Fact]
    public async Task A_search_without_a_hit_says_that_the_filters_are_the_reason()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class?q=zebra");
        Assert.Empty(Names(page));
        Assert.Equal("No members match the filters.", page.Find("[data-testid=members-empty]").TextContent);
        Assert.Equal("0 of 5 members", page.Find("[data-testid=member-count]").TextContent);
    }

    [Theory]
    [InlineData("/class?role=Trainee", "Tariq Aziz Khan", "Thea Novak", "Tomoko Sato")]
    [InlineData("/class?role=trainee&q=t%20kh", "Tariq Aziz Khan")]
    [InlineData("/class?q=LARSEN", "Femi Larsen")]
    [InlineData("/class?sort=-Name", "Tomoko Sato", "Thea Novak", "Tariq Aziz Khan", "Ines Moreau", "Femi Larsen")]
    [InlineData("/class?sort=nonsense&page=99&role=nonsense", "Femi Larsen", "Ines Moreau", "Tariq Aziz Khan", "Thea Novak", "Tomoko Sato")]
    public async Task The_address_decides_who_is_shown_and_in_which_order(string address, params string[] expected)
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>(address);
        page.WaitForAssertion(() => Assert.Equal(expected, Names(page)));
    }

    [Fact]
    public async Task A_click_on_a_column_puts_the_order_into_the_address()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class?role=Trainee");
        await page.FindAll("th .sort-head")[0].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("/class?role=Trainee&sort=Name", Address));
        await page.FindAll("th .sort-head")[0].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("/class?role=Trainee&sort=-Name", Address));
        page.WaitForAssertion(() => Assert.Equal(["Tomoko Sato", "Thea Novak", "Tariq Aziz Khan"], Names(page)));
    }

    [Fact]
    public async Task Who_joins_appears_in_the_open_page()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        await JoinAsync("Rosa Lind");
        page.WaitForAssertion(() => Assert.Contains("Rosa Lind", Names(page)));
        Assert.Equal("6 members", page.Find("[data-testid=member-count]").TextContent);
    }

    [Fact]
    public async Task Joining_is_closed_and_opened_on_the_page_and_the_code_says_so()
    {
        await SignInAsync(Facilitator);
        var page = Open<ClassPage>("/class");
        Assert.Empty(page.FindAll("[data-testid=joining-closed]"));
        await page.Find("[data-testid=close-joining]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("No one new can join.", page.Find("[data-testid=joining-closed]").TextContent));
        Assert.Contains("Joining is closed", page.Find("[data-testid=class-done]").TextContent);
        page.WaitForAssertion(() => Assert.Equal("Open joining", page.Find("[data-testid=close-joining]").TextContent));
        await page.Find("[data-testid=close-joining]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=joining-closed]")));
    }

    [Fact]
    public void Many_members_come_in_pages_and_the_page_is_in_the_address()
    {
        var members = Enumerable
            .Range(1, 120)
            .Select(number => new ClassMember(Guid.CreateVersion7(), $"Person {number:000}", ClassRole.Trainee))
            .ToList();
        var panel = Open<MembersPanel>("/class", p => p.Add(one => one.Members, members));
        Assert.Equal((50, "Person 001"), (Names(panel).Count, Names(panel)[0]));
        panel.Find("button[aria-label='Next page']").Click();
        panel.WaitForAssertion(() => Assert.Equal("/class?page=2", Address));
        panel.WaitForAssertion(() => Assert.Equal((50, "Person 051"), (Names(panel).Count, Names(panel)[0])));

        var last = Open<MembersPanel>("/class?page=3", p => p.Add(one => one.Members, members));
        last.WaitForAssertion(() => Assert.Equal((20, "Person 120"), (Names(last).Count, Names(last)[^1])));

        // A search starts on the first page again; if a filter has removed the page, the last remaining one is shown.
        var found = Open<MembersPanel>("/class?page=3&q=11", p => p.Add(one => one.Members, members));
        found.WaitForAssertion(() => Assert.Equal("Person 011", Names(found)[0]));
    }

    private static List<string> Names(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        [.. page.FindAll("[data-testid=members] tbody tr td:first-child").Select(cell => cell.TextContent.Trim())];
}
