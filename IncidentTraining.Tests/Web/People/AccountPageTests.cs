using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Tests.Web.People;

/// <summary>A person's own account: sessions, name and passphrase.</summary>
public sealed class AccountPageTests : PortalPageTest
{
    private const string Old = "quiet amber lantern";
    private const string New = "seven quiet harbours";

    [Fact]
    public async Task Own_sessions_are_listed_in_words_and_can_be_ended()
    {
        var actor = await SignInAsync("demo-trainee-1");
        var (first, second) = (
            await StartAsync("Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0"),
            await StartAsync("Mozilla/5.0 (iPhone) Safari/600")
        );
        var page = Open<AccountPage>("/account");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=sessions] li").Count));
        Assert.Contains("Firefox on Windows", page.Find("[data-testid=sessions]").TextContent);
        Assert.Contains("Safari on iPhone", page.Find("[data-testid=sessions]").TextContent);

        await page.Find("[data-testid=end-session]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=sessions] li")));
        Assert.Null(await Get<SessionGuard>().CheckAsync(second, ct: Ct));
        Assert.NotNull(await Get<SessionGuard>().CheckAsync(first, ct: Ct));
        Assert.Equal(actor.PersonId, (await Get<SessionGuard>().CheckAsync(first, ct: Ct))!.PersonId);
    }

    [Fact]
    public async Task A_new_passphrase_needs_the_present_one()
    {
        await JoinAsync("Ben Ortiz");
        var cohort = await Portal.CohortIdAsync();
        await SignInAsync(Accounts.UserNameInClass(cohort, "Ben Ortiz"));
        var page = Open<AccountPage>("/account");
        await ChangeAsync(page, "not the passphrase", New);
        page.WaitForAssertion(() => Assert.Contains("not your current passphrase", page.Find("[role=alert]").TextContent));

        await ChangeAsync(page, Old, "short");
        page.WaitForAssertion(() => Assert.Contains("at least 10 characters", page.Find("[role=alert]").TextContent));

        await ChangeAsync(page, Old, New);
        page.WaitForAssertion(() => Assert.Contains("passphrase is changed", page.Find("[data-testid=account-done]").TextContent));
        var code = (await Get<ClassList>().OneAsync(await Portal.ActorAsync(Administrator), cohort, Ct)).Value.JoinCode.ToString();
        Assert.True((await Get<CheckPassphrase>().RunAsync(new(code, "Ben Ortiz", New), new Visit("x"), Ct)).Succeeded);
    }

    [Fact]
    public async Task A_name_of_staff_is_refused_and_the_reason_is_on_the_page()
    {
        await SignInAsync("demo-trainee-1");
        var page = Open<AccountPage>("/account");
        await page.Find("[data-testid=own-name]").ChangeAsync(new() { Value = "Inés Moreau" });
        await page.Find("[data-testid=change-name]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("for a staff member", page.Find("[role=alert]").TextContent));

        // The reason referred to the previous name.
        await page.Find("[data-testid=own-name]").ChangeAsync(new() { Value = "" });
        await page.Find("[data-testid=change-name]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.DoesNotContain("for a staff member", page.Markup));
    }

    [Fact]
    public async Task The_message_after_a_new_name_stays_on_the_page_and_not_in_its_address()
    {
        await SignInAsync("demo-trainee-1");
        var page = Open<AccountPage>("/account?renamed=true");
        page.WaitForAssertion(() => Assert.Contains("Your name is changed.", page.Find("[data-testid=account-done]").TextContent));
        page.WaitForAssertion(() => Assert.Equal("/account", Address));
        Assert.Contains("Your name is changed.", page.Find("[data-testid=account-done]").TextContent);
        Assert.Empty(Open<AccountPage>("/account").Find("[data-testid=account-done]").TextContent);
    }

    [Fact]
    public async Task An_account_that_a_provider_created_is_offered_no_passphrase_and_no_passkey()
    {
        var cohort = await Portal.CohortIdAsync();
        var entry = await Get<EnterWithProvider>()
            .RunAsync(
                new("contoso", "Contoso", "https://login.contoso.example", "u-1", "Mara Quist", ["people"]),
                [new GroupRole("people", ClassRole.Instructor, cohort.ToString())],
                new Visit("x"),
                Ct
            );
        await using var db = await Portal.OpenDatabaseAsync();
        await SignInAsync(db.Users.Single(user => user.Id == entry.Value.UserId).UserName!);
        var page = Open<AccountPage>("/account");
        Assert.Contains("you sign in with the provider", page.WaitForElement("[data-testid=no-passphrase]").TextContent);
        Assert.Contains("cannot have one", page.WaitForElement("[data-testid=no-passkeys]").TextContent);
        Assert.Contains("after the sign-in with the provider", page.Find("[data-testid=second-factor]").TextContent);
        Assert.Empty(page.FindAll("input[type=password]"));
        Assert.DoesNotContain("the name you sign in with", page.Markup);
    }

    [Fact]
    public async Task Any_other_account_is_offered_both()
    {
        await SignInAsync("demo-trainee-1");
        var page = Open<AccountPage>("/account");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-testid=new-passphrase]")));
        Assert.Contains("the name you sign in with", page.Markup);
        Assert.Empty(page.FindAll("[data-testid=no-passphrase], [data-testid=no-passkeys]"));
        Assert.NotEmpty(page.FindAll("[data-testid=add-passkey]"));
    }

    private static async Task ChangeAsync(IRenderedComponent<AccountPage> page, string present, string next)
    {
        await page.Find("[data-testid=present-passphrase]").ChangeAsync(new() { Value = present });
        await page.Find("[data-testid=new-passphrase]").ChangeAsync(new() { Value = next });
        await page.Find("[data-testid=change-passphrase]").ClickAsync(new());
    }

    private async Task<Guid> StartAsync(string device)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var userId = db.Users.Single(user => user.UserName == "demo-trainee-1").Id;
        return (await Get<Sessions>().StartAsync(userId, new Visit("10.0.0.1", device), Ct)).Value;
    }
}
