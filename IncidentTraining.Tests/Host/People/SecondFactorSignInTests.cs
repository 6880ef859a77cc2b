using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using OtpNet;

namespace IncidentTraining.Tests.Host.People;

/// <summary>The two pages of a sign-in with a second factor.</summary>
public sealed class SecondFactorSignInTests : IDisposable
{
    private const string Name = "Ingrid Holm";
    private readonly PeopleBench _bench = new();
    private string _secret = "";

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task The_code_is_asked_for_after_the_right_passphrase_and_signs_in_to_where_the_person_went()
    {
        await OnAsync();
        var visitor = Visitor();
        var first = await PassphraseAsync(visitor, PeopleBench.Passphrase, "/reviews");
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.StartsWith("/sign-in/second?ReturnUrl=", Target(first), StringComparison.Ordinal);
        // Half a sign-in opens nothing.
        Assert.StartsWith(
            "/sign-in",
            (await visitor.Http.GetAsync("/reviews", Ct)).Headers.Location!.PathAndQuery,
            StringComparison.Ordinal
        );

        var second = await CodeAsync(visitor, CodeNow(), Target(first));
        Assert.Equal("/classes?returnTo=%2Freviews", Target(second));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync("/reviews", Ct)).StatusCode);
        // The first step is used up.
        Assert.Contains("Sign in again", await visitor.Http.GetStringAsync("/sign-in/second", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_answered_alike_with_and_without_a_second_factor()
    {
        await OnAsync();
        await _bench.StaffAsync("Olga Brandt", ClassRole.Instructor);
        var answers = new List<string>();
        foreach (var name in (string[])[Name, "Olga Brandt", "Nobody Atall"])
        {
            var answer = await PassphraseAsync(Visitor(), "guess guess guess", null, name);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(answer.Headers, header =>
                header.Key == "Set-Cookie" && header.Value.Any(value => value.Contains("pending", StringComparison.Ordinal))
            );
            answers.Add(LongTexts.LongText.Refusals(await answer.Content.ReadAsStringAsync(Ct)));
        }

        Assert.Single(answers.Distinct());
        Assert.Contains("do not match", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_stays_on_the_page_and_many_answer_429()
    {
        await OnAsync();
        var visitor = Visitor();
        await PassphraseAsync(visitor, PeopleBench.Passphrase, null);
        HttpResponseMessage answer = null!;
        for (var wrong = 0; wrong < 6; wrong++)
        {
            answer = await CodeAsync(visitor, "000000");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("too many wrong codes", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task There_are_five_minutes_for_the_code(int seconds, bool inTime)
    {
        await OnAsync();
        var visitor = Visitor();
        await PassphraseAsync(visitor, PeopleBench.Passphrase, null);
        var token = await visitor.AntiforgeryTokenAsync("/sign-in/second");
        _bench.Time.Advance(PendingSignIn.Lifetime + TimeSpan.FromSeconds(seconds));
        var answer = await visitor.Http.PostAsync(
            "/sign-in/second",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = "second-factor",
                    ["Form.Code"] = CodeNow(),
                    ["__RequestVerificationToken"] = token,
                }
            ),
            Ct
        );
        Assert.Equal(inTime, answer.StatusCode is HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_one_time_code_for_a_forgotten_passphrase_does_not_pass_by_the_second_factor()
    {
        var ingrid = await OnAsync();
        var issued = await _bench
            .Get<IssueCode>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), ingrid.PersonId, Ct);
        var visitor = Visitor();
        var answer = await visitor.PostFormAsync(
            "/sign-in/code",
            "/sign-in/code",
            new()
            {
                ["_handler"] = "new-passphrase",
                ["Form.Code"] = issued.Value.Code,
                ["Form.Passphrase"] = "seven quiet harbours",
            }
        );
        Assert.StartsWith("/sign-in/second", Target(answer), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await CodeAsync(visitor, CodeNow())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync("/reviews", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_new_passphrase_makes_a_half_sign_in_with_the_old_one_worthless()
    {
        var ingrid = await OnAsync();
        var visitor = Visitor();
        await PassphraseAsync(visitor, PeopleBench.Passphrase, null);
        await _bench.Get<ChoosePassphrase>().OwnAsync(ingrid, PeopleBench.Passphrase, "seven quiet harbours", Ct);
        Assert.Contains("Sign in again", await visitor.Http.GetStringAsync("/sign-in/second", Ct), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<Actor> OnAsync()
    {
        var actor = await _bench.StaffAsync(Name, ClassRole.Instructor);
        _secret = (await _bench.Get<OwnSecondFactor>().BeginAsync(actor, PeopleBench.Passphrase, Ct)).Value.Secret;
        Assert.True((await _bench.Get<OwnSecondFactor>().ConfirmAsync(actor, CodeNow(), Ct)).Succeeded);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        return actor;
    }

    private string CodeNow() => new Totp(Base32Encoding.ToBytes(_secret)).ComputeTotp(_bench.Time.GetUtcNow().UtcDateTime);

    private static string Target(HttpResponseMessage answer) => new Uri(new Uri("http://localhost"), answer.Headers.Location!).PathAndQuery;

    private PortalClient Visitor() => new(_bench.Portal.CreateClient(new() { AllowAutoRedirect = false }));

    private static Task<HttpResponseMessage> PassphraseAsync(
        PortalClient visitor,
        string passphrase,
        string? returnUrl,
        string name = Name
    ) =>
        visitor.PostFormAsync(
            "/sign-in",
            returnUrl is null ? "/sign-in" : $"/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}",
            new()
            {
                ["_handler"] = "sign-in",
                ["Form.Name"] = name,
                ["Form.Passphrase"] = passphrase,
            }
        );

    private static Task<HttpResponseMessage> CodeAsync(PortalClient visitor, string code, string page = "/sign-in/second") =>
        visitor.PostFormAsync(page, page, new() { ["_handler"] = "second-factor", ["Form.Code"] = code });
}
