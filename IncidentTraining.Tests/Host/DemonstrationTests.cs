using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host;

/// <summary>
/// The one-click sign-in requires no passphrase. Outside Development it requires the key that the start prints, wherever the request seems
/// to come from; in Development the machine itself is enough.
/// </summary>
public sealed class DemonstrationTests : IDisposable
{
    private const string Cookie = "incident-training-demonstration";
    private const string WrongKey = "ffeeddccbbaa99887766554433221100";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly List<string> _log = [];
    private PortalFactory? _portal;

    [Theory]
    [InlineData("Development", null, HttpStatusCode.Redirect)]
    [InlineData("Development", WrongKey, HttpStatusCode.Redirect)]
    [InlineData("Production", null, HttpStatusCode.NotFound)]
    [InlineData("Production", WrongKey, HttpStatusCode.NotFound)]
    [InlineData("Production", "", HttpStatusCode.NotFound)]
    [InlineData("Production", PortalFactory.DemonstrationKey, HttpStatusCode.Redirect)]
    [InlineData("Staging", null, HttpStatusCode.NotFound)]
    [InlineData("Staging", PortalFactory.DemonstrationKey, HttpStatusCode.Redirect)]
    public async Task Outside_Development_one_click_needs_the_key_even_from_this_machine(
        string environment,
        string? key,
        HttpStatusCode expected
    )
    {
        var visitor = Visitor(environment);
        if (key is not null)
        {
            visitor.Http.DefaultRequestHeaders.Add("Cookie", $"{Cookie}={key}");
        }

        Assert.Equal(
            expected == HttpStatusCode.Redirect,
            (await visitor.Http.GetStringAsync("/sign-in", Ct)).Contains("One click signs you in", StringComparison.Ordinal)
        );
        Assert.Equal(expected, (await ClickAsync(visitor)).StatusCode);
    }

    /// <summary>A proxy that sends its own Host and adds no header, as nginx does by default, makes an outsider look like the person at the
    /// machine.</summary>
    [Fact]
    public async Task Behind_a_proxy_that_hides_itself_an_outsider_gets_in_only_with_the_key()
    {
        var visitor = Visitor("Production");
        visitor.Http.DefaultRequestHeaders.Host = "127.0.0.1:8080";
        Assert.Equal(HttpStatusCode.NotFound, (await ClickAsync(visitor)).StatusCode);
    }

    [Fact]
    public async Task The_link_is_kept_as_a_cookie_that_scripts_cannot_read_and_leaves_the_address()
    {
        var visitor = Visitor("Production");
        var opened = await visitor.Http.GetAsync($"/demonstration/{PortalFactory.DemonstrationKey}", Ct);
        Assert.Equal("/sign-in", opened.Headers.Location!.OriginalString);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"), value => value.StartsWith(Cookie, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Redirect, (await ClickAsync(visitor)).StatusCode);
    }

    [Theory]
    [InlineData("Production", WrongKey)]
    [InlineData("Production", "sign-in")]
    [InlineData("Development", PortalFactory.DemonstrationKey)]
    public async Task A_wrong_link_says_what_to_do_and_opens_nothing(string environment, string key)
    {
        var answer = await Visitor(environment).Http.GetAsync($"/demonstration/{key}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Copy it from the output of the latest start", await answer.Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie =>
            cookie.StartsWith(Cookie, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("Development", "true", "anyone who can reach the port, also through a proxy")]
    [InlineData("Production", "true", $"/demonstration/{PortalFactory.DemonstrationKey}")]
    [InlineData("Production", "false", null)]
    [InlineData("Development", "false", null)]
    public async Task The_start_warns_in_Development_and_prints_the_link_elsewhere(string environment, string enabled, string? warning)
    {
        var visitor = Visitor(environment, enabled);
        await visitor.Http.GetAsync("/health/live", Ct);
        Assert.Equal(
            warning is null ? 0 : 1,
            _log.Count(line =>
                line.Contains("The demonstration is on", StringComparison.Ordinal) && line.Contains(warning ?? "", StringComparison.Ordinal)
            )
        );
    }

    /// <summary>Not a guard, because no header can be one; it keeps a developer's open port from being used by accident.</summary>
    [Theory]
    [InlineData("localhost", null, HttpStatusCode.Redirect)]
    [InlineData("127.0.0.1", null, HttpStatusCode.Redirect)]
    [InlineData("training.example", null, HttpStatusCode.NotFound)]
    [InlineData("localhost", "X-Forwarded-For", HttpStatusCode.NotFound)]
    public async Task In_Development_a_request_that_says_it_comes_from_elsewhere_is_refused(
        string host,
        string? header,
        HttpStatusCode expected
    )
    {
        var visitor = Visitor("Development");
        visitor.Http.DefaultRequestHeaders.Host = host;
        if (header is not null)
        {
            visitor.Http.DefaultRequestHeaders.Add(header, "203.0.113.7");
        }

        Assert.Equal(expected, (await ClickAsync(visitor)).StatusCode);
    }

    [Theory]
    [InlineData("1.0", null)]
    [InlineData("1.1", "https://training.example")]
    public async Task In_Development_a_proxy_that_shows_in_the_protocol_or_the_origin_is_refused(string version, string? origin)
    {
        var visitor = Visitor("Development");
        var token = await visitor.AntiforgeryTokenAsync("/sign-in");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/demonstration/sign-in")
        {
            Version = Version.Parse(version),
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["userName"] = "demo-administrator", ["__RequestVerificationToken"] = token }
            ),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.SendAsync(request, Ct)).StatusCode);
    }

    /// <summary>An administrator may have had the name of a demonstration account before the demonstration was switched on.</summary>
    [Fact]
    public async Task One_click_opens_no_real_account_of_the_same_name()
    {
        using var folder = new TemporaryFolder();
        Guid real;
        await using (var before = new PortalFactory(folder.Path) { Settings = { ["Demonstration:Enabled"] = "false" } })
        {
            real = (
                await before
                    .Services.GetRequiredService<WriteGate>()
                    .WriteAsync<Guid>(
                        db =>
                        {
                            var person = before
                                .Services.GetRequiredService<Accounts>()
                                .Add(db, "demo-administrator", "Real Administrator", passphraseHash: null);
                            person.MakeAdministrator();
                            return Task.FromResult<Outcome<Guid>>(person.Id);
                        },
                        Ct
                    )
            ).Value;
        }

        await using var portal = new PortalFactory(folder.Path);
        var visitor = await portal.SignInAsync("demo-administrator");
        var page = await visitor.Http.GetStringAsync("/account", Ct);
        Assert.Contains("Ada Okafor", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Real Administrator", page, StringComparison.Ordinal);
        await using var db = await portal.OpenDatabaseAsync();
        Assert.Empty(await db.Set<Session>().Where(session => session.PersonId == real).ToListAsync(Ct));
        Assert.Equal(DemonstrationClass.People.Count, await db.Set<Person>().CountAsync(person => person.Demonstration != null, Ct));
    }

    [Fact]
    public async Task One_click_asks_for_the_second_factor_of_the_account()
    {
        _portal = new PortalFactory();
        var ada = await _portal.ActorAsync("demo-administrator");
        Assert.True(
            (
                await _portal
                    .Services.GetRequiredService<WriteGate>()
                    .WriteAsync(
                        db =>
                        {
                            var factor = new SecondFactor(ada.PersonId);
                            factor.Confirm(TimeProvider.System.GetUtcNow().UtcDateTime);
                            db.Add(factor);
                            return Task.FromResult(Outcome.Done);
                        },
                        Ct
                    )
            ).Succeeded
        );
        var visitor = new PortalClient(_portal.CreateClient(new() { AllowAutoRedirect = false }));
        var answer = await visitor.OneClickAsync("demo-administrator");
        Assert.Equal("/sign-in/second?ReturnUrl=%2F", answer.Headers.Location?.OriginalString);
        Assert.Contains(
            "This demonstration account has a second factor.",
            await visitor.Http.GetStringAsync("/sign-in/second", Ct),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Http.GetAsync("/admin", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_account_that_was_renamed_still_opens_and_one_that_is_disabled_does_not()
    {
        _portal = new PortalFactory();
        var (ada, cohort, tariq) = (
            await _portal.ActorAsync("demo-administrator"),
            await _portal.CohortIdAsync(),
            (await _portal.ActorAsync("demo-trainee-1")).PersonId
        );
        Assert.True(
            (await _portal.Services.GetRequiredService<RenamePerson>().MemberAsync(ada, cohort, tariq, new("Tariq Khan"), Ct)).Succeeded
        );
        var visitor = new PortalClient(_portal.CreateClient(new() { AllowAutoRedirect = false }));
        Assert.Equal("/", (await visitor.OneClickAsync("demo-trainee-1")).Headers.Location?.OriginalString);
        Assert.True(
            (await _portal.Services.GetRequiredService<EndAccess>().DisableAsync(ada, cohort, tariq, disabled: true, Ct)).Succeeded
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await new PortalClient(_portal.CreateClient(new() { AllowAutoRedirect = false })).OneClickAsync("demo-trainee-1")).StatusCode
        );
    }

    public void Dispose() => _portal?.Dispose();

    private static Task<HttpResponseMessage> ClickAsync(PortalClient visitor) =>
        visitor.PostFormAsync("/sign-in", "/demonstration/sign-in", new() { ["userName"] = "demo-administrator" });

    private PortalClient Visitor(string environment, string enabled = "true")
    {
        _portal = new PortalFactory
        {
            Environment = environment,
            Settings = { ["Demonstration:Enabled"] = enabled },
            ConfigureServices = services => services.Note(_log),
        };
        return new PortalClient(_portal.CreateClient(new() { AllowAutoRedirect = false }));
    }
}
