using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Host;

/// <summary>Staff with several classes choose one after they have signed in, and every page names it.</summary>
public sealed class ClassChoiceTests : IDisposable
{
    private const string Name = "Fred Ojala";
    private const string Passphrase = "three copper kettles";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    // Later than today: a client drops a sign-in cookie that has expired by its own clock.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory _factory;

    public ClassChoiceTests() => _factory = new PortalFactory { Time = _time };

    [Fact]
    public async Task Staff_with_several_classes_choose_one_before_anything_else()
    {
        var (first, second) = await TwoClassesAsync(ClassRole.Facilitator);
        var fred = await SignInAsync("/sign-in?ReturnUrl=%2Flive-board");
        var choice = await fred.Http.GetStringAsync("/classes?returnTo=%2Flive-board", Ct);
        Assert.Contains($"value=\"{first}\"", choice);
        Assert.Contains($"value=\"{second}\"", choice);
        Assert.Equal("/classes", Place(await fred.Http.GetAsync("/", Ct)));

        var answer = await fred.PostFormAsync(
            "/classes",
            "/class/choose",
            new() { ["cohortId"] = first.ToString(), ["returnTo"] = "/class" }
        );
        Assert.Equal("/class", Place(answer));
        Assert.Equal("First class", await NamedAsync(fred, "/class"));
        Assert.Equal("/desk", Place(await fred.Http.GetAsync("/", Ct)));
    }

    [Fact]
    public async Task The_way_back_after_the_sign_in_leads_past_the_choice()
    {
        await TwoClassesAsync(ClassRole.Facilitator);
        var visitor = Visitor();
        var answer = await SignInAsync(visitor, "/sign-in?ReturnUrl=%2Flive-board");
        Assert.Equal("/classes?returnTo=%2Flive-board", Place(answer));

        var one = await _factory.SignInAsync("demo-facilitator");
        Assert.Equal("/live-board", Place(await one.Http.GetAsync("/classes?returnTo=%2Flive-board", Ct)));
        Assert.Equal("/desk", Place(await one.Http.GetAsync("/classes?returnTo=%2F%2Fevil.example", Ct)));
    }

    [Theory]
    [InlineData("demo-trainee-1", "/today")]
    [InlineData("demo-trainee-1", "/documents")]
    [InlineData("demo-trainee-1", "/learn/day-4-incident-response")]
    [InlineData("demo-instructor", "/reviews/agreement")]
    [InlineData("demo-facilitator", "/class")]
    [InlineData("demo-facilitator", "/live-board")]
    [InlineData("demo-facilitator", "/no-such-place")]
    public async Task The_bar_of_every_page_names_the_class(string userName, string path) =>
        Assert.Equal("Demonstration class", await NamedAsync(await _factory.SignInAsync(userName), path));

    [Fact]
    public async Task The_chosen_class_outlives_the_renewal_of_the_sign_in_and_the_switch_is_in_the_bar()
    {
        var (first, second) = await TwoClassesAsync(ClassRole.Instructor);
        var fred = await SignInAsync("/sign-in");
        foreach (var (chosen, name, other) in new[] { (first, "First class", "Second class"), (second, "Second class", "First class") })
        {
            await fred.PostFormAsync("/classes", "/class/choose", new() { ["cohortId"] = chosen.ToString() });
            Assert.Equal(name, await NamedAsync(fred, "/class"));
            _time.Advance(TimeSpan.FromMinutes(31));
            Assert.Equal(name, await NamedAsync(fred, "/class"));
            _time.Advance(TimeSpan.FromMinutes(31));
            Assert.Equal(name, await NamedAsync(fred, "/class"));
            Assert.Contains($"Switch to {other}", await fred.Http.GetStringAsync("/class", Ct));
        }
    }

    [Fact]
    public async Task A_class_of_others_cannot_be_chosen()
    {
        var (first, _) = await TwoClassesAsync(ClassRole.Facilitator);
        var stranger = await _factory.SignInAsync("demo-facilitator");
        var answer = await stranger.PostFormAsync("/class", "/class/choose", new() { ["cohortId"] = first.ToString() });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Demonstration class", await NamedAsync(stranger, "/class"));
    }

    public void Dispose() => _factory.Dispose();

    private async Task<(Guid First, Guid Second)> TwoClassesAsync(ClassRole role)
    {
        var administrator = await _factory.ActorAsync("demo-administrator");
        var classes = new List<Guid>();
        foreach (var name in (string[])["First class", "Second class"])
        {
            var cohort = await _factory
                .Services.GetRequiredService<CreateClass>()
                .RunAsync(administrator, new(name, "day-4-incident-response", "UTC"), Ct);
            Assert.True(
                (
                    await _factory
                        .Services.GetRequiredService<AddStaff>()
                        .RunAsync(administrator, new(cohort.Value, Name, Passphrase, role), Ct)
                ).Succeeded
            );
            classes.Add(cohort.Value);
        }

        return (classes[0], classes[1]);
    }

    private static string? Place(HttpResponseMessage answer) =>
        answer.Headers.Location is { } to ? new Uri(new Uri("http://localhost"), to).PathAndQuery : null;

    private PortalClient Visitor() => new(_factory.CreateClient(new() { AllowAutoRedirect = false }));

    private async Task<PortalClient> SignInAsync(string path)
    {
        var visitor = Visitor();
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(visitor, path)).StatusCode);
        return visitor;
    }

    private static Task<HttpResponseMessage> SignInAsync(PortalClient visitor, string path) =>
        visitor.PostFormAsync(
            path,
            path,
            new()
            {
                ["_handler"] = "sign-in",
                ["Form.Name"] = Name,
                ["Form.Passphrase"] = Passphrase,
            }
        );

    private static async Task<string> NamedAsync(PortalClient client, string path)
    {
        var page = await (await client.Http.GetAsync(path, Ct)).Content.ReadAsStringAsync(Ct);
        return page.Split("data-testid=\"class-name\">")[1].Split("</span>")[1].Split('<')[0];
    }
}
