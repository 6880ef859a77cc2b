using System.Net;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>Which sources of the scheme and the person's address are trusted.</summary>
public sealed class ForwardingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "127.0.0.1", "203.0.113.7", "https", "203.0.113.7")]
    [InlineData(null, "::1", "203.0.113.7", "https", "203.0.113.7")]
    [InlineData(null, "::ffff:127.0.0.1", "203.0.113.7", "https", "203.0.113.7")]
    [InlineData(null, "10.0.0.5", "203.0.113.7", "http", "10.0.0.5")]
    [InlineData("10.0.0.5", "10.0.0.5", "203.0.113.7", "https", "203.0.113.7")]
    [InlineData("10.0.0.5", "10.0.0.6", "203.0.113.7", "http", "10.0.0.6")]
    [InlineData("192.0.2.1, 10.0.0.0/8", "10.255.255.255", "203.0.113.7", "https", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "11.0.0.0", "203.0.113.7", "http", "11.0.0.0")]
    [InlineData("10.0.0.0/8", "127.0.0.1", "203.0.113.7, 10.0.0.5", "https", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "127.0.0.1", "127.0.0.1, 203.0.113.7", "https", "203.0.113.7")]
    public async Task Only_a_trusted_proxy_is_believed_about_scheme_and_address(
        string? trusted,
        string proxy,
        string forwardedFor,
        string scheme,
        string person
    )
    {
        var seen = new SeenFrom(IPAddress.Parse(proxy));
        await using var portal = new PortalFactory { ConfigureServices = services => services.AddSingleton<IStartupFilter>(seen) };
        if (trusted is not null)
        {
            portal.Settings["Proxy:Trusted"] = trusted;
        }

        var http = portal.CreateClient(new() { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Host = "training.example";
        http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        // Each proxy of a chain adds its own; only the nearest one counts for the browser's scheme.
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", string.Join(", ", forwardedFor.Split(',').Select(_ => "https")));
        var answer = await http.GetAsync("/", Ct);

        Assert.Equal($"{scheme}://training.example", answer.Headers.Location!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(IPAddress.Parse(person), seen.Person);
    }

    [Fact]
    public async Task Behind_a_proxy_with_TLS_the_sign_in_stays_on_https_and_every_cookie_is_secure()
    {
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.AddSingleton<IStartupFilter>(new SeenFrom(IPAddress.Loopback)),
        };
        var direct = portal.CreateClient(new() { AllowAutoRedirect = false });
        Assert.DoesNotContain(
            "secure",
            Assert.Single((await direct.GetAsync("/sign-in", Ct)).Headers.GetValues("Set-Cookie")),
            StringComparison.OrdinalIgnoreCase
        );

        var http = portal.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://training.example") });
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        var page = await http.GetAsync("/sign-in", Ct);
        var themed = await new PortalClient(http).PostFormAsync("/sign-in", "/theme", new() { ["theme"] = "dark" });

        Assert.Equal(HttpStatusCode.Redirect, themed.StatusCode);
        var opened = await http.GetAsync($"/demonstration/{PortalFactory.DemonstrationKey}", Ct);
        var signedIn = await new PortalClient(http).OneClickAsync("demo-trainee-1");
        List<string> cookies =
        [
            .. ((HttpResponseMessage[])[page, themed, opened, signedIn]).SelectMany(answer => answer.Headers.GetValues("Set-Cookie")),
        ];
        Assert.All(cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            [".AspNetCore.Antiforgery", "incident-training", "incident-training-browser", "incident-training-demonstration", "theme"],
            cookies
                .Select(cookie => cookie.Split('=')[0])
                .Select(name => name.StartsWith(".AspNetCore.Antiforgery", StringComparison.Ordinal) ? ".AspNetCore.Antiforgery" : name)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("training.example", "https", true)]
    [InlineData("training.example", null, false)]
    [InlineData("localhost", "https", false)]
    public async Task Browsers_are_told_to_stay_on_https_where_the_portal_is_reached_by_it(string host, string? proto, bool expected)
    {
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.AddSingleton<IStartupFilter>(new SeenFrom(IPAddress.Loopback)),
        };
        var http = portal.CreateClient(new() { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Host = host;
        if (proto is not null)
        {
            http.DefaultRequestHeaders.Add("X-Forwarded-Proto", proto);
        }

        // Also in a response that no page has produced.
        foreach (var path in (string[])["/sign-in", "/no-such-page", "/"])
        {
            var answer = await http.GetAsync(path, Ct);
            Assert.Equal(
                expected ? ["max-age=15552000"] : [],
                answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values : []
            );
        }
    }

    /// <summary>
    /// Gives requests of the in-process client the address of a proxy, and records the client address that the portal assumed.
    /// </summary>
    private sealed class SeenFrom(IPAddress proxy) : IStartupFilter
    {
        public IPAddress? Person { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, rest) =>
                    {
                        context.Connection.RemoteIpAddress = proxy;
                        await rest(context);
                        Person = context.Connection.RemoteIpAddress;
                    }
                );
                next(app);
            };
    }
}
