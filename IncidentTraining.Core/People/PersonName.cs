using FluentValidation;

namespace IncidentTraining.Core.People;

/// <summary>The rules for names and passphrases, in one place for joining, inviting and setting up.</summary>
public static class PersonName
{
    /// <summary>The longest display name, in characters.</summary>
    public const int MaxLength = 60;

    /// <summary>
    /// The shortest passphrase, in characters. Length, not composition, makes guessing slow (NIST SP 800-63B, section on memorized
    /// secrets).
    /// </summary>
    public const int ShortestPassphrase = 10;

    /// <summary>The longest passphrase, in characters; a longer one would only slow down hashing.</summary>
    public const int LongestPassphrase = 256;

    private static readonly NameRules Rules = new();

    /// <summary>Trims a typed name and collapses its inner white space.</summary>
    public static string Tidy(string? name) => string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A person's name: present, not too long, and without invisible characters.</summary>
    public static IRuleBuilderOptions<T, string> IsPersonName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty()
            .WithMessage("Type your name as others should see it.")
            .MaximumLength(MaxLength)
            .WithMessage($"A name can have at most {MaxLength} characters.")
            .Must(name => name is null || !name.Any(char.IsControl))
            .WithMessage("A name cannot contain control characters.")
            .Must(name => name is null || !name.EnumerateRunes().Any(NameSkeleton.IsInvisible))
            .WithMessage(
                "A name cannot contain invisible characters or characters that change text direction. Type it instead of pasting it."
            )
            .Must(name => string.IsNullOrWhiteSpace(name) || NameSkeleton.Of(name).Length > 0)
            .WithMessage("A name needs at least one letter or digit.")
            .Must(name => name is null || !NameSkeleton.IsOverloaded(name))
            .WithMessage("A letter can have at most two accents.")
            // A slash separates class and name in a user name.
            .Must(name => name?.Contains('/') is not true)
            .WithMessage("A name cannot contain a slash.");

    /// <summary>Returns what is wrong with a name in a list or an archive; null when a person can have it.</summary>
    public static string? ProblemOf(string name) =>
        Rules.Validate(name) is { IsValid: false } broken ? broken.Errors[0].ErrorMessage : null;

    /// <summary>A passphrase of valid length.</summary>
    public static IRuleBuilderOptions<T, string> IsPassphrase<T>(this IRuleBuilder<T, string> rule) =>
        rule.MinimumLength(ShortestPassphrase)
            .WithMessage($"Choose a passphrase of at least {ShortestPassphrase} characters; a few words are easy to remember.")
            .MaximumLength(LongestPassphrase)
            .WithMessage($"A passphrase can have at most {LongestPassphrase} characters.");

    private sealed class NameRules : AbstractValidator<string>
    {
        public NameRules() => RuleFor(name => name).IsPersonName();
    }
}
