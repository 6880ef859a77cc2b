using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host.People;

/// <summary>Accounts and roles that follow a real OpenID Connect provider.</summary>
public sealed class ProviderSignInTests : IClassFixture<ProviderBench>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly ProviderBench _bench;
    private readonly string _name;

    public ProviderSignInTests(ProviderBench bench) => (_bench, _name) = (bench, bench.NextPerson());

    [Theory]
    [InlineData("/today", "trainees", ClassRole.Trainee)]
    [InlineData("/reviews", "reviewers", ClassRole.Instructor)]
    [InlineData("/desk", "leads", ClassRole.Facilitator)]
    [InlineData("/desk", "reviewers leads unknown", ClassRole.Instructor, ClassRole.Facilitator)]
    [InlineData("/admin", "admins")]
    public async Task The_first_sign_in_creates_an_account_with_the_roles_of_the_groups(
        string start,
        string groups,
        params ClassRole[] roles
    )
    {
        await _bench.SignedInAsync(start, groups.Split(' '));
        var person = (await _bench.PersonAsync())!;
        Assert.Equal((_name, groups == "admins"), (person.DisplayName, person.IsAdministrator));
        Assert.Equal(roles, await _bench.RolesAsync());

        var log = (await _bench.AuditAsync()).Where(entry => entry.PersonId == person.Id).ToList();
        Assert.Contains(log, entry => entry is { Action: AuditAction.AccountCreated, Note: TestProvider.Id, Address: "127.0.0.1" });
        Assert.Contains(log, entry => entry is { Action: AuditAction.SignedIn, Note: TestProvider.Id, Address: "127.0.0.1" });
        Assert.Contains(log, entry => entry.Action == (groups == "admins" ? AuditAction.AdministratorAdded : AuditAction.Added));
    }

    [Fact]
    public async Task A_later_sign_in_finds_the_account_by_its_subject_even_when_the_name_has_changed()
    {
        await _bench.SignedInAsync("/today", "trainees");
        var first = await _bench.PersonAsync();
        _bench.Provider.Name = $"{_name} Lind";
        await _bench.SignedInAsync("/today", "trainees");
        Assert.Equal(first!.Id, (await _bench.PersonAsync())!.Id);
        Assert.Single(await _bench.AuditAsync(), entry => entry.Action == AuditAction.AccountCreated && entry.PersonId == first.Id);
    }

    [Fact]
    public async Task A_later_sign_in_adds_and_takes_away_roles_with_the_groups()
    {
        await _bench.SignedInAsync("/reviews", "reviewers", "admins");
        await _bench.SignedInAsync("/desk", "leads");
        Assert.Equal([ClassRole.Facilitator], await _bench.RolesAsync());
        Assert.False((await _bench.PersonAsync())!.IsAdministrator);

        await _bench.SignedInAsync("/today", "trainees");
        Assert.Equal([ClassRole.Trainee], await _bench.RolesAsync());
        Assert.Contains(await _bench.AuditAsync(), entry =>
            entry is { Action: AuditAction.RolesChanged, Note: "Facilitator -> Trainee by groups of contoso" }
        );
    }

    [Fact]
    public async Task Who_has_no_mapped_group_any_longer_loses_the_roles_and_the_open_sessions_and_is_told_what_to_do()
    {
        var open = await _bench.SignedInAsync("/today", "trainees");
        _bench.Provider.Groups = ["unknown"];
        var page = await _bench.SignInAsync();
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("none of your groups there gives you a role", await ProviderBench.WordsAsync(page));
        Assert.Empty(await _bench.RolesAsync());
        Assert.Equal("/sign-in", (await open.Http.GetAsync("/today", Ct)).RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Who_has_no_mapped_group_at_the_first_sign_in_gets_no_account_and_is_told_what_to_do()
    {
        _bench.Provider.Groups = ["unknown"];
        var browser = _bench.Browser();
        var page = await _bench.SignInAsync(browser);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        var words = await ProviderBench.WordsAsync(page);
        Assert.Contains("Ask the person who manages the groups at Contoso to add you to the group of your class", words);
        Assert.Null(await _bench.PersonAsync());
        Assert.Equal("/sign-in", (await browser.Http.GetAsync("/", Ct)).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains(await _bench.AuditAsync(), entry => entry is { Action: AuditAction.ProviderRefused, Note: "contoso: no role" });
    }

    [Fact]
    public async Task Groups_that_make_a_trainee_staff_of_the_same_class_change_nothing_in_it()
    {
        await _bench.SignedInAsync("/today", "trainees");
        _bench.Provider.Groups = ["trainees", "reviewers"];
        var page = await _bench.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("you would be a trainee and staff of Demonstration class", await ProviderBench.WordsAsync(page));
        Assert.Equal([ClassRole.Trainee], await _bench.RolesAsync());
    }

    [Fact]
    public async Task The_last_facilitator_and_the_last_administrator_stay_and_are_told_why()
    {
        await using var bench = await ProviderBench.StartAsync();
        bench.NextPerson();
        await bench.SignedInAsync("/desk", "leads", "admins");
        await LeaveOnlyAsync(bench, (await bench.PersonAsync())!.Id);
        bench.Provider.Groups = [];
        var words = await ProviderBench.WordsAsync(await bench.SignInAsync());
        Assert.Contains("You are still an administrator, although your groups at Contoso do not say so", words);
        Assert.Contains("You are still a facilitator of Demonstration class", words);
        Assert.Contains("Continue", words);
        Assert.Equal([ClassRole.Facilitator], await bench.RolesAsync());
        Assert.True((await bench.PersonAsync())!.IsAdministrator);

        // As soon as there is another of each, the groups are followed.
        Assert.True(
            (
                await bench
                    .Get<AddStaff>()
                    .RunAsync(
                        new((await bench.PersonAsync())!.Id),
                        new(await bench.Portal.CohortIdAsync(), "Otto", "quiet amber lantern", ClassRole.Facilitator),
                        Ct
                    )
            ).Succeeded
        );
        await SetAdministratorAsync(bench, "demo-administrator");
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SignInAsync()).StatusCode);
        Assert.Empty(await bench.RolesAsync());
        Assert.False((await bench.PersonAsync())!.IsAdministrator);
    }

    [Fact]
    public async Task A_role_that_the_mapping_does_not_name_stays()
    {
        await _bench.SignedInAsync("/today", "trainees");
        var person = (await _bench.PersonAsync())!;
        var ada = await _bench.Portal.ActorAsync("demo-administrator");
        var other = (
            await _bench.Get<CreateClass>().RunAsync(ada, new($"Autumn class {_name}", "day-4-incident-response", "UTC"), Ct)
        ).Value;
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            db.Add(new Membership(other, person.Id, ClassRole.Instructor, DateTime.UnixEpoch));
            await db.SaveChangesAsync(Ct);
        }

        await _bench.SignedInAsync("/reviews");
        Assert.Equal([ClassRole.Instructor], await _bench.RolesAsync());
    }

    [Fact]
    public async Task Who_was_removed_by_staff_is_not_added_again_by_a_group()
    {
        await _bench.SignedInAsync("/today", "trainees");
        var person = (await _bench.PersonAsync())!;
        var (femi, cohort) = (await _bench.Portal.ActorAsync("demo-facilitator"), await _bench.Portal.CohortIdAsync());
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(femi, cohort, person.Id, Ct)).Succeeded);
        Assert.Contains("You were removed from Demonstration class", await ProviderBench.WordsAsync(await _bench.SignInAsync()));
        Assert.True((await _bench.Get<RemoveMember>().PutBackAsync(femi, cohort, person.Id, Ct)).Succeeded);
        await _bench.SignedInAsync("/today", "trainees");
    }

    [Theory]
    [InlineData("Femi Larsen", "trainees")]
    [InlineData("femi  LARSEN", "reviewers")]
    [InlineData("Fеmi Larsen", "trainees")]
    [InlineData("Thea Novak", "trainees")]
    public async Task The_name_of_a_local_account_never_opens_it_or_passes_for_it(string name, string group)
    {
        (_bench.Provider.Name, _bench.Provider.Groups) = (name, [group]);
        var page = await _bench.SignInAsync();
        Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
        var words = await ProviderBench.WordsAsync(page);
        Assert.Contains(
            "in the portal. If it is yours, sign in with its passphrase, open your account page and connect Contoso there",
            words
        );
        Assert.Null(await _bench.PersonAsync());
    }

    [Fact]
    public async Task Two_people_of_the_provider_with_one_name_get_two_accounts_that_can_be_told_apart()
    {
        await _bench.SignedInAsync("/today", "trainees");
        _bench.Provider.Subject = $"{_name}, the other";
        await _bench.SignedInAsync("/today", "trainees");
        Assert.Equal($"{_name} (2)", (await _bench.PersonAsync())!.DisplayName);
    }

    [Fact]
    public async Task A_disabled_account_stays_closed_and_a_merged_one_leads_to_the_account_that_stayed()
    {
        await _bench.SignedInAsync("/today", "trainees");
        var (ada, cohort) = (await _bench.Portal.ActorAsync("demo-administrator"), await _bench.Portal.CohortIdAsync());
        var (own, thea) = ((await _bench.PersonAsync())!, await _bench.Portal.ActorAsync("demo-trainee-2"));
        Assert.True((await _bench.Get<EndAccess>().DisableAsync(ada, cohort, own.Id, disabled: true, Ct)).Succeeded);
        Assert.Contains("Your account is disabled", await ProviderBench.WordsAsync(await _bench.SignInAsync()));
        Assert.True((await _bench.Get<EndAccess>().DisableAsync(ada, cohort, own.Id, disabled: false, Ct)).Succeeded);

        Assert.True((await _bench.Get<MergeAccounts>().RunAsync(ada, cohort, thea.PersonId, own.Id, Ct)).Succeeded);
        var browser = await _bench.SignedInAsync("/today", "trainees");
        Assert.Contains("Thea Novak", await browser.Http.GetStringAsync("/today", Ct));
    }

    private static async Task LeaveOnlyAsync(ProviderBench bench, Guid personId)
    {
        await using var db = await bench.Portal.OpenDatabaseAsync();
        await db.Set<Membership>().Where(m => m.PersonId != personId && m.Role == ClassRole.Facilitator).ExecuteDeleteAsync(Ct);
        await db.Set<Person>()
            .Where(person => person.Id != personId)
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.IsAdministrator, false), Ct);
    }

    private static async Task SetAdministratorAsync(ProviderBench bench, string userName)
    {
        var id = (await bench.Portal.ActorAsync(userName)).PersonId;
        await using var db = await bench.Portal.OpenDatabaseAsync();
        await db.Set<Person>()
            .Where(person => person.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(person => person.IsAdministrator, true).SetProperty(person => person.ArrivedAt, DateTime.UnixEpoch),
                Ct
            );
    }
}
