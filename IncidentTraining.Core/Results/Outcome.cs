using System.Diagnostics.CodeAnalysis;

namespace IncidentTraining.Core.Results;

/// <summary>The outcome of a use case: success, or a refusal with a reason that can be shown.</summary>
public sealed record Outcome
{
    private Outcome(Refusal? refusal) => Refusal = refusal;

    /// <summary>The reason for a refusal; null on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True on success (after the commit, if it writes).</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static Outcome Done { get; } = new((Refusal?)null);

    public static implicit operator Outcome(Refusal refusal) => new(refusal);
}

/// <summary>The outcome of a use case that returns a value.</summary>
/// <typeparam name="T">The type of the value on success.</typeparam>
public sealed record Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>The reason for a refusal; null on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True on success (after the commit, if it writes).</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>The value on success.</summary>
    /// <exception cref="InvalidOperationException">The outcome is a refusal; check <see cref="Succeeded"/> first.</exception>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Message}");

    /// <summary>The value on success, or the type's default for a refusal.</summary>
    public T? ValueOrDefault => _value;

    /// <summary>Wraps a value; for interface types, which have no implicit conversion in C#.</summary>
    public static Outcome<T> Done(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
