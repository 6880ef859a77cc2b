using System.Buffers.Text;
using System.Security.Cryptography;

namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>The secret in a projector's address: 128 random bits. The database knows only its hash.</summary>
/// <param name="Value">The secret as it stands in the address.</param>
public readonly record struct ProjectorToken(string Value)
{
    private const int Bytes = 16;

    /// <summary>A new random secret.</summary>
    public static ProjectorToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>
    /// What is stored. A plain SHA-256 is enough: there is nothing to guess in 128 random bits, so no slow hash is needed.
    /// </summary>
    public byte[] Hash() => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Value));

    /// <summary>The address's last part.</summary>
    public override string ToString() => Value;
}
