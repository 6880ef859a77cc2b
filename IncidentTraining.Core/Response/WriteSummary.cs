using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder briefly writes down what happened.</summary>
public sealed class WriteSummary(ShopHost host) : IUseCase
{
    /// <summary>What was written.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Summary">The summary.</param>
    public sealed record Input(Guid RunId, string Summary);

    /// <summary>The rules for the text.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>The longest summary, in characters; a longer text is a review and has its own editor.</summary>
        public const int MaxLength = 4000;

        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Summary)
                .NotEmpty()
                .WithMessage("Write the summary first: what happened, what it cost, and what ended it.")
                .MaximumLength(MaxLength)
                .WithMessage($"A summary can have at most {MaxLength} characters; put the rest in the review.");
        }
    }

    /// <summary>Stores the summary and moves the incident to its last phase.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            input,
            session =>
                Task.FromResult(
                    session.MayWrite(IncidentRole.Scribe, IncidentRole.Commander) is { Succeeded: false } refused
                        ? refused
                        : session.Do(
                            incident => incident.WriteSummary(input.Summary.Trim(), session.Now),
                            IncidentEventKind.SummaryWritten,
                            input.Summary.Trim()
                        )
                ),
            ct
        );
}
