using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host;

public sealed class JoinTests(SafetyTests.Portal portal) : IClassFixture<SafetyTests.Portal>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trainee_joins_by_a_plain_form_and_comes_back_with_code_name_and_passphrase()
    {
        var code = await CodeAsync();
        var joined = await JoinAsync(code.ToLowerInvariant(), "  Nadia   Petrov ", "green river stone");
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);

        var back = Client();
        var answer = await back.PostFormAsync(
            "/sign-in",
            "/sign-in",
            new()
            {
                ["_handler"] = "sign-in",
                ["Form.Name"] = "nadia petrov",
                ["Form.Passphrase"] = "green river stone",
                ["Form.Code"] = code,
            }
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/today", (await back.Http.GetAsync("/", Ct)).Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("no code", "Nils", "green river stone", "eight letters")]
    [InlineData("2222-2222", "Nils", "green river stone", "No class has this code")]
    [InlineData(null, "", "green river stone", "Type your name")]
    [InlineData(null, "Nils", "short", "at least 10")]
    public async Task A_wrong_field_is_refused_with_its_reason_and_what_was_typed_stays(
        string? code,
        string name,
        string passphrase,
        string reason
    )
    {
        var html = await (await JoinAsync(code ?? await CodeAsync(), name, passphrase)).Content.ReadAsStringAsync(Ct);
        Assert.Contains(reason, html);
        Assert.Contains($"value=\"{name}\"", html.Replace("value ", "value=\"\" ", StringComparison.Ordinal));
        Assert.DoesNotContain(passphrase, html);
    }

    [Fact]
    public async Task A_name_that_is_taken_in_the_class_is_refused_whatever_its_case()
    {
        var code = await CodeAsync();
        await JoinAsync(code, "Olga Weiss", "green river stone");
        var html = await (await JoinAsync(code, "OLGA weiss", "other words here")).Content.ReadAsStringAsync(Ct);
        Assert.Contains("is already in this class", html);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_refused_without_saying_what_was_wrong()
    {
        var client = Client();
        var answer = await client.PostFormAsync(
            "/sign-in",
            "/sign-in",
            new()
            {
                ["_handler"] = "sign-in",
                ["Form.Name"] = "nobody here",
                ["Form.Passphrase"] = "guess guess guess",
                ["Form.Code"] = "",
            }
        );
        Assert.Contains("do not match", await answer.Content.ReadAsStringAsync(Ct));
    }

    private PortalClient Client() => new(portal.Factory.CreateClient(new() { AllowAutoRedirect = false }));

    private async Task<string> CodeAsync()
    {
        await using var db = await portal.Factory.OpenDatabaseAsync();
        return (await db.Set<Cohort>().SingleAsync(Ct)).JoinCode;
    }

    private Task<HttpResponseMessage> JoinAsync(string code, string name, string passphrase) =>
        Client()
            .PostFormAsync(
                "/join",
                "/join",
                new()
                {
                    ["_handler"] = "join",
                    ["Form.Code"] = code,
                    ["Form.Name"] = name,
                    ["Form.Passphrase"] = passphrase,
                }
            );
}
