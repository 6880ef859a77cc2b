using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>Posts an announcement to the class: on the projector and on every page.</summary>
public sealed class Announce(ScheduleChanges changes, TimeProvider time, InputRules rules) : IUseCase
{
    /// <summary>The longest announcement, in characters: it must be legible from the back of the room.</summary>
    public const int MaxLength = 200;

    /// <summary>The submitted values.</summary>
    /// <param name="Text">The announcement.</param>
    public sealed record Input(Guid CohortId, string Text);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules()
        {
            RuleFor(input => input.Text)
                .Must(text => !string.IsNullOrWhiteSpace(text))
                .WithMessage("Write what the class should know.")
                .Must(text => text is null || text.Trim().Length <= MaxLength)
                .WithMessage(
                    $"An announcement can have at most {MaxLength} characters, so that people at the back of the room can read it."
                );
        }
    }

    /// <summary>Replaces the previous announcement, if any.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        return await changes.ChangeAsync(
            actor,
            input.CohortId,
            (_, day) =>
            {
                day.Announce(input.Text.Trim(), time.GetUtcNow().UtcDateTime);
                return Task.FromResult(Outcome.Done);
            },
            ct
        );
    }
}
