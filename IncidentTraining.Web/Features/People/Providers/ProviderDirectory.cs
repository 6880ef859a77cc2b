using System.Collections.Concurrent;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IncidentTraining.Web.Features.People;

/// <summary>The configured providers and their published metadata.</summary>
internal sealed partial class ProviderDirectory(
    PortalSettings settings,
    IOptionsMonitor<OpenIdConnectOptions> options,
    TimeProvider time,
    ILogger<ProviderDirectory> logger
)
{
    /// <summary>The claim with the provider's own identifier.</summary>
    public const string IssuerClaim = "iss";

    /// <summary>The claim with the time at which the person signed in at the provider, in seconds since 1970.</summary>
    public const string SignedInAtClaim = "auth_time";

    /// <summary>How long a public page waits for a provider.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long such a page considers a provider unreachable.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromMinutes(1);

    private const string SubjectClaim = "sub";
    private const string ProviderItem = "provider";

    private readonly ConcurrentDictionary<string, Question> _questions = new();

    /// <summary>All providers, in the order of the settings.</summary>
    public IReadOnlyList<SignInProvider> All => settings.Providers;

    /// <summary>Finds a provider by its id; null when there is none.</summary>
    public SignInProvider? Find(string? id) => settings.Providers.FirstOrDefault(provider => provider.Id == id);

    /// <summary>The properties of a sign-in, which return with the browser, encrypted.</summary>
    public static AuthenticationProperties PropertiesOf(SignInProvider provider, string returnTo) =>
        new() { RedirectUri = returnTo, Items = { [ProviderItem] = provider.Id } };

    /// <summary>A person's data confirmed by a provider; null for anything else.</summary>
    public (SignInProvider Provider, ProviderIdentity Who)? IdentityOf(AuthenticateResult result)
    {
        var subject = result.Principal?.FindFirst(SubjectClaim)?.Value;
        var issuer = result.Principal?.FindFirst(IssuerClaim)?.Value;
        if (
            !result.Succeeded
            || subject is not { Length: > 0 }
            || issuer is not { Length: > 0 }
            || Find(result.Properties.Items.TryGetValue(ProviderItem, out var id) ? id : null) is not { } provider
        )
        {
            return null;
        }

        var groups = result.Principal!.FindAll(provider.GroupsClaim).Select(claim => claim.Value).ToHashSet();
        LogGroups(logger, provider.Id, groups.Count, string.Join(", ", groups.Order(StringComparer.Ordinal).Take(50)));
        return (
            provider,
            new ProviderIdentity(
                provider.Id,
                provider.Name,
                issuer,
                subject,
                result.Principal.FindFirst(provider.NameClaim)?.Value ?? "",
                groups
            )
        );
    }

    /// <summary>Whether the provider can be reached, or was reached in the last hours.</summary>
    public async Task<bool> IsReachableAsync(SignInProvider provider, CancellationToken ct) =>
        await MetadataAsync(provider, ct) is not null;

    /// <summary>
    /// Whether a person can also sign out at the provider; false if it does not respond in time. Anyone can trigger this, so concurrent
    /// callers share one request to the provider, and a failure is cached for a while.
    /// </summary>
    public async Task<bool> OffersSignOutAsync(SignInProvider provider, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var question = _questions.AddOrUpdate(
            provider.Id,
            _ => Ask(),
            (_, last) =>
                last.Answer switch
                {
                    { IsCompleted: false } => last,
                    { IsCompletedSuccessfully: true, Result: not null } => Ask(),
                    _ => now - last.At < Doubt ? last : Ask(),
                }
        );
        if (!question.Answer.IsCompleted && now - question.At >= Patience)
        {
            return false;
        }

        try
        {
            return await question.Answer.WaitAsync(Patience, time, ct) is { EndSessionEndpoint.Length: > 0 };
        }
        catch (TimeoutException)
        {
            return false;
        }

        Question Ask() => new(MetadataAsync(provider, CancellationToken.None), now);
    }

    private async Task<OpenIdConnectConfiguration?> MetadataAsync(SignInProvider provider, CancellationToken ct)
    {
        try
        {
            return await options.Get(provider.Scheme).ConfigurationManager!.GetConfigurationAsync(ct);
        }
        catch (InvalidOperationException failure)
        {
            LogUnreachable(logger, failure, provider.Id, provider.Authority);
            return null;
        }
    }

    private sealed record Question(Task<OpenIdConnectConfiguration?> Answer, DateTimeOffset At);

    [LoggerMessage(LogLevel.Debug, "The provider {Provider} sent {Count} groups: {Groups}.")]
    private static partial void LogGroups(ILogger logger, string provider, int count, string groups);

    [LoggerMessage(LogLevel.Error, "The sign-in provider {Provider} cannot be reached at {Authority}.")]
    private static partial void LogUnreachable(ILogger logger, Exception failure, string provider, string authority);
}
