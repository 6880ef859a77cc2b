using System.Net;
using System.Net.WebSockets;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host;

public sealed class SafetyTests(SafetyTests.Portal portal) : IClassFixture<SafetyTests.Portal>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public sealed class Portal : IDisposable
    {
        public PortalFactory Factory { get; } = new();

        public void Dispose() => Factory.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/class")]
    [InlineData("/admin")]
    public async Task A_visitor_is_sent_to_the_sign_in(string path)
    {
        var answer = await portal.Factory.CreateClient(new() { AllowAutoRedirect = false }).GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.PathAndQuery);
    }

    [Theory]
    [InlineData("demo-trainee-1")]
    [InlineData("demo-instructor")]
    [InlineData("demo-facilitator")]
    public async Task Only_an_administrator_opens_the_administration(string userName)
    {
        var client = await portal.Factory.SignInAsync(userName);
        var answer = await client.Http.GetAsync("/admin", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("This page is not for your role", await answer.Content.ReadAsStringAsync(Ct));

        var administrator = await portal.Factory.SignInAsync("demo-administrator");
        Assert.Equal(HttpStatusCode.OK, (await administrator.Http.GetAsync("/admin", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_trainee_does_not_see_the_class_list_or_its_join_code()
    {
        var client = await portal.Factory.SignInAsync("demo-trainee-1");
        var response = await client.Http.GetAsync("/class", Ct);
        var html = await response.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("for class staff", html);
        Assert.DoesNotContain("qr.svg", html);
    }

    [Fact]
    public async Task Scripts_come_from_the_portal_alone()
    {
        var answer = await portal.Factory.CreateClient().GetAsync("/sign-in", Ct);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["userName"] = "demo-trainee-1" });
        var answer = await portal.Factory.CreateClient().PostAsync("/demonstration/sign-in", fields, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("null", 403)]
    public async Task A_socket_from_a_foreign_page_is_refused(string origin, int status)
    {
        var sockets = portal.Factory.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = origin;
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            sockets.ConnectAsync(new Uri("ws://localhost/_blazor"), Ct)
        );
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal.Message);
    }

    [Fact]
    public async Task A_socket_from_the_portals_own_page_is_taken()
    {
        var visitor = new PortalClient(portal.Factory.CreateClient(new() { AllowAutoRedirect = false }));
        var signedIn = await visitor.OneClickAsync("demo-trainee-1");
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), value =>
            value.StartsWith("incident-training=", StringComparison.Ordinal)
        );
        var sockets = portal.Factory.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            request.Headers.Origin = "http://localhost";
            request.Headers.Cookie = cookie.Split(';')[0];
        };
        using var socket = await sockets.ConnectAsync(new Uri("ws://localhost/_blazor"), Ct);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("/today", "/today")]
    [InlineData("//evil.example", null)]
    [InlineData("/\\evil.example", null)]
    [InlineData("https://evil.example", null)]
    [InlineData(null, null)]
    public void A_return_address_never_leads_to_another_site(string? given, string? expected) =>
        Assert.Equal(expected, IncidentTraining.Web.Features.People.PeopleEndpoints.LocalPath(given));
}
