using System.Security.Cryptography;
using System.Text;

namespace IncidentTraining.Core.People;

/// <summary>
/// The one-time code for creating the administrator. It exists only in the process: each start without an administrator prints a new one,
/// and creating the administrator invalidates it.
/// </summary>
public sealed class SetUpCode
{
    private volatile string? _code;

    /// <summary>Whether there is an unused code.</summary>
    public bool IsOpen => _code is not null;

    /// <summary>Creates a code of 100 random bits and returns it for the console.</summary>
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
