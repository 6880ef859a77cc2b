using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Incidents;

/// <summary>To whom a status update speaks.</summary>
public enum UpdateAudience
{
    /// <summary>Those who use the shop.</summary>
    Customers,

    /// <summary>The people who answer them.</summary>
    Support,

    /// <summary>The people who decide.</summary>
    Management,
}

/// <summary>The responder publishes a status update.</summary>
public sealed class PostStatusUpdate(ShopHost host, IValidator<PostStatusUpdate.Input> validator)
{
    /// <summary>What was written.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Audience">To whom.</param>
    /// <param name="Text">The update.</param>
    /// <param name="NextInMinutes">In how many minutes the next one is promised; null for no promise.</param>
    public sealed record Input(Guid RunId, UpdateAudience Audience, string Text, int? NextInMinutes);

    /// <summary>The rules for what was written.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>The longest update, in characters.</summary>
        public const int MaxLength = 2000;

        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Audience).IsInEnum().WithMessage("Choose whom the update is for.");
            RuleFor(input => input.Text).NotEmpty().WithMessage("Write the update first: what customers notice, what is being done, when you write again.")
                .MaximumLength(MaxLength).WithMessage($"An update has at most {MaxLength} characters.");
            RuleFor(input => input.NextInMinutes).InclusiveBetween(1, 240).WithMessage("Promise the next update within 1 to 240 minutes.");
        }
    }

    /// <summary>Publishes the update; also while the run is paused, because writing goes on.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (await validator.ValidateAsync(input, ct) is { IsValid: false } invalid)
        {
            return Refusal.Invalid(invalid);
        }

        return await host.ActAsync(actor, input.RunId, session =>
        {
            if (session.Run.AcceptsWriting(session.Wall) is { Succeeded: false } refused)
            {
                return Task.FromResult(refused);
            }

            TimeSpan? nextBy = input.NextInMinutes is { } minutes ? session.Now + TimeSpan.FromMinutes(minutes) : null;
            var promise = nextBy is { } by ? $" Next update by {VirtualTime.Clock(by)}." : "";
            return Task.FromResult(session.Do(
                incident => incident.PostUpdate(session.Now, nextBy),
                IncidentEventKind.StatusUpdate, input.Text.Trim() + promise, input.Audience.ToString()));
        }, ct);
    }
}
