using System.Net;
using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Support;

/// <summary>A portal on a real port with a real provider, and browsers with cookies.</summary>
public sealed partial class ProviderBench : IAsyncLifetime
{
    private const string Class = "Demonstration class";

    // None that can be mistaken for another.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly List<HttpClient> _browsers = [];
    private int _people;

    public TestProvider Provider { get; private set; } = null!;

    public PortalFactory Portal { get; } =
        new()
        {
            // Other tests may keep the machine busy.
            ConfigureServices = services =>
                services.Configure<OpenIdConnectOptions>($"provider-{TestProvider.Id}", options =>
                    options.BackchannelTimeout = TimeSpan.FromMinutes(2)
                ),
        };

    public Uri Address { get; private set; } = null!;

    /// <summary>A bench for a test that stops the provider or changes who is the last of a role.</summary>
    public static async Task<ProviderBench> StartAsync()
    {
        var bench = new ProviderBench();
        await bench.InitializeAsync();
        return bench;
    }

    public async ValueTask InitializeAsync()
    {
        Provider = await TestProvider.StartAsync();
        foreach (
            var (name, value) in Provider.Settings(
                ("trainees", "Trainee", Class),
                ("reviewers", "Instructor", Class),
                ("leads", "Facilitator", Class),
                ("admins", "Administrator", null)
            )
        )
        {
            Portal.Settings[name] = value;
        }

        Address = Portal.StartOnKestrel();
        // An administrator who has never signed in does not count as another one.
        await Browser().OneClickAsync("demo-administrator");
    }

    /// <summary>Lets the provider sign in a person whom no test has used before.</summary>
    public string NextPerson(params string[] groups)
    {
        _people++;
        (Provider.SignedInAt, Provider.IgnoresPrompt) = (TimeProvider.System.GetUtcNow().AddHours(-1), false);
        (Provider.Subject, Provider.Name, Provider.Groups, Provider.Denies, Provider.ClockSkew) = (
            $"u-{_people}",
            $"Mara Quist {Letters[_people / Letters.Length]}{Letters[_people % Letters.Length]}",
            groups,
            false,
            TimeSpan.Zero
        );
        return Provider.Name;
    }

    public T Get<T>()
        where T : notnull => Portal.Services.GetRequiredService<T>();

    /// <summary>A browser with its own cookies.</summary>
    public PortalClient Browser(bool follows = true)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = follows, UseCookies = true }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        _browsers.Add(http);
        return new PortalClient(http);
    }

    /// <summary>Signs in with the provider, and returns the final page of the browser.</summary>
    public Task<HttpResponseMessage> SignInAsync(PortalClient? browser = null) =>
        (browser ?? Browser()).PostFormAsync("/sign-in", "/sign-in/provider", new() { ["provider"] = TestProvider.Id });

    /// <summary>Signs in as a person with groups, expecting the start page of a role.</summary>
    public async Task<PortalClient> SignedInAsync(string start, params string[] groups)
    {
        Provider.Groups = groups;
        var browser = Browser();
        var page = await SignInAsync(browser);
        Assert.Equal((HttpStatusCode.OK, start), (page.StatusCode, page.RequestMessage!.RequestUri!.AbsolutePath));
        return browser;
    }

    /// <summary>Goes to the provider and stops before its response reaches the portal.</summary>
    public async Task<(PortalClient Browser, Uri Callback)> BegunAsync()
    {
        var browser = Browser(follows: false);
        var toProvider = (await SignInAsync(browser)).Headers.Location!;
        Assert.Equal(Provider.Address.Authority, toProvider.Authority);
        return (browser, (await browser.Http.GetAsync(toProvider, Ct)).Headers.Location!);
    }

    /// <summary>The words of the page on which a sign-in ended, without its markup.</summary>
    public static async Task<string> WordsAsync(HttpResponseMessage page)
    {
        Assert.Equal("/sign-in/result", page.RequestMessage!.RequestUri!.AbsolutePath);
        var main = Card().Match(await page.Content.ReadAsStringAsync(Ct)).Value;
        return WebUtility.HtmlDecode(
            string.Join(' ', Markup().Replace(main, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        );
    }

    /// <summary>The person who is connected with the provider's present subject; null for none.</summary>
    public async Task<Person?> PersonAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var issuer = Provider.Address.ToString();
        return await (
            from login in db.UserLogins
            join person in db.Set<Person>() on login.UserId equals person.UserId
            where login.LoginProvider == issuer && login.ProviderKey == Provider.Subject
            select person
        ).SingleOrDefaultAsync(Ct);
    }

    /// <summary>The roles of the provider's present subject in the class, in order.</summary>
    public async Task<IReadOnlyList<ClassRole>> RolesAsync()
    {
        var person = await PersonAsync();
        await using var db = await Portal.OpenDatabaseAsync();
        return [.. (await db.Set<Membership>().Where(m => m.PersonId == person!.Id).Select(m => m.Role).ToListAsync(Ct)).Order()];
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Set<AuditEntry>().OrderBy(entry => entry.Id).ToListAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
        {
            browser.Dispose();
        }

        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }

    [GeneratedRegex("<section class=\"card entry-card\".*?</section>", RegexOptions.Singleline)]
    private static partial Regex Card();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
