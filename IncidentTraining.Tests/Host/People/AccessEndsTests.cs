using System.Net;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Core.People;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.People;

/// <summary>A sign-in is not permanent: each request checks the database.</summary>
public sealed class AccessEndsTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_the_sign_out()
    {
        var browser = await _bench.Portal.SignInAsync(PeopleBench.Trainee);
        var visitor = _bench.Portal.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        var cookie = await CookieAsync(PeopleBench.Trainee);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(visitor, cookie)).StatusCode);
        // The copy's own session, not that of another browser.
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostFormAsync("/today", "/sign-out", [])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(visitor, cookie)).StatusCode);

        var trainee = await _bench.ActorAsync(PeopleBench.Trainee);
        foreach (var session in await _bench.Get<Sessions>().ListAsync(trainee, Ct))
        {
            await _bench.Get<Sessions>().EndAsync(trainee, session.Id, Ct);
        }

        var answer = await GetAsync(visitor, cookie);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("ended=true", answer.Headers.Location!.Query);
    }

    [Fact]
    public async Task A_signed_out_cookie_is_refused_at_once()
    {
        var cookie = await CookieAsync(PeopleBench.Instructor);
        var visitor = _bench.Portal.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var form = new HttpRequestMessage(HttpMethod.Get, "/reviews");
        form.Headers.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(form, Ct)).StatusCode);
        await _bench
            .Get<EndAccess>()
            .SignOutAsync(
                await _bench.ActorAsync(PeopleBench.Administrator),
                await _bench.ClassAsync(),
                await _bench.IdAsync(PeopleBench.Instructor),
                Ct
            );
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(visitor, cookie)).StatusCode);
    }

    [Fact]
    public async Task A_demoted_administrator_is_refused_at_the_next_request()
    {
        var second = (
            await _bench.Get<Administrators>().AddAsync(await _bench.ActorAsync(PeopleBench.Administrator), new("demo-instructor"), Ct)
        );
        Assert.True(second.Succeeded && second.Value is null, second.Refusal?.Message);
        var ada = await _bench.Portal.SignInAsync(PeopleBench.Administrator);
        var ines = await _bench.Portal.SignInAsync(PeopleBench.Instructor);
        Assert.Equal(HttpStatusCode.OK, (await ines.Http.GetAsync("/admin", Ct)).StatusCode);

        Assert.True(
            (
                await _bench
                    .Get<Administrators>()
                    .RemoveAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.IdAsync(PeopleBench.Instructor), Ct)
            ).Succeeded
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await ines.Http.GetAsync("/admin", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ines.Http.GetAsync("/reviews", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ada.Http.GetAsync("/admin", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_trainee_of_an_archived_class_reads_that_it_is_archived_not_that_they_have_none()
    {
        var trainee = await _bench.Portal.SignInAsync(PeopleBench.Trainee);
        Assert.True(
            (
                await _bench
                    .Get<ChangeClass>()
                    .ArchiveAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), archived: true, Ct)
            ).Succeeded
        );
        foreach (var path in (string[])["/today", "/documents", "/labs"])
        {
            var page = await trainee.Http.GetStringAsync(path, Ct);
            Assert.Contains("Demonstration class is archived: its trainees can no longer open it.", page);
            Assert.DoesNotContain("do not belong to a class", page);
        }

        Assert.EndsWith("/today", (await trainee.Http.GetAsync("/", Ct)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_trainee_is_sent_to_the_sign_in_at_the_next_request()
    {
        var trainee = await _bench.Portal.SignInAsync(PeopleBench.Trainee);
        Assert.Equal(HttpStatusCode.OK, (await trainee.Http.GetAsync("/today", Ct)).StatusCode);
        await _bench
            .Get<RemoveMember>()
            .RunAsync(
                await _bench.ActorAsync(PeopleBench.Facilitator),
                await _bench.ClassAsync(),
                await _bench.IdAsync(PeopleBench.Trainee),
                Ct
            );
        var answer = await trainee.Http.GetAsync("/today", Ct);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_new_name_is_on_the_next_page()
    {
        var trainee = await _bench.Portal.SignInAsync(PeopleBench.Trainee);
        await trainee.Http.GetStringAsync("/learn/day-4-incident-response/objectives", Ct);
        await _bench.Get<RenamePerson>().OwnAsync(await _bench.ActorAsync(PeopleBench.Trainee), new("Tariq A. Khan"), Ct);
        Assert.Contains("Tariq A. Khan", await trainee.Http.GetStringAsync("/learn/day-4-incident-response/objectives", Ct));
    }

    [Fact]
    public async Task What_another_process_ended_counts_no_longer_than_five_seconds()
    {
        var session = (await _bench.Get<Sessions>().StartAsync(await UserIdAsync(), new Visit("x"), Ct)).Value;
        // A guard without this process's events, as in another process.
        using var guard = new SessionGuard(
            _bench.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<IncidentTraining.Core.Storage.TrainingDb>>(),
            new LiveEvents(Microsoft.Extensions.Logging.Abstractions.NullLogger<LiveEvents>.Instance),
            _bench.Time
        );
        Assert.NotNull(await guard.CheckAsync(session, ct: Ct));
        await _bench.Get<Sessions>().EndOthersAsync(await _bench.ActorAsync(PeopleBench.Trainee), Ct);
        _bench.Time.Advance(SessionGuard.Trust - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await guard.CheckAsync(session, ct: Ct));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await guard.CheckAsync(session, ct: Ct));
    }

    [Fact]
    public async Task Too_many_wrong_passphrases_answer_429_with_the_form_and_how_long_to_wait()
    {
        var visitor = new PortalClient(_bench.Portal.CreateClient(new() { AllowAutoRedirect = false }));
        HttpResponseMessage answer = null!;
        for (var wrong = 0; wrong < 6; wrong++)
        {
            answer = await visitor.PostFormAsync(
                "/sign-in",
                "/sign-in",
                new()
                {
                    ["_handler"] = "sign-in",
                    ["Form.Name"] = "demo-instructor",
                    ["Form.Passphrase"] = "guess guess guess",
                }
            );
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        Assert.Contains("one-time code", await answer.Content.ReadAsStringAsync(Ct));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<string> UserIdAsync()
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return db.Users.Single(user => user.UserName == PeopleBench.Trainee).Id;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient visitor, string cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/today");
        request.Headers.Add("Cookie", cookie);
        return visitor.SendAsync(request, Ct);
    }

    private async Task<string> CookieAsync(string userName)
    {
        var client = new PortalClient(_bench.Portal.CreateClient(new() { AllowAutoRedirect = false }));
        var signedIn = await client.OneClickAsync(userName);
        return Assert
            .Single(signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith("incident-training=", StringComparison.Ordinal))
            .Split(';')[0];
    }
}
