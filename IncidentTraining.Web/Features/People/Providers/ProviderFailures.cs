using IncidentTraining.Web.Settings;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IncidentTraining.Web.Features.People;

/// <summary>Explains to a person in plain words why a sign-in through a provider failed, and logs the details for the operator.</summary>
internal static partial class ProviderFailures
{
    /// <summary>The person, or the provider for them, has declined.</summary>
    public static void Denied(HttpContext context, SignInProvider provider)
    {
        LogDenied(LoggerOf(context), provider.Id);
        Show(
            context,
            new ProviderMessage(
                "You are not signed in",
                [
                    $"The sign-in at {provider.Name} was cancelled, or {provider.Name} does not let your account use this portal.",
                    $"Try again, or ask the person who manages {provider.Name} for access.",
                ],
                StatusCodes.Status403Forbidden
            )
        );
    }

    /// <summary>The provider cannot be reached.</summary>
    public static ProviderMessage Unreachable(SignInProvider provider) =>
        new(
            $"{provider.Name} cannot be reached",
            [
                $"The portal gets no response from {provider.Name}. Try again in a few minutes.",
                "If you have a passphrase, sign in with it.",
            ],
            StatusCodes.Status503ServiceUnavailable
        );

    /// <summary>The browser came back without the state of a sign-in that it has begun: too late, from a bookmark, or for the second
    /// time.</summary>
    public static ProviderMessage StateLost(SignInProvider? provider) =>
        new(
            "This sign-in cannot be completed",
            [
                "It was started in another browser, took too long, or was already completed. Nothing was changed.",
                $"Start again on the sign-in page{(provider is null ? "" : $" with “{provider.Label}”")}. Your browser must accept cookies from this site.",
            ],
            StatusCodes.Status400BadRequest
        );

    /// <summary>Any other failure at the provider or in between.</summary>
    public static void Failed(HttpContext context, SignInProvider provider, Exception? failure)
    {
        var message = MessageOf(provider, failure);
        if (message.Status is StatusCodes.Status400BadRequest)
        {
            LogStateLost(LoggerOf(context), provider.Id, failure?.Message);
        }
        else
        {
            LogFailed(LoggerOf(context), failure, provider.Id);
        }

        Show(context, message);
    }

    private static ProviderMessage MessageOf(SignInProvider provider, Exception? failure)
    {
        var chain = Chain(failure).ToList();
        if (
            chain.Exists(one =>
                one is SecurityTokenNotYetValidException or SecurityTokenExpiredException or SecurityTokenInvalidLifetimeException
            )
        )
        {
            return new ProviderMessage(
                "The clocks differ",
                [
                    $"The response from {provider.Name} is not valid at this server's time. Nothing was changed.",
                    "Tell the administrator: the server's or the provider's clock is off by more than five minutes.",
                ],
                StatusCodes.Status502BadGateway
            );
        }

        if (chain.Exists(one => one is HttpRequestException or IOException or TaskCanceledException))
        {
            return Unreachable(provider);
        }

        return !chain.Exists(one => one is OpenIdConnectProtocolException or SecurityTokenException)
            ? StateLost(provider)
            : new ProviderMessage(
                $"{provider.Name} could not sign you in",
                [
                    $"The portal cannot use the response from {provider.Name}. Nothing was changed.",
                    "Try again. If it happens again, tell the administrator: the portal's log has the reason.",
                ],
                StatusCodes.Status502BadGateway
            );
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            yield return failure;
        }
    }

    private static void Show(HttpContext context, ProviderMessage message) =>
        context.Response.Redirect(context.RequestServices.GetRequiredService<ProviderMessages>().PathOf(message));

    private static ILogger LoggerOf(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<ProviderDirectory>>();

    [LoggerMessage(LogLevel.Information, "A sign-in with {Provider} was cancelled or denied there.")]
    private static partial void LogDenied(ILogger logger, string provider);

    [LoggerMessage(LogLevel.Warning, "A sign-in with {Provider} was refused: {Reason}")]
    private static partial void LogStateLost(ILogger logger, string provider, string? reason);

    [LoggerMessage(LogLevel.Error, "A sign-in with {Provider} failed.")]
    private static partial void LogFailed(ILogger logger, Exception? failure, string provider);
}
