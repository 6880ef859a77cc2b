using System.Security.Claims;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Web.Features.People;

/// <summary>The result of a successful first step.</summary>
internal enum SignInStep
{
    /// <summary>The person is signed in.</summary>
    Done,

    /// <summary>The sign-in asks for a code next.</summary>
    SecondFactor,
}

/// <summary>Signs people in: authenticates them through a use case, starts a session and sends the cookie that names it.</summary>
internal sealed class SignIn(
    SignInManager<IdentityUser> identity,
    CheckPassphrase check,
    ChoosePassphrase choose,
    CheckSecondFactor second,
    PendingSignIn pending,
    UsePasskey usePasskey,
    DemonstrationClass demonstration,
    EnterWithProvider enter,
    Sessions sessions,
    KnownBrowser browser,
    IHttpContextAccessor http
)
{
    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");

    /// <summary>Signs in; a trainee gives the class code, staff leave it empty.</summary>
    public Task<Outcome<SignInStep>> WithPassphraseAsync(string? code, string? name, string? passphrase) =>
        EnterAsync(FirstStep.Passphrase, check.RunAsync(new(code, name, passphrase), browser.VisitOf(Context)));

    /// <summary>Chooses a new passphrase with a one-time code, and signs in.</summary>
    public Task<Outcome<SignInStep>> WithCodeAsync(string? code, string? passphrase) =>
        EnterAsync(FirstStep.OneTimeCode, choose.WithCodeAsync(new(code ?? "", passphrase ?? ""), browser.VisitOf(Context)));

    /// <summary>
    /// Signs in to an account of the demonstration with one click. If the account has a second factor, it is required as well.
    /// </summary>
    public Task<Outcome<SignInStep>> WithDemonstrationAsync(string userName) =>
        EnterAsync(FirstStep.Demonstration, demonstration.FindAsync(userName, Context.RequestAborted));

    /// <summary>The sign-in that has just passed its first step and still needs a code; null for none.</summary>
    public Task<HalfSignIn?> FindPendingAsync() => pending.FindAsync(Context, identity.UserManager);

    /// <summary>Signs in with a code, after the first step was right.</summary>
    public async Task<Outcome> WithSecondFactorAsync(string? code)
    {
        if (await pending.FindAsync(Context, identity.UserManager) is not { } half)
        {
            return Refusal.NotAllowed("The code has expired. Sign in again.");
        }

        var outcome = await second.RunAsync(half.User.Id, code ?? "", browser.VisitOf(Context));
        if (!outcome.Succeeded)
        {
            AskToWait(outcome.Refusal);
            return outcome;
        }

        pending.End(Context);
        await EnterAsync(half.User, half.Provider);
        return Outcome.Done;
    }

    /// <summary>Signs in with a passkey whose signature was verified; it counts as both factors.</summary>
    public async Task<Outcome> WithPasskeyAsync(UserPasskeyInfo shown)
    {
        var outcome = await usePasskey.RunAsync(shown, browser.VisitOf(Context));
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        await EnterAsync(
            await identity.UserManager.FindByIdAsync(outcome.Value)
                ?? throw new InvalidOperationException("The passkey's account does not exist."),
            note: Sessions.ByPasskey
        );
        return Outcome.Done;
    }

    /// <summary>
    /// Signs in a person whom a provider has confirmed, and returns notices for them. If the account has a second factor, it is required as
    /// well.
    /// </summary>
    public async Task<Outcome<(SignInStep Step, IReadOnlyList<string> Notices)>> WithProviderAsync(
        ProviderIdentity who,
        IReadOnlyList<GroupRole> mapping
    )
    {
        var outcome = await enter.RunAsync(who, mapping, browser.VisitOf(Context));
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        var user = await identity.UserManager.FindByIdAsync(outcome.Value.UserId)
            ?? throw new InvalidOperationException("The account that was just confirmed does not exist.");
        if (await second.IsAskedAsync(user.Id))
        {
            pending.Begin(Context, new(user, FirstStep.Provider, who.ProviderId));
            return (SignInStep.SecondFactor, outcome.Value.Notices);
        }

        await EnterAsync(user, who.ProviderId);
        return (SignInStep.Done, outcome.Value.Notices);
    }

    /// <summary>Signs in a person who was just authenticated by joining or setting up.</summary>
    public async Task AsNewAsync(string userName)
    {
        var user = await identity.UserManager.FindByNameAsync(userName)
            ?? throw new InvalidOperationException("The account that was just created does not exist.");
        await EnterAsync(user);
    }

    /// <summary>Selects the class whose pages are shown; the caller has checked that the person belongs to it.</summary>
    public async Task ChooseClassAsync(ClaimsPrincipal principal, Guid cohortId)
    {
        if (await identity.UserManager.GetUserAsync(principal) is { } user && principal.FindFirst(ViewerClaims.Session) is { } session)
        {
            var provider = principal.FindAll(ViewerClaims.Provider).Select(claim => new Claim(claim.Type, claim.Value));
            await identity.SignInWithClaimsAsync(
                user,
                isPersistent: true,
                [new Claim(session.Type, session.Value), new Claim(ViewerClaims.ChosenClass, cohortId.ToString()), .. provider]
            );
        }
    }

    /// <summary>Signs out, and ends the session: a copy of the cookie is then worthless.</summary>
    /// <returns>The provider with which the person had signed in; null for a passphrase.</returns>
    public async Task<string?> OutAsync()
    {
        if (ViewerClaims.ActorOf(Context.User) is { SessionId: { } sessionId } actor)
        {
            await sessions.EndAsync(actor, sessionId);
        }

        await identity.SignOutAsync();
        return Context.User.FindFirstValue(ViewerClaims.Provider);
    }

    private async Task<Outcome<SignInStep>> EnterAsync(FirstStep step, Task<Outcome<string>> proved)
    {
        var outcome = await proved;
        if (!outcome.Succeeded)
        {
            AskToWait(outcome.Refusal);
            return outcome.Refusal;
        }

        var user = await identity.UserManager.FindByIdAsync(outcome.Value)
            ?? throw new InvalidOperationException("The account that was just checked does not exist.");
        if (await second.IsAskedAsync(user.Id))
        {
            pending.Begin(Context, new(user, step));
            return SignInStep.SecondFactor;
        }

        await EnterAsync(user);
        return SignInStep.Done;
    }

    private void AskToWait(Refusal refusal)
    {
        if (refusal.RetryAfter is { } wait)
        {
            Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Context.Response.Headers.RetryAfter = Waiting.InSeconds(wait);
        }
    }

    /// <summary>Starts the session.</summary>
    /// <param name="user">The account.</param>
    /// <param name="provider">The id of the provider that confirmed the person; empty without one.</param>
    /// <param name="note">How the person signed in without a provider, for the audit log; empty for a passphrase.</param>
    private async Task EnterAsync(IdentityUser user, string provider = "", string note = "")
    {
        var session = await sessions.StartAsync(user.Id, browser.VisitOf(Context), note: provider.Length > 0 ? provider : note);
        browser.Remember(Context, user.Id);
        List<Claim> claims = [new(ViewerClaims.Session, session.Value.ToString())];
        if (provider.Length > 0)
        {
            claims.Add(new(ViewerClaims.Provider, provider));
        }

        await identity.SignInWithClaimsAsync(user, isPersistent: true, claims);
    }
}
