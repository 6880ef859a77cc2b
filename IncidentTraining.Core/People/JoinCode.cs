using System.Security.Cryptography;

namespace IncidentTraining.Core.People;

/// <summary>
/// A class's join code: eight characters from an alphabet without look-alikes, shown as <c>ABCD-EFGH</c>.
/// 32^8 possibilities; the sign-in limits make guessing one hopeless within a training day.
/// </summary>
/// <param name="Value">The normal form: upper case, no dash.</param>
public readonly record struct JoinCode(string Value)
{
    private const int Length = 8;
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>A new random code.</summary>
    public static JoinCode Create() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Reads a typed code: case, spaces and dashes do not matter. Null when it cannot be one.</summary>
    public static JoinCode? Parse(string? typed)
    {
        var plain = new string([.. (typed ?? "").ToUpperInvariant().Where(c => c is not ('-' or ' '))]);
        return plain.Length == Length && plain.All(Alphabet.Contains) ? new JoinCode(plain) : null;
    }

    /// <summary>The code as people read it aloud: two groups of four.</summary>
    public override string ToString() => $"{Value[..4]}-{Value[4..]}";
}
