using FluentValidation;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// Applies a use case's validation rules to the fields of a <c>MudForm</c>, so that a field shows why it would be refused.
/// </summary>
/// <typeparam name="TModel">The model of the fields. A field and the property of the input that it fills have the same name.</typeparam>
/// <typeparam name="TInput">The use case's input.</typeparam>
/// <param name="rules">The rules of the use case, which applies them again itself.</param>
/// <param name="inputOf">Creates the input from the filled fields.</param>
public sealed class FormRules<TModel, TInput>(IValidator<TInput> rules, Func<TModel, TInput> inputOf)
{
    /// <summary>The errors of one field of the model; empty when it is valid.</summary>
    public async Task<IEnumerable<string>> AskAsync(object model, string field)
    {
        var context = ValidationContext<TInput>.CreateWithOptions(inputOf((TModel)model), options => options.IncludeProperties(field));
        return (await rules.ValidateAsync(context)).Errors.Select(error => error.ErrorMessage);
    }
}
