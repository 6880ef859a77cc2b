using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Core.Results;

/// <summary>
/// Applies the validation rules of an input: the one place in which they run for all use cases. <c>WriteGate</c> and <c>ShopHost</c> call
/// it before they begin when they are given an input; a use case calls it only if it does something else before or in between.
/// </summary>
public sealed class InputRules(IServiceProvider services)
{
    /// <summary>Returns why the input is refused; null when it complies with all of its rules.</summary>
    /// <typeparam name="TInput">A type with a validator. Its rules use only the input, never the database or the clock.</typeparam>
    /// <exception cref="InvalidOperationException">The type has no validator, which is a defect.</exception>
    public Refusal? Refuse<TInput>(TInput input)
        where TInput : class =>
        services.GetRequiredService<IValidator<TInput>>().Validate(input) is { IsValid: false } broken ? Refusal.Of(broken) : null;
}

/// <summary>Sets the kind of refusal of a rule.</summary>
internal static class RuleKinds
{
    /// <summary>
    /// Refuses with <see cref="RefusalKind.TooLarge"/>, not <see cref="RefusalKind.Invalid"/>. For a text that is complete and valid, but
    /// longer than the limit.
    /// </summary>
    public static IRuleBuilderOptions<T, TProperty> AsTooLarge<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule) =>
        rule.WithState(_ => RefusalKind.TooLarge);
}
