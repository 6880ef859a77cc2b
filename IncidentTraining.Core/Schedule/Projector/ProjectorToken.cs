using System.Buffers.Text;
using System.Security.Cryptography;

namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>The secret in a projector's address: 128 random bits. The database stores only its hash.</summary>
/// <param name="Value">The secret as it appears in the address.</param>
public readonly record struct ProjectorToken(string Value)
{
    private const int Bytes = 16;

    /// <summary>Creates a random secret.</summary>
    public static ProjectorToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The stored hash. Plain SHA-256 is sufficient: 128 random bits cannot be guessed, so no slow hash is needed.</summary>
    public byte[] Hash() => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Value));

    /// <summary>The last segment of the address.</summary>
    public override string ToString() => Value;
}
