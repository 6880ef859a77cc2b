using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A crew member states a hypothesis, changes its confidence, confirms it or strikes it out.</summary>
public sealed class SaveHypothesis(ShopHost host) : IUseCase
{
    /// <summary>The longest hypothesis, in characters.</summary>
    public const int LongestText = 500;

    /// <summary>A hypothesis.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Text">What is believed.</param>
    /// <param name="Confidence">The confidence, from 1 to 99 per cent: no one is certain before the run is over.</param>
    /// <param name="Claim">The fault that it names, so that it can be judged afterwards; null for one in words only.</param>
    /// <param name="Evidence">The numbers of pinned evidence; at least one with a fault.</param>
    public sealed record Input(Guid RunId, string Text, int Confidence, FaultClaim? Claim = null, IReadOnlyList<int>? Evidence = null);

    /// <summary>The rules for a hypothesis.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Text)
                .NotEmpty()
                .WithMessage("Write what you believe, in a sentence that can be proved wrong.")
                .MaximumLength(LongestText)
                .WithMessage($"A hypothesis can have at most {LongestText} characters.");
            RuleFor(input => input.Confidence).InclusiveBetween(1, 99).WithMessage("Say how sure you are, from 1 to 99 per cent.");
        }
    }

    /// <summary>States a hypothesis. The views that the crew has looked at since the run began are stored as its evidence.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            input,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                var claims = ClaimCheck.Read(session, input.Claim is { } one ? [one] : []);
                if (!claims.Succeeded)
                {
                    return claims.Refusal;
                }

                var pins = input.Evidence ?? [];
                if (input.Claim is not null && pins.Count == 0)
                {
                    return Refusal.Invalid(
                        "Choose at least one piece of pinned evidence. Pin a chart, log line, trace, health response or diff line first."
                    );
                }

                if (pins.Count > DeclareCause.MostEvidence || !PinnedEvidence.Holds(session.Log, pins))
                {
                    return Refusal.Invalid($"Choose evidence that is pinned in this run, at most {DeclareCause.MostEvidence} pieces.");
                }

                if (session.HasJustRecorded(IncidentEventKind.HypothesisStated, last => last.Text == input.Text.Trim()))
                {
                    return Outcome.Done;
                }

                var looked = session.Log.Where(e => e.Kind == IncidentEventKind.Looked).Select(e => e.Subject).ToHashSet();
                session.Record(
                    IncidentEventKind.HypothesisStated,
                    input.Text.Trim(),
                    details: new Hypothesis.Facts(
                        claims.Value is [] ? null : FaultClaim.Format(claims.Value),
                        input.Confidence,
                        [.. ShopViews.All.Where(looked.Contains)],
                        pins
                    )
                );
                return Outcome.Done;
            },
            ct
        );

    /// <summary>Changes the confidence in an open hypothesis.</summary>
    public Task<Outcome> ReviseAsync(Actor actor, Guid runId, int number, int confidence, CancellationToken ct = default) =>
        confidence is < 1 or > 99
            ? Task.FromResult<Outcome>(Refusal.Invalid("Say how sure you are, from 1 to 99 per cent."))
            : WithOpenAsync(
                actor,
                runId,
                number,
                (session, hypothesis) =>
                    session.Record(
                        IncidentEventKind.HypothesisRevised,
                        $"{hypothesis.Confidence} % → {confidence} %: {hypothesis.Text}",
                        details: new Hypothesis.Facts(
                            hypothesis.Claim is { } claim ? FaultClaim.Format([claim]) : null,
                            confidence,
                            hypothesis.Evidence,
                            hypothesis.Pins
                        ),
                        refersTo: number
                    ),
                ct
            );

    /// <summary>Confirms an open hypothesis or strikes it out.</summary>
    public Task<Outcome> CloseAsync(Actor actor, Guid runId, int number, bool confirmed, CancellationToken ct = default) =>
        WithOpenAsync(
            actor,
            runId,
            number,
            (session, hypothesis) =>
                session.Record(
                    confirmed ? IncidentEventKind.HypothesisConfirmed : IncidentEventKind.HypothesisStruck,
                    $"{(confirmed ? "Confirmed" : "Struck out")}: {hypothesis.Text}",
                    refersTo: number
                ),
            ct
        );

    private Task<Outcome> WithOpenAsync(Actor actor, Guid runId, int number, Action<RunSession, Hypothesis> change, CancellationToken ct) =>
        host.ActAsync(
            actor,
            runId,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                var log = session.Log;
                switch (Hypothesis.Of(log).FirstOrDefault(h => h.Number == number))
                {
                    case null:
                        return Refusal.NotFound("There is no such hypothesis.");
                    case { State: not HypothesisState.Open } closed:
                        return Refusal.Conflict(
                            $"This hypothesis is already {closed.State.ToString().ToLowerInvariant()}. If you think otherwise, state it again."
                        );
                    case var open:
                        change(session, open);
                        return Outcome.Done;
                }
            },
            ct
        );
}
