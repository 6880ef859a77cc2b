using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder declares a diagnosis, with evidence; whether it is true is shown after the run.</summary>
public sealed class DeclareCause(ShopHost host, InputRules rules) : IUseCase
{
    /// <summary>The longest sentence, in characters.</summary>
    public const int LongestSentence = 500;

    /// <summary>The most pieces of evidence per diagnosis.</summary>
    public const int MostEvidence = 20;

    /// <summary>A diagnosis.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Claims">The faults; empty to say that there is no incident.</param>
    /// <param name="Sentence">The same in one sentence.</param>
    /// <param name="Evidence">The numbers of pinned evidence, at least one.</param>
    public sealed record Input(Guid RunId, IReadOnlyList<FaultClaim> Claims, string Sentence, IReadOnlyList<int> Evidence);

    /// <summary>The rules for a diagnosis.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Sentence)
                .NotEmpty()
                .WithMessage("Say in a sentence what is wrong and why it has this effect, or why there is no incident.")
                .MaximumLength(LongestSentence)
                .WithMessage($"The sentence can have at most {LongestSentence} characters.");
            RuleFor(input => input.Evidence)
                .NotEmpty()
                .WithMessage(
                    "Choose at least one piece of pinned evidence. Pin a chart, log line, trace, health response or diff line first."
                )
                .Must(numbers => numbers.Count <= MostEvidence)
                .WithMessage($"A diagnosis can have at most {MostEvidence} pieces of evidence.");
        }
    }

    /// <summary>Declares a diagnosis, or replaces the previous one.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            async session =>
            {
                if (session.MayAct(IncidentRole.Commander, IncidentRole.Operations) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (rules.Refuse(input) is { } invalid)
                {
                    return invalid;
                }

                var claims = ClaimCheck.Read(session, input.Claims);
                if (!claims.Succeeded)
                {
                    return claims.Refusal;
                }

                if (!PinnedEvidence.Holds(session.Log, input.Evidence))
                {
                    return Refusal.Invalid("Choose evidence that is pinned in this run.");
                }

                var (stored, sentence) = (FaultClaim.Format(claims.Value), input.Sentence.Trim());
                return session.Do(
                    incident => incident.DeclareCause(stored, session.Now),
                    IncidentEventKind.CauseDeclared,
                    $"Declared: {sentence} ({FaultClaim.WordsOf(input.Claims)})",
                    details: new DeclaredDiagnosis.Facts(stored, sentence, input.Evidence)
                );
            },
            ct
        );
}
