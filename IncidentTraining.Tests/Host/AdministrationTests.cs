using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host;

public sealed class AdministrationTests(SafetyTests.Portal portal) : IClassFixture<SafetyTests.Portal>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_foot_of_the_administration_states_the_version()
    {
        var administrator = await portal.Factory.SignInAsync("demo-administrator");
        Assert.Contains($"IncidentTraining {PortalVersion.Text}</small>", await administrator.Http.GetStringAsync("/admin", Ct));
    }

    [Fact]
    public async Task An_administrator_opens_a_class_and_gives_it_an_instructor_who_can_sign_in()
    {
        var administrator = await portal.Factory.SignInAsync("demo-administrator");
        await administrator.PostFormAsync("/admin", "/admin", new()
        {
            ["_handler"] = "create-class",
            ["NewClass.Name"] = "Autumn class",
            ["NewClass.DayId"] = "day-4-incident-response",
            ["NewClass.TimeZone"] = "Europe/Berlin",
        });
        var actor = await portal.Factory.ActorAsync("demo-administrator");
        var all = await Get<ClassList>().AllAsync(actor, Ct);
        var autumn = Assert.Single(all.Value, cohort => cohort.Name == "Autumn class");

        await administrator.PostFormAsync("/admin", "/admin", new()
        {
            ["_handler"] = $"add-staff-{autumn.CohortId}",
            ["Staff.CohortId"] = autumn.CohortId.ToString(),
            ["Staff.Name"] = "Ingrid Holm",
            ["Staff.Passphrase"] = "three copper kettles",
            ["Staff.Role"] = "Instructor",
        });

        var ingrid = new PortalClient(portal.Factory.CreateClient());
        var page = await ingrid.PostFormAsync("/sign-in", "/sign-in", new()
        {
            ["_handler"] = "sign-in",
            ["Form.Name"] = "Ingrid Holm",
            ["Form.Passphrase"] = "three copper kettles",
        });
        Assert.DoesNotContain("/sign-in", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Autumn class", await ingrid.Http.GetStringAsync("/class", Ct));
    }

    [Fact]
    public async Task A_refusal_of_new_staff_stands_in_its_own_card_which_stays_open_and_keeps_what_was_typed()
    {
        var administrator = await portal.Factory.SignInAsync("demo-administrator");
        var other = (await Get<CreateClass>().RunAsync(await portal.Factory.ActorAsync("demo-administrator"), new("Class beside", "day-4-incident-response", "UTC"), Ct)).Value;
        var refused = await AddAsync(administrator, other, "demo-Instructor", "three copper kettles", "Facilitator");
        var card = Assert.Single(Cards(refused), one => one.Contains("role=\"alert\"", StringComparison.Ordinal) && one.Contains("class=\"refusal\"", StringComparison.Ordinal));
        Assert.Contains("Class beside", card);
        Assert.StartsWith(" open", card);
        Assert.Contains("another spelling", card);
        Assert.Contains("value=\"demo-Instructor\"", card);
        Assert.Contains("value=\"three copper kettles\"", card);
        Assert.Contains("<option selected>Facilitator", card);
        Assert.DoesNotContain("class=\"refusal\"", refused.Split("New class</h2>")[1]);

        var added = await AddAsync(administrator, other, "Rosa Lind", "three copper kettles", "Facilitator");
        card = Assert.Single(Cards(added), one => one.Contains("data-testid=\"staff-added\"", StringComparison.Ordinal));
        Assert.StartsWith(" open", card);
        Assert.Contains("<strong>Rosa Lind</strong> is now a facilitator of Class beside.", card);
        Assert.Contains("<td>Rosa Lind</td>", card);
        Assert.DoesNotContain("three copper kettles", added);

        async Task<string> AddAsync(PortalClient client, Guid cohortId, string name, string passphrase, string role)
        {
            var answer = await client.PostFormAsync("/admin", "/admin", new()
            {
                ["_handler"] = $"add-staff-{cohortId}",
                ["Staff.CohortId"] = cohortId.ToString(),
                ["Staff.Name"] = name,
                ["Staff.Passphrase"] = passphrase,
                ["Staff.Role"] = role,
            });
            return await answer.Content.ReadAsStringAsync(Ct);
        }

        static IEnumerable<string> Cards(string page) => page.Split("<details class=\"card\"").Skip(1).Select(card => card.Split("</details>")[0]);
    }

    [Theory]
    [InlineData("demo-trainee-1")]
    [InlineData("demo-instructor")]
    [InlineData("demo-facilitator")]
    public async Task Nobody_else_creates_classes_adds_staff_or_lists_all_classes(string userName)
    {
        var actor = await portal.Factory.ActorAsync(userName);
        var cohortId = await portal.Factory.CohortIdAsync();

        var created = await Get<CreateClass>().RunAsync(actor, new("Mine", "day-4-incident-response", "UTC"), Ct);
        var added = await Get<AddStaff>().RunAsync(actor, new(cohortId, "Crony", "long enough words", ClassRole.Instructor), Ct);
        var listed = await Get<ClassList>().AllAsync(actor, Ct);
        var chosen = await Get<ChooseDay>().RunAsync(actor, new(cohortId, "day-4-incident-response"), Ct);

        Assert.Equal(RefusalKind.NotAllowed, chosen.Refusal?.Kind);
        Assert.Equal(RefusalKind.NotAllowed, created.Refusal?.Kind);
        Assert.Equal(RefusalKind.NotAllowed, added.Refusal?.Kind);
        Assert.Equal(RefusalKind.NotAllowed, listed.Refusal?.Kind);
    }

    [Fact]
    public async Task A_class_is_unknown_to_those_who_do_not_belong_to_it()
    {
        var administrator = await portal.Factory.ActorAsync("demo-administrator");
        var other = await Get<CreateClass>().RunAsync(administrator, new("Other class", "day-4-incident-response", "UTC"), Ct);
        var instructor = await portal.Factory.ActorAsync("demo-instructor");

        var seen = await Get<ClassList>().OneAsync(instructor, other.Value, Ct);

        Assert.Equal(RefusalKind.NotFound, seen.Refusal?.Kind);
    }

    private T Get<T>() where T : notnull => portal.Factory.Services.GetRequiredService<T>();
}
