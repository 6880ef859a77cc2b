using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>
/// A crew member states what they found, with pinned evidence. It completes the steps that ask to identify, check or review its views.
/// </summary>
public sealed class StateFinding(ShopHost host, InputRules rules) : IUseCase
{
    /// <summary>The longest finding, in characters.</summary>
    public const int LongestText = 500;

    /// <summary>A finding.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Text">The finding, in a sentence.</param>
    /// <param name="Evidence">The numbers of pinned evidence, at least one from after the onset.</param>
    public sealed record Input(Guid RunId, string Text, IReadOnlyList<int> Evidence);

    /// <summary>The rules for a finding.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Text)
                .MaximumLength(LongestText)
                .WithMessage($"A finding can have at most {LongestText} characters.")
                .Must(UpdateContent.HasWords)
                .WithMessage("Say in a sentence what you found: at least four different words.");
            RuleFor(input => input.Evidence)
                .NotEmpty()
                .WithMessage("Choose at least one piece of pinned evidence.")
                .Must(numbers => numbers.Count <= DeclareCause.MostEvidence)
                .WithMessage($"A finding can have at most {DeclareCause.MostEvidence} pieces of evidence.");
        }
    }

    /// <summary>States a finding.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (rules.Refuse(input) is { } invalid)
                {
                    return invalid;
                }

                var log = session.Log;
                if (!PinnedEvidence.Holds(log, input.Evidence))
                {
                    return Refusal.Invalid("Choose evidence that is pinned in this run.");
                }

                // On call this is the moment from which trouble can begin, which is drawn for a healthy shop as well: a refusal must not
                // reveal which kind it is.
                var since = session.Run.ShiftId is null ? session.Shop.Truth().OnsetAt : session.Scenario.BeginsAt(session.Run.Seed);
                List<PinnedEvidence> pins =
                [
                    .. PinnedEvidence.Of(log).Where(pin => input.Evidence.Contains(pin.Number) && pin.To >= since),
                ];
                if (pins.Count == 0)
                {
                    return Refusal.Conflict("This evidence is from before anything was wrong. Pin what you see now.");
                }

                if (session.HasJustRecorded(IncidentEventKind.FindingStated, last => last.Text == input.Text.Trim()))
                {
                    return Outcome.Done;
                }

                session.Record(
                    IncidentEventKind.FindingStated,
                    input.Text.Trim(),
                    details: new Finding.Facts([.. pins.Select(pin => pin.Number)])
                );
                return Outcome.Done;
            },
            ct
        );
}
