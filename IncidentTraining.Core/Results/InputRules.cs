using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Core.Results;

/// <summary>
/// Asks the rules of an input: the one place in which they run for all use cases. <c>WriteGate</c> and <c>ShopHost</c> ask before they
/// begin when they are given an input; a use case asks here itself only where something else is done or answered before or in between.
/// </summary>
public sealed class InputRules(IServiceProvider services)
{
    /// <summary>Returns why the input is refused; null when it keeps all of its rules.</summary>
    /// <typeparam name="TInput">A type with a validator. Its rules look at the input alone, never at the database or the clock.</typeparam>
    /// <exception cref="InvalidOperationException">The type has no validator, which is a defect.</exception>
    public Refusal? Refuse<TInput>(TInput input)
        where TInput : class =>
        services.GetRequiredService<IValidator<TInput>>().Validate(input) is { IsValid: false } broken ? Refusal.Of(broken) : null;
}

/// <summary>What a rule says about its refusal.</summary>
internal static class RuleKinds
{
    /// <summary>Refuses with <see cref="RefusalKind.TooLarge"/>, not <see cref="RefusalKind.Invalid"/>. For a text that is complete and
    /// right, but longer than what is stored.</summary>
    public static IRuleBuilderOptions<T, TProperty> AsTooLarge<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule) =>
        rule.WithState(_ => RefusalKind.TooLarge);
}
