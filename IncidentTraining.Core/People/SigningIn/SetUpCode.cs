using System.Security.Cryptography;
using System.Text;

namespace IncidentTraining.Core.People;

/// <summary>
/// The one-time code for creating the administrator. It lives in the process only: each start without an
/// administrator prints a fresh one, and creating the administrator withdraws it.
/// </summary>
public sealed class SetUpCode
{
    private volatile string? _code;

    /// <summary>Whether a code is waiting to be used.</summary>
    public bool IsOpen => _code is not null;

    /// <summary>Makes a new code of 100 random bits and returns it for the console.</summary>
    public string Issue() => _code = RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 20);

    /// <summary>Whether this is the code, compared in constant time.</summary>
    public bool Matches(string? typed) =>
        _code is { } code
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(code),
            Encoding.UTF8.GetBytes((typed ?? "").Trim().ToUpperInvariant())
        );

    /// <summary>Ends the code.</summary>
    public void Withdraw() => _code = null;
}
