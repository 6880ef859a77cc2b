using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>A facilitator tells the class something: on the projector and on every page.</summary>
public sealed class Announce(ScheduleChanges desk, TimeProvider time, IValidator<Announce.Input> validator)
{
    /// <summary>The longest announcement: it must be legible from the back of the room.</summary>
    public const int MaxLength = 200;

    /// <summary>What was typed.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="Text">What everybody should know.</param>
    public sealed record Input(Guid CohortId, string Text);

    /// <summary>The rules for what was typed.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Text)
                .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("Write what the class should know.")
                .Must(text => text is null || text.Trim().Length <= MaxLength)
                .WithMessage($"An announcement has at most {MaxLength} characters, so that it can be read from the back of the room.");
        }
    }

    /// <summary>Announces it; a former announcement gives way.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (await validator.ValidateAsync(input, ct) is { IsValid: false } invalid)
        {
            return Refusal.Invalid(invalid);
        }

        return await desk.ChangeAsync(actor, input.CohortId, (_, day) =>
        {
            day.Announce(input.Text.Trim(), time.GetUtcNow().UtcDateTime);
            return Task.FromResult(Outcome.Done);
        }, ct);
    }
}
