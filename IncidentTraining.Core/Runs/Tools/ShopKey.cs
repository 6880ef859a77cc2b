using System.Buffers.Text;
using System.Security.Cryptography;

namespace IncidentTraining.Core.Runs;

/// <summary>The secret in the address of one run's shop: 128 random bits. The database stores only its hash.</summary>
/// <param name="Value">The secret in the form used in the address.</param>
public readonly record struct ShopKey(string Value)
{
    private const int Bytes = 16;

    /// <summary>Length of a key in characters; anything else need not be looked up.</summary>
    public static readonly int Length = Base64Url.GetEncodedLength(Bytes);

    /// <summary>A new random key.</summary>
    public static ShopKey Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The stored hash. A plain SHA-256 is enough: 128 random bits cannot be guessed, so no slow hash is needed.</summary>
    public byte[] Hash() => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Value));

    /// <summary>The address's last part.</summary>
    public override string ToString() => Value;
}
