using System.Security.Cryptography;
using System.Text.Json;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentTraining.Web.Features.People;

/// <summary>The message to a person after they return from a provider.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Sentences">The reason, and what to do.</param>
/// <param name="Status">The HTTP status of the page.</param>
/// <param name="Next">Where the person continues.</param>
/// <param name="NextLabel">The text of the link.</param>
internal sealed record ProviderMessage(
    string Title,
    IReadOnlyList<string> Sentences,
    int Status,
    string Next = PeoplePaths.SignIn,
    string NextLabel = "Go to the sign-in page"
)
{
    /// <summary>Seconds after which to try again; null for no limit.</summary>
    public int? RetryAfter { get; init; }
}

/// <summary>
/// Passes a message to the page that shows it, in its address: a provider's responses arrive at addresses that must not be reloaded. It is
/// encrypted, so that no one can place their own text on a page of the portal.
/// </summary>
internal sealed class ProviderMessages(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly ProviderMessage Outdated = new(
        "Nothing to show",
        ["This page shows the result of a sign-in, and only for a few minutes. Sign in again."],
        StatusCodes.Status400BadRequest
    );

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("ProviderMessage").ToTimeLimitedDataProtector();

    /// <summary>The address of the page with the message.</summary>
    public string PathOf(ProviderMessage message) =>
        $"{PeoplePaths.ProviderResult}?message={Uri.EscapeDataString(_protector.Protect(JsonSerializer.Serialize(message), Lifetime))}";

    /// <summary>Reads a message; a default one for an address that is too old or forged.</summary>
    public ProviderMessage Read(string? message)
    {
        try
        {
            return message is { Length: > 0 } ? JsonSerializer.Deserialize<ProviderMessage>(_protector.Unprotect(message))! : Outdated;
        }
        catch (CryptographicException)
        {
            return Outdated;
        }
    }
}
