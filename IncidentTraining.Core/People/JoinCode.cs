namespace IncidentTraining.Core.People;

/// <summary>
/// A class's join code: eight letters and digits, shown as <c>7KXR-4WHT</c>. It has 35 random bits; the sign-in limits make guessing one
/// hopeless within a training day.
/// </summary>
/// <param name="Value">The normal form: upper case, no dash, no look-alikes.</param>
public readonly record struct JoinCode(string Value)
{
    private const int Length = 8;

    /// <summary>A new random code.</summary>
    public static JoinCode Create() => new(ReadableCode.Create(Length));

    /// <summary>
    /// Parses a typed code: case, spaces, dashes and characters that look or sound alike are ignored. Null when it is not valid.
    /// </summary>
    public static JoinCode? Parse(string? typed) => ReadableCode.Parse(typed, Length) is { } plain ? new JoinCode(plain) : null;

    /// <summary>The display form of the code: two groups of four.</summary>
    public override string ToString() => $"{Value[..4]}-{Value[4..]}";
}
