namespace IncidentTraining.Core.Results;

/// <summary>Why a use case was refused: an expected answer that a page can show, never a defect.</summary>
public enum RefusalKind
{
    /// <summary>The input is invalid; <see cref="Refusal.Fields"/> lists the fields and reasons.</summary>
    Invalid,

    /// <summary>The person has no right to do this, or lacks a class or role.</summary>
    NotAllowed,

    /// <summary>The item does not exist, or the person may not know that it exists.</summary>
    NotFound,

    /// <summary>Someone else changed it first, or its state does not allow the step.</summary>
    Conflict,

    /// <summary>The deadline has passed.</summary>
    TooLate,

    /// <summary>The input is larger than the limit.</summary>
    TooLarge,

    /// <summary>Too many attempts; <see cref="Refusal.RetryAfter"/> says how long to wait.</summary>
    TooMany,
}

/// <summary>An expected refusal with a message for the user: what happened, what was kept, what to do next.</summary>
/// <param name="Kind">The kind of refusal; determines the HTTP status code.</param>
/// <param name="Message">A complete sentence in plain language.</param>
/// <param name="Fields">For an input that breaks rules: the messages by field name; otherwise empty.</param>
public sealed record Refusal(RefusalKind Kind, string Message, IReadOnlyDictionary<string, string[]> Fields)
{
    private static readonly Dictionary<string, string[]> NoFields = [];

    /// <summary>For <see cref="RefusalKind.TooMany"/>: how long to wait before the next attempt; otherwise null.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The input breaks a rule that is not tied to one field.</summary>
    public static Refusal Invalid(string message) => new(RefusalKind.Invalid, message, NoFields);

    /// <summary>The input breaks rules of the named fields. Too large only if every one of them is a limit that says so.</summary>
    internal static Refusal Of(FluentValidation.Results.ValidationResult result) =>
        new(
            result.Errors.TrueForAll(error => error.CustomState is RefusalKind.TooLarge) ? RefusalKind.TooLarge : RefusalKind.Invalid,
            string.Join(" ", result.Errors.Select(error => error.ErrorMessage)),
            result
                .Errors.GroupBy(error => error.PropertyName)
                .ToDictionary(group => group.Key, group => group.Select(error => error.ErrorMessage).ToArray())
        );

    /// <summary>The person has no right to do this.</summary>
    public static Refusal NotAllowed(string message) => new(RefusalKind.NotAllowed, message, NoFields);

    /// <summary>The item does not exist for this person.</summary>
    public static Refusal NotFound(string message) => new(RefusalKind.NotFound, message, NoFields);

    /// <summary>The current state does not allow the step, or someone else was first.</summary>
    public static Refusal Conflict(string message) => new(RefusalKind.Conflict, message, NoFields);

    /// <summary>The deadline has passed.</summary>
    public static Refusal TooLate(string message) => new(RefusalKind.TooLate, message, NoFields);

    /// <summary>The input is larger than the limit.</summary>
    public static Refusal TooLarge(string message) => new(RefusalKind.TooLarge, message, NoFields);

    /// <summary>Too many attempts in a short time.</summary>
    public static Refusal TooMany(string message, TimeSpan retryAfter) =>
        new(RefusalKind.TooMany, message, NoFields) { RetryAfter = retryAfter };
}
