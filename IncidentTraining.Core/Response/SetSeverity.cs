using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder sets the incident's severity, or changes it with a reason.</summary>
public sealed class SetSeverity(ShopHost host) : IUseCase
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>What was chosen.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Severity">The level.</param>
    /// <param name="Reason">Why; required for a change.</param>
    public sealed record Input(Guid RunId, Severity Severity, string Reason);

    /// <summary>The rules for what was chosen.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Severity).IsInEnum().WithMessage("Choose P0, P1, P2 or P3.");
            RuleFor(input => input.Reason)
                .MaximumLength(LongestReason)
                .WithMessage($"A reason can have at most {LongestReason} characters.");
        }
    }

    /// <summary>Sets the severity.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            input,
            session =>
            {
                var reason = input.Reason.Trim();
                if (session.MayAct(IncidentRole.Commander) is { Succeeded: false } refused)
                {
                    return Task.FromResult(refused);
                }

                var change = session.Incident.Severity is { } old ? $"Severity {old} → {input.Severity}." : $"Severity {input.Severity}.";
                return Task.FromResult(
                    session.Do(
                        incident => incident.SetSeverity(input.Severity, reason, session.Now),
                        IncidentEventKind.SeveritySet,
                        reason.Length == 0 ? change : $"{change} {reason}",
                        input.Severity.ToString()
                    )
                );
            },
            ct
        );
}
