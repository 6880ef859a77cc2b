using System.Security.Claims;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Core.People;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentTraining.Tests.Host.People;

/// <summary>When a session ends, each of its open pages navigates to the sign-in exactly once.</summary>
public sealed class OpenPageTests : IDisposable
{
    private readonly PeopleBench _bench = new();
    private readonly Places _places = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_after_the_end_of_the_session_is_dropped_and_the_page_is_left_once()
    {
        var actor = await _bench.SignedInAsync(PeopleBench.Trainee);
        using var page = await OpenAsync(actor);
        var passed = 0;
        var handle = page.CreateInboundActivityHandler(_ =>
        {
            passed++;
            return Task.CompletedTask;
        });
        await handle(null!);
        Assert.Equal(1, passed);
        Assert.Empty(_places.Visited);

        await _bench.Get<Sessions>().EndAsync(actor, actor.SessionId!.Value, Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => handle(null!)));
        Assert.Equal(1, passed);
        Assert.Contains("ended=true", Assert.Single(_places.Visited));
    }

    [Fact]
    public async Task The_news_of_the_end_and_an_event_lead_away_once()
    {
        var actor = await _bench.SignedInAsync(PeopleBench.Trainee);
        using var page = await OpenAsync(actor);
        await _bench
            .Get<EndAccess>()
            .SignOutAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), actor.PersonId, Ct);
        await page.CreateInboundActivityHandler(_ => Task.CompletedTask)(null!);
        Assert.Contains("ended=true", Assert.Single(_places.Visited));
    }

    private async Task<OpenPage> OpenAsync(Actor actor)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ViewerClaims.PersonId, $"{actor.PersonId}"), new Claim(ViewerClaims.Session, $"{actor.SessionId}")],
            "test"
        );
        var page = new OpenPage(new SignedIn(new ClaimsPrincipal(identity)), _bench.Get<SessionGuard>(), _bench.Get<LiveEvents>(), _places);
        await page.OnCircuitOpenedAsync(null!, Ct);
        return page;
    }

    public void Dispose() => _bench.Dispose();

    private sealed class SignedIn(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }

    private sealed class Places : NavigationManager
    {
        public List<string> Visited { get; } = [];

        public Places() => Initialize("http://localhost/", "http://localhost/labs");

        protected override void NavigateToCore(string uri, NavigationOptions options)
        {
            Assert.True(options.ForceLoad);
            lock (Visited)
            {
                Visited.Add(uri);
            }
        }
    }
}
