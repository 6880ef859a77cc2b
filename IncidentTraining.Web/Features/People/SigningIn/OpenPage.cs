using System.Security.Claims;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// Guards an open page: each of its events is accepted only while the sign-in is valid, and a change of the person's rights reloads the
/// page at once, so that it shows the current state. When the sign-in has ended, the page is removed at once.
/// </summary>
internal sealed class OpenPage(
    AuthenticationStateProvider authentication,
    SessionGuard guard,
    LiveEvents events,
    NavigationManager navigation
) : CircuitHandler, IDisposable
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private IDisposable? _subscription;
    private Guid? _sessionId;
    private int _closed;

    /// <inheritdoc />
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (ViewerClaims.ActorOf(user) is { } actor)
        {
            _sessionId = actor.SessionId;
            _subscription = events.Subscribe<AccessChanged>(actor.PersonId, changed =>
                changed.BySession is { } own && own == _sessionId ? Task.CompletedTask : LoadAgainAsync()
            );
        }
    }

    /// <inheritdoc />
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async context =>
        {
            if (_sessionId is { } sessionId && await guard.CheckAsync(sessionId) is null)
            {
                Close();
                return;
            }

            await next(context);
        };

    /// <inheritdoc />
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _subscription, null)?.Dispose();

    private async Task LoadAgainAsync()
    {
        // Others are notified of the change at the same time: the cache may be from before.
        if (_sessionId is { } sessionId && await guard.CheckAsync(sessionId, fresh: true) is null)
        {
            Close();
            return;
        }

        navigation.NavigateTo(navigation.Uri, forceLoad: true);
    }

    private void Close()
    {
        // The event of the end and the next event of the page can both arrive. A second navigation would cancel the first.
        if (Interlocked.Exchange(ref _closed, 1) == 1)
        {
            return;
        }

        Dispose();
        // The page's components are removed together with the person: nothing more is read for them, whatever the browser does.
        (authentication as IHostEnvironmentAuthenticationStateProvider)?.SetAuthenticationState(Task.FromResult(Nobody));
        // The address states the reason. The page's own address would depend on a race: if another request of this browser has lost the
        // cookie before, the sign-in page could no longer distinguish an ended sign-in from a visitor's.
        navigation.NavigateTo(PeoplePaths.SignInAfterEnding(navigation.ToBaseRelativePath(navigation.Uri)), forceLoad: true);
    }
}
