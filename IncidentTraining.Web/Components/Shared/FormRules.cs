using FluentValidation;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>Lets the fields of a <c>MudForm</c> ask the rules of a use case, so that a field says why it would be refused.</summary>
/// <typeparam name="TModel">What the fields fill. A field and the property of the input that it fills have the same name.</typeparam>
/// <typeparam name="TInput">The use case's input.</typeparam>
/// <param name="rules">The rules of the use case, which asks them again itself.</param>
/// <param name="inputOf">The input that the filled fields make.</param>
public sealed class FormRules<TModel, TInput>(IValidator<TInput> rules, Func<TModel, TInput> inputOf)
{
    /// <summary>The reasons against one field of the model; none when it may stay.</summary>
    public async Task<IEnumerable<string>> AskAsync(object model, string field)
    {
        var context = ValidationContext<TInput>.CreateWithOptions(inputOf((TModel)model), options => options.IncludeProperties(field));
        return (await rules.ValidateAsync(context)).Errors.Select(error => error.ErrorMessage);
    }
}
