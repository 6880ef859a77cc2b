using System.Diagnostics.CodeAnalysis;

namespace IncidentTraining.Core.Results;

/// <summary>What came of a use case: done, or refused with a reason that can be shown.</summary>
public sealed record Outcome
{
    private Outcome(Refusal? refusal) => Refusal = refusal;

    /// <summary>The reason when it was refused; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when it was done (and committed, where it writes).</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static Outcome Done { get; } = new((Refusal?)null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome(Refusal refusal) => new(refusal);
}

/// <summary>What came of a use case that answers with a value.</summary>
/// <typeparam name="T">The value when it was done.</typeparam>
public sealed record Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>The reason when it was refused; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when it was done (and committed, where it writes).</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>The value of a success.</summary>
    /// <exception cref="InvalidOperationException">It was refused: look at <see cref="Succeeded"/> first.</exception>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Message}");

    /// <summary>The value of a success, the type's default for a refusal; for pages that show one or the other.</summary>
    public T? ValueOrDefault => _value;

    /// <summary>A success with a value; for interface types, which C# cannot convert by itself.</summary>
    public static Outcome<T> Done(T value) => new(value, null);

    /// <summary>A value is a success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
