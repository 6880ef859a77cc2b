namespace IncidentTraining.Core.Content;

/// <summary>The kind of value that a reader expects under a key.</summary>
internal enum YamlKind
{
    /// <summary>The reader accepts more than one kind.</summary>
    Any,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A number with a unit of time.</summary>
    Duration,

    /// <summary>One of some words.</summary>
    OneOf,

    /// <summary>A list.</summary>
    List,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A mapping.</summary>
    Map,
}

/// <summary>What a reader expects under a key.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Minimum">The smallest number; null without a limit, and for other kinds.</param>
/// <param name="Maximum">The largest number; null without a limit, and for other kinds.</param>
/// <param name="Choices">The words to choose from; null for other kinds.</param>
/// <param name="IsRequired">Whether it is a mistake to leave the key out.</param>
internal sealed record YamlShape(
    YamlKind Kind,
    double? Minimum = null,
    double? Maximum = null,
    IReadOnlyList<string>? Choices = null,
    bool IsRequired = false
)
{
    public static YamlShape Whole(int minimum, int maximum) => new(YamlKind.Whole, minimum, maximum == int.MaxValue ? null : maximum);

    public static YamlShape OneOf<T>()
        where T : struct, Enum => new(YamlKind.OneOf, Choices: YamlValue.NamesOf<T>());
}
