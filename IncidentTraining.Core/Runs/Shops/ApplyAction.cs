using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>The responder acts on the shop: the chaos switch, the actions and the console all use this.</summary>
public sealed class ApplyAction(ShopHost host, InputRules rules) : IUseCase
{
    /// <summary>The requested action.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Action">The action's name, as the shop's catalogue has it.</param>
    /// <param name="Arguments">Its arguments by name.</param>
    public sealed record Input(Guid RunId, string Action, IReadOnlyDictionary<string, string> Arguments);

    /// <summary>Validation rules for the request. The shop checks the rest.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(input => input)
                .Must(input =>
                    input.Action.Length <= 100 && input.Arguments.Sum(argument => argument.Key.Length + argument.Value.Length) <= 1000
                )
                .WithMessage("No shop action is that long.")
                .AsTooLarge();
    }

    /// <summary>
    /// Stores the action and passes it to the shop. Not found for an unknown action, invalid for an invalid argument, a conflict when the
    /// shop's state does not allow it.
    /// </summary>
    public async Task<Outcome<InputAnswer>> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        rules.Refuse(input) is { } tooLarge ? tooLarge : await host.ApplyAsync(actor, input.RunId, input.Action, input.Arguments, ct);
}
