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
    public async Task The_first_response_has_the_classes_and_its_controls_are_disabled_until_the_circuit_is_there()
    {
        var administrator = await portal.Factory.SignInAsync("demo-administrator");
        var cohortId = await portal.Factory.CohortIdAsync();
        var list = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(
            await administrator.Http.GetStringAsync("/admin", Ct),
            Ct
        );
        Assert.Equal($"/admin/classes/{cohortId}", list.QuerySelector($"[data-testid=class-{cohortId}]")!.GetAttribute("href"));
        Assert.NotNull(list.QuerySelector("fieldset[disabled] [data-testid=create-class]"));

        var one = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(
            await administrator.Http.GetStringAsync($"/admin/classes/{cohortId}", Ct),
            Ct
        );
        Assert.Contains("Tariq Aziz Khan", one.QuerySelector("[data-testid=members]")!.TextContent);
        Assert.NotNull(one.QuerySelector("fieldset[disabled] [data-testid=add-staff]"));
        Assert.NotNull(one.QuerySelector($"a[href='/reviews/moderation/{cohortId}']"));
    }

    [Fact]
    public async Task An_administrator_opens_a_class_and_gives_it_an_instructor_who_can_sign_in()
    {
        var actor = await portal.Factory.ActorAsync("demo-administrator");
        var autumn = await Get<CreateClass>().RunAsync(actor, new("Autumn class", "day-4-incident-response", "Europe/Berlin"), Ct);
        Assert.True(
            (
                await Get<AddStaff>().RunAsync(actor, new(autumn.Value, "Ingrid Holm", "three copper kettles", ClassRole.Instructor), Ct)
            ).Succeeded
        );

        var ingrid = new PortalClient(portal.Factory.CreateClient());
        var page = await ingrid.PostFormAsync(
            "/sign-in",
            "/sign-in",
            new()
            {
                ["_handler"] = "sign-in",
                ["Form.Name"] = "Ingrid Holm",
                ["Form.Passphrase"] = "three copper kettles",
            }
        );
        Assert.DoesNotContain("/sign-in", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Autumn class", await ingrid.Http.GetStringAsync("/class", Ct));
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

    private T Get<T>()
        where T : notnull => portal.Factory.Services.GetRequiredService<T>();
}
